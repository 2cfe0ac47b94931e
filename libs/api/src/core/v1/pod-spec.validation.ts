import { type FieldError, child, duplicate, forbidden, invalid, notSupported, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label, dns1123Subdomain, qualifiedName } from '@kubets/apimachinery/validation/names';
import { ipAddress } from '../../validation/addresses.js';
import { each, invalidAll, oneOf, optionalOneOf, optionalText, requiredText } from '../../validation/fields.js';
import { checkAnnotations, checkLabels } from '../../validation/labels.js';
import { type PodContext, validateContainers, validateEphemeralContainers, validateInitContainers } from './container.validation.js';
import { validatePodResources } from './pod-resources.validation.js';
import type { PodDNSConfig, PodSpec, PodTemplateSpec } from './pod-spec.js';
import { validateAffinity, validateSpread, validateTolerations } from './scheduling.validation.js';
import { validatePodSecurity } from './security-context.validation.js';
import { validateVolumes } from './volume.validation.js';

const MAX_DEADLINE_SECONDS = 2 ** 31 - 1;
const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

/** @param podName absent in templates, whose pods are named later */
export function validatePodSpec(spec: Draft<PodSpec>, path: string, podName?: string): FieldError[] {
  const context: PodContext = {
    spec,
    volumes: new Map(spec.volumes?.map((volume) => [volume.name ?? '', volume])),
    claims: new Set(spec.resourceClaims?.map(({ name }) => name ?? '')),
  };
  const taken = new Set<string>();
  return [
    ...validateVolumes(spec.volumes, child(path, 'volumes'), podName),
    ...validateContainers(context, child(path, 'containers'), taken),
    ...validateInitContainers(context, child(path, 'initContainers'), taken),
    ...validateEphemeralContainers(context, child(path, 'ephemeralContainers'), taken),
    ...validateHostPorts(spec, path),
    ...validatePodResources(spec, child(path, 'resources')),
    ...validateClaims(spec, child(path, 'resourceClaims')),
    ...validateBehaviour(spec, path),
    ...validatePlacement(spec, path),
    ...validateNames(spec, path),
    ...validateDNS(spec, path),
    ...validatePodSecurity(spec.securityContext, child(path, 'securityContext')),
    ...validateHostAccess(spec, path),
  ];
}

function validateBehaviour(spec: Draft<PodSpec>, path: string): FieldError[] {
  const errors = [
    ...oneOf(child(path, 'restartPolicy'), spec.restartPolicy, ['Always', 'Never', 'OnFailure']),
    ...optionalOneOf(child(path, 'preemptionPolicy'), spec.preemptionPolicy, ['Never', 'PreemptLowerPriority']),
    ...(spec.os ? oneOf(child(child(path, 'os'), 'name'), spec.os.name, ['linux', 'windows']) : []),
    ...each(spec.readinessGates, child(path, 'readinessGates'), ({ conditionType }, at) => requiredText(child(at, 'conditionType'), conditionType, qualifiedName)),
  ];
  const grace = spec.terminationGracePeriodSeconds;
  if (grace !== undefined && grace < 0) errors.push(invalid(child(path, 'terminationGracePeriodSeconds'), grace, 'must be greater than or equal to 0'));
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > MAX_DEADLINE_SECONDS)) {
    errors.push(invalid(child(path, 'activeDeadlineSeconds'), deadline, `must be between 1 and ${MAX_DEADLINE_SECONDS}, inclusive`));
  }
  return errors;
}

function validatePlacement(spec: Draft<PodSpec>, path: string): FieldError[] {
  const gates = new Set<string>();
  return [
    ...checkLabels(spec.nodeSelector, child(path, 'nodeSelector')),
    ...validateAffinity(spec.affinity, child(path, 'affinity')),
    ...validateTolerations(spec.tolerations, child(path, 'tolerations')),
    ...validateSpread(spec.topologySpreadConstraints, child(path, 'topologySpreadConstraints')),
    ...each(spec.schedulingGates, child(path, 'schedulingGates'), ({ name = '' }, at) => {
      if (gates.has(name)) return [duplicate(child(at, 'name'), name)];
      gates.add(name);
      return invalidAll(child(at, 'name'), name, qualifiedName(name));
    }),
    ...(spec.schedulingGates?.length && spec.nodeName ? [forbidden(child(path, 'nodeName'), 'cannot be set until all schedulingGates have been cleared')] : []),
  ];
}

function validateNames(spec: Draft<PodSpec>, path: string): FieldError[] {
  const errors = [
    ...optionalText(child(path, 'serviceAccountName'), spec.serviceAccountName, dns1123Subdomain),
    ...optionalText(child(path, 'nodeName'), spec.nodeName, dns1123Subdomain),
    ...optionalText(child(path, 'hostname'), spec.hostname, dns1123Label),
    ...optionalText(child(path, 'subdomain'), spec.subdomain, dns1123Label),
    ...optionalText(child(path, 'priorityClassName'), spec.priorityClassName, dns1123Subdomain),
    ...optionalText(child(path, 'runtimeClassName'), spec.runtimeClassName, dns1123Subdomain),
    ...optionalText(child(path, 'schedulerName'), spec.schedulerName, qualifiedName),
    ...each(spec.hostAliases, child(path, 'hostAliases'), ({ ip = '', hostnames }, at) => [
      ...invalidAll(child(at, 'ip'), ip, ipAddress(ip)),
      ...each(hostnames, child(at, 'hostnames'), (name, place) => invalidAll(place, name, dns1123Subdomain(name))),
    ]),
  ];
  const exact = spec.hostnameOverride;
  if (exact !== undefined) {
    const at = child(path, 'hostnameOverride');
    errors.push(...invalidAll(at, exact, dns1123Subdomain(exact)));
    if (exact.length > 64) errors.push(invalid(at, exact, 'must be no more than 64 characters'));
    if (spec.hostNetwork) errors.push(forbidden(at, 'may not be set when hostNetwork is true'));
    if (spec.setHostnameAsFQDN) errors.push(forbidden(child(path, 'setHostnameAsFQDN'), 'may not be set together with hostnameOverride'));
  }
  return errors;
}

