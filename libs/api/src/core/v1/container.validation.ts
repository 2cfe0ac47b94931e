import { type FieldError, child, duplicate, forbidden, index, invalid, notFound, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { portName } from '@kubets/apimachinery/validation/identifiers';
import { dns1123Label } from '@kubets/apimachinery/validation/names';
import { PROTOCOLS, each, invalidAll, oneOf, optionalOneOf, portNumber, requiredText } from '../../validation/fields.js';
import { localPath } from '../../validation/paths.js';
import type { Container, ContainerPort, EphemeralContainer, VolumeDevice, VolumeMount } from './container.js';
import { validateEnv, validateEnvFrom } from './environment.validation.js';
import { isSidecar } from './pod.helpers.js';
import type { PodSpec } from './pod-spec.js';
import { validateLifecycle, validateProbes } from './probe.validation.js';
import { validateResources } from './resources.validation.js';
import { validateSecurity } from './security-context.validation.js';
import type { Volume } from './volume.js';

type Volumes = ReadonlyMap<string, Draft<Volume>>;
type AnyContainer = Draft<Container>;

/** What the containers of one pod have to agree on. */
export interface PodContext { readonly spec: Draft<PodSpec>; readonly volumes: Volumes; readonly claims: ReadonlySet<string> }

const isBlock = (volume: Draft<Volume> | undefined): boolean => volume?.ephemeral?.volumeClaimTemplate?.spec?.volumeMode === 'Block';

function validatePorts(ports: readonly Draft<ContainerPort>[] | undefined, path: string): FieldError[] {
  const names = new Set<string>();
  return each(ports, path, ({ name, containerPort, hostPort, protocol }, at) => {
    const errors: FieldError[] = [];
    if (name) {
      const messages = portName(name);
      if (messages.length) errors.push(...invalidAll(child(at, 'name'), name, messages));
      else if (names.has(name)) errors.push(duplicate(child(at, 'name'), name));
      names.add(name);
    }
    errors.push(...(containerPort ? portNumber(child(at, 'containerPort'), containerPort) : [required(child(at, 'containerPort'))]));
    if (hostPort) errors.push(...portNumber(child(at, 'hostPort'), hostPort));
    return [...errors, ...oneOf(child(at, 'protocol'), protocol, PROTOCOLS)];
  });
}

function validateMounts(mounts: readonly Draft<VolumeMount>[] | undefined, devices: readonly Draft<VolumeDevice>[] | undefined, container: AnyContainer, volumes: Volumes, path: string): FieldError[] {
  const paths = new Set<string>();
  const deviceNames = new Set(devices?.map(({ name }) => name));
  const devicePaths = new Set(devices?.map(({ devicePath }) => devicePath));
  return each(mounts, path, (mount, at) => {
    const { name, mountPath, subPath, subPathExpr, mountPropagation, recursiveReadOnly } = mount;
    const errors = requiredText(child(at, 'name'), name);
    if (name && !volumes.has(name)) errors.push(notFound(child(at, 'name'), name));
    if (!mountPath) errors.push(required(child(at, 'mountPath')));
    else if (paths.has(mountPath)) errors.push(invalid(child(at, 'mountPath'), mountPath, 'must be unique'));
    paths.add(mountPath ?? '');
    if (name && deviceNames.has(name)) errors.push(invalid(child(at, 'name'), name, `must not already exist in volumeDevices`));
    if (mountPath && devicePaths.has(mountPath)) errors.push(invalid(child(at, 'mountPath'), mountPath, 'must not already exist as a path in volumeDevices'));
    if (subPath) errors.push(...invalidAll(child(at, 'subPath'), subPath, localPath(subPath)));
    if (subPathExpr) {
      if (subPath) errors.push(invalid(child(at, 'subPathExpr'), subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
      errors.push(...invalidAll(child(at, 'subPathExpr'), subPathExpr, localPath(subPathExpr)));
    }
    errors.push(...optionalOneOf(child(at, 'mountPropagation'), mountPropagation, ['Bidirectional', 'HostToContainer', 'None']));
    if (mountPropagation === 'Bidirectional' && !container.securityContext?.privileged) {
      errors.push(forbidden(child(at, 'mountPropagation'), 'Bidirectional mount propagation is available only to privileged containers'));
    }
    errors.push(...optionalOneOf(child(at, 'recursiveReadOnly'), recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']));
    if (recursiveReadOnly && recursiveReadOnly !== 'Disabled' && !mount.readOnly) errors.push(forbidden(child(at, 'recursiveReadOnly'), 'may only be specified when readOnly is true'));
    return errors;
  });
}

function validateDevices(devices: readonly Draft<VolumeDevice>[] | undefined, volumes: Volumes, path: string): FieldError[] {
  const names = new Set<string>();
  const paths = new Set<string>();
  return each(devices, path, ({ name, devicePath }, at) => {
    const errors = requiredText(child(at, 'name'), name);
    const volume = volumes.get(name ?? '');
    if (name && !volume) errors.push(notFound(child(at, 'name'), name));
    else if (name && !volume?.persistentVolumeClaim && !isBlock(volume)) errors.push(invalid(child(at, 'name'), name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'));
    if (name && names.has(name)) errors.push(invalid(child(at, 'name'), name, 'must be unique'));
    if (!devicePath) errors.push(required(child(at, 'devicePath')));
    else if (paths.has(devicePath)) errors.push(invalid(child(at, 'devicePath'), devicePath, 'must be unique'));
    else errors.push(...(devicePath.split('/').includes('..') ? [invalid(child(at, 'devicePath'), devicePath, "can not contain backsteps ('..')")] : []));
    names.add(name ?? '');
    paths.add(devicePath ?? '');
    return errors;
  });
}

/** What holds for containers of all sorts. */
function validateCommon(container: AnyContainer, { spec, volumes, claims }: PodContext, path: string): FieldError[] {
  const { name, image = '' } = container;
  return [
    ...requiredText(child(path, 'name'), name, dns1123Label),
    ...(image.trim() === '' ? [required(child(path, 'image'))] : image !== image.trim() ? [invalid(child(path, 'image'), image, 'must not have leading or trailing whitespace')] : []),
    ...oneOf(child(path, 'terminationMessagePolicy'), container.terminationMessagePolicy, ['FallbackToLogsOnError', 'File']),
    ...validatePorts(container.ports, child(path, 'ports')),
    ...validateEnv(container.env, child(path, 'env')),
    ...validateEnvFrom(container.envFrom, child(path, 'envFrom')),
    ...validateMounts(container.volumeMounts, container.volumeDevices, container, volumes, child(path, 'volumeMounts')),
    ...validateDevices(container.volumeDevices, volumes, child(path, 'volumeDevices')),
    ...oneOf(child(path, 'imagePullPolicy'), container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateResources(container.resources, child(path, 'resources'), claims),
    ...validateSecurity(container.securityContext, child(path, 'securityContext'), spec.hostUsers !== false),
  ];
}

function validateRestart(container: AnyContainer, path: string): FieldError[] {
  const errors = optionalOneOf(child(path, 'restartPolicy'), container.restartPolicy, ['Always', 'Never', 'OnFailure']);
  if (container.restartPolicyRules?.length && !container.restartPolicy) errors.push(required(child(path, 'restartPolicy'), 'must specify restartPolicy when restart rules are used'));
  if ((container.restartPolicyRules?.length ?? 0) > 20) errors.push({ type: 'FieldValueTooMany', field: child(path, 'restartPolicyRules'), message: `Too many: ${container.restartPolicyRules?.length}: must have at most 20 items` });
  return errors;
}

const grace = ({ spec }: PodContext): number => spec.terminationGracePeriodSeconds ?? 30;

export function validateContainers(context: PodContext, path: string, taken: Set<string>): FieldError[] {
  const { containers } = context.spec;
  if (!containers?.length) return [required(path)];
  return each(containers, path, (container, at) => [
    ...validateCommon(container, context, at),
    ...validateProbes(container, at),
    ...validateLifecycle(container, at, grace(context), context.spec.os?.name),
    ...validateRestart(container, at),
    ...uniqueName(container, taken, at),
  ]);
}

/** Ordinary init containers end before anything looks at them: probes and hooks make sense for sidecars only. */
export function validateInitContainers(context: PodContext, path: string, taken: Set<string>): FieldError[] {
  return each(context.spec.initContainers, path, (container, at) => {
    const errors = [...validateCommon(container, context, at), ...validateRestart(container, at), ...uniqueName(container, taken, at)];
    if (isSidecar(container)) return [...errors, ...validateProbes(container, at), ...validateLifecycle(container, at, grace(context), context.spec.os?.name)];
    for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
      if (container[name]) errors.push(forbidden(child(at, name), `may not be set for init containers without restartPolicy=Always`));
    }
    return errors;
  });
}

const NOT_EPHEMERAL = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'resizePolicy', 'restartPolicy', 'restartPolicyRules'] as const;

export function validateEphemeralContainers(context: PodContext, path: string, taken: Set<string>): FieldError[] {
  const targets = new Set([...context.spec.containers ?? [], ...context.spec.initContainers ?? []].map(({ name }) => name));
  return each(context.spec.ephemeralContainers, path, (container: Draft<EphemeralContainer>, at) => {
    const errors = [...validateCommon(container, context, at), ...uniqueName(container, taken, at)];
    const { targetContainerName: target, resources } = container;
    if (target && !targets.has(target)) errors.push(notFound(child(at, 'targetContainerName'), target));
    for (const name of NOT_EPHEMERAL) if (container[name] !== undefined) errors.push(forbidden(child(at, name), 'cannot be set for an Ephemeral Container'));
    if (resources && Object.keys(resources).length) errors.push(forbidden(child(at, 'resources'), 'cannot be set for an Ephemeral Container'));
    container.volumeMounts?.forEach((mount, n) => {
      for (const name of ['subPath', 'subPathExpr'] as const) {
        if (mount[name]) errors.push(forbidden(child(index(child(at, 'volumeMounts'), n), name), 'cannot be set for an Ephemeral Container'));
      }
    });
    return errors;
  });
}

function uniqueName({ name }: { name?: string }, taken: Set<string>, path: string): FieldError[] {
  if (!name) return [];
  if (taken.has(name)) return [duplicate(child(path, 'name'), name)];
  taken.add(name);
  return [];
}