function validateDNS(spec: Draft<PodSpec>, path: string): FieldError[] {
  const policy = oneOf(child(path, 'dnsPolicy'), spec.dnsPolicy, ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']);
  const at = child(path, 'dnsConfig');
  const { nameservers, searches, options }: Draft<PodDNSConfig> = spec.dnsConfig ?? {};
  const errors = spec.dnsPolicy === 'None' && !nameservers?.length
    ? [required(spec.dnsConfig ? child(at, 'nameservers') : at, 'must provide at least one DNS nameserver when `dnsPolicy` is None')] : [];
  if ((nameservers?.length ?? 0) > MAX_NAMESERVERS) errors.push(invalid(child(at, 'nameservers'), nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`));
  if ((searches?.length ?? 0) > MAX_SEARCHES) errors.push(invalid(child(at, 'searches'), searches, `must not have more than ${MAX_SEARCHES} search paths`));
  if ((searches?.join(' ').length ?? 0) > MAX_SEARCH_CHARACTERS) errors.push(invalid(child(at, 'searches'), searches, `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`));
  return [
    ...policy, ...errors,
    ...each(nameservers, child(at, 'nameservers'), (address, place) => invalidAll(place, address, ipAddress(address))),
    ...each(searches, child(at, 'searches'), (search, place) => {
      // A dot alone means "no search"; underscores occur in real search domains.
      const name = search.replace(/\.$/, '').replaceAll('_', '-');
      return search === '.' ? [] : invalidAll(place, search, dns1123Subdomain(name));
    }),
    ...each(options, child(at, 'options'), ({ name }, place) => (name ? [] : [required(child(place, 'name'), 'must not be empty')])),
  ];
}

/** Sharing namespaces of the node excludes having own ones. */
function validateHostAccess(spec: Draft<PodSpec>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (spec.hostPID && spec.shareProcessNamespace) errors.push(invalid(child(path, 'shareProcessNamespace'), true, 'ShareProcessNamespace and HostPID cannot both be enabled'));
  if (spec.hostUsers === false) {
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC'] as const) if (spec[name]) errors.push(forbidden(child(path, name), 'when `hostUsers` is false'));
  }
  return errors;
}

/** A port of the node can be given away once; on the node's network it is the container's own. */
function validateHostPorts(spec: Draft<PodSpec>, path: string): FieldError[] {
  const taken = new Set<string>();
  return each(spec.containers, child(path, 'containers'), ({ ports }, at) => each(ports, child(at, 'ports'), ({ hostPort, containerPort, protocol, hostIP }, place) => {
    const errors: FieldError[] = hostIP ? invalidAll(child(place, 'hostIP'), hostIP, ipAddress(hostIP)) : [];
    if (!hostPort) return errors;
    if (spec.hostNetwork && hostPort !== containerPort) errors.push(invalid(child(place, 'containerPort'), containerPort, 'must match `hostPort` when `hostNetwork` is true'));
    const id = `${hostIP ?? ''}/${hostPort}/${protocol}`;
    if (taken.has(id)) errors.push(duplicate(child(place, 'hostPort'), `${protocol}/${hostIP ?? ''}/${hostPort}`));
    taken.add(id);
    return errors;
  }));
}

function validateClaims(spec: Draft<PodSpec>, path: string): FieldError[] {
  const names = new Set<string>();
  return each(spec.resourceClaims, path, ({ name = '', resourceClaimName, resourceClaimTemplateName }, at) => {
    const errors = requiredText(child(at, 'name'), name, dns1123Label);
    if (names.has(name)) errors.push(duplicate(child(at, 'name'), name));
    names.add(name);
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
      errors.push(invalid(at, spec.resourceClaims, 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'));
    } else if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
      errors.push(invalid(at, spec.resourceClaims, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'));
    }
    return errors;
  });
}

export function validatePodTemplate(template: Draft<PodTemplateSpec>, path: string): FieldError[] {
  const { metadata, spec = {} } = template;
  const errors = [
    ...checkLabels(metadata?.labels, child(child(path, 'metadata'), 'labels')),
    ...checkAnnotations(metadata?.annotations, child(child(path, 'metadata'), 'annotations')),
    ...validatePodSpec(spec, child(path, 'spec')),
  ];
  if (spec.ephemeralContainers?.length) errors.push(forbidden(child(child(path, 'spec'), 'ephemeralContainers'), 'ephemeral containers not allowed in pod template'));
  return errors;
}

/** Pods that a controller keeps at a number are always started again. */
export function validateAlwaysRestarting(template: Draft<PodTemplateSpec>, path: string): FieldError[] {
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  const at = child(path, 'spec');
  const errors: FieldError[] = restartPolicy === 'Always' || !restartPolicy ? [] : [notSupported(child(at, 'restartPolicy'), restartPolicy, ['Always'])];
  if (activeDeadlineSeconds !== undefined) errors.push(forbidden(child(at, 'activeDeadlineSeconds'), 'activeDeadlineSeconds in ReplicaSet is not Supported'));
  return errors;
}
