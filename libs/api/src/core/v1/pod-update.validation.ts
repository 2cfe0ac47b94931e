import { type FieldError, child, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { equal } from '../../validation/equal.js';
import type { Container } from './container.js';
import { qosClass } from './pod.helpers.js';
import type { PodSpec } from './pod-spec.js';
import { validatePodSpec } from './pod-spec.validation.js';
import type { Pod } from './pod.js';
import type { Toleration } from './scheduling.js';

const FIXED = 'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,'
  + '`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
const FIXED_BUT_SIZE = 'only cpu and memory resources are mutable';

/** A pod is what it was created as: hardly anything of its specification can change. */
export function validatePodUpdate(pod: Draft<Pod>, old: Draft<Pod>): FieldError[] {
  const [spec, before] = [pod.spec ?? {}, old.spec ?? {}];
  const counts = (['containers', 'initContainers'] as const).filter((name) => (spec[name]?.length ?? 0) !== (before[name]?.length ?? 0));
  if (counts.length) return counts.map((name) => forbidden(child('spec', name), 'pod updates may not add or remove containers'));
  const errors = [
    ...validateImages(spec), ...validateDeadline(spec, before), ...validateTolerationUpdate(spec.tolerations, before.tolerations), ...validateGates(spec, before),
  ];
  const gated = Boolean(before.schedulingGates?.length);
  if (!equal(withMutable(spec, before, gated), before)) errors.push(forbidden('spec', FIXED));
  return errors;
}

function validateImages(spec: Draft<PodSpec>): FieldError[] {
  return (['containers', 'initContainers'] as const).flatMap((name) => (spec[name] ?? []).flatMap(({ image = '' }, at) => {
    const path = child(index(child('spec', name), at), 'image');
    if (!image) return [required(path)];
    return image === image.trim() ? [] : [invalid(path, image, 'must not have leading or trailing whitespace')];
  }));
}

function validateDeadline({ activeDeadlineSeconds: now }: Draft<PodSpec>, { activeDeadlineSeconds: before }: Draft<PodSpec>): FieldError[] {
  const path = 'spec.activeDeadlineSeconds';
  if (now === undefined) return before === undefined ? [] : [invalid(path, now, 'must not update from a positive integer to nil value')];
  if (now < 1 || now > 2 ** 31 - 1) return [invalid(path, now, `must be between 1 and ${2 ** 31 - 1}, inclusive`)];
  return before !== undefined && now > before ? [invalid(path, now, 'must be less than or equal to previous value')] : [];
}

/** Tolerations may be added, and the time of existing ones changed. */
function validateTolerationUpdate(now: readonly Draft<Toleration>[] = [], before: readonly Draft<Toleration>[] = []): FieldError[] {
  const bare = ({ tolerationSeconds: _, ...rest }: Draft<Toleration>): Draft<Toleration> => rest;
  return before.every((toleration) => now.some((other) => equal(bare(other), bare(toleration))))
    ? [] : [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')];
}

function validateGates({ schedulingGates }: Draft<PodSpec>, before: Draft<PodSpec>): FieldError[] {
  const known = new Set(before.schedulingGates?.map(({ name }) => name));
  return (schedulingGates ?? []).filter(({ name }) => !known.has(name))
    .map(({ name }, at) => forbidden(child(index('spec.schedulingGates', at), 'name'), `only deletion is allowed, but found new scheduling gate '${name}'`));
}

/** The new specification with everything that may change put back to what it was; if it then differs, more was changed. */
function withMutable(spec: Draft<PodSpec>, before: Draft<PodSpec>, gated: boolean): Draft<PodSpec> {
  const put = (now: readonly Draft<Container>[] | undefined, then: readonly Draft<Container>[] | undefined) =>
    now?.map((container, at) => ({ ...container, image: then?.[at]?.image }));
  const result: Draft<PodSpec> = {
    ...spec, containers: put(spec.containers, before.containers), initContainers: put(spec.initContainers, before.initContainers),
    activeDeadlineSeconds: before.activeDeadlineSeconds, tolerations: before.tolerations, schedulingGates: before.schedulingGates,
  };
  if ((before.terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1) result.terminationGracePeriodSeconds = before.terminationGracePeriodSeconds;
  // Nobody has looked at a gated pod yet, so its choice of nodes may still be narrowed.
  if (gated && narrows(spec.nodeSelector, before.nodeSelector)) result.nodeSelector = before.nodeSelector;
  if (gated && narrowsAffinity(spec, before)) result.affinity = before.affinity;
  return result;
}

const narrows = (now: Draft<PodSpec>['nodeSelector'], before: Draft<PodSpec>['nodeSelector']): boolean =>
  Object.entries(before ?? {}).every(([key, value]) => now?.[key] === value);

function narrowsAffinity({ affinity: now }: Draft<PodSpec>, { affinity: before }: Draft<PodSpec>): boolean {
  if (!equal(now?.podAffinity, before?.podAffinity) || !equal(now?.podAntiAffinity, before?.podAntiAffinity)) return false;
  const terms = (of: typeof now) => of?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const [then, next] = [terms(before), terms(now)];
  if (!then?.length) return true;
  return next?.length === then.length && then.every((term, at) => (['matchExpressions', 'matchFields'] as const).every((name) =>
    (term[name] ?? []).every((requirement) => next[at]?.[name]?.some((other) => equal(other, requirement)) === true)));
}

/** The `resize` subresource: cpu and memory of containers, as long as the pod's class of service stays. */
export function validatePodResize(pod: Draft<Pod>, old: Draft<Pod>): FieldError[] {
  const spec = pod.spec ?? {};
  const before = old.spec ?? {};
  const errors = validatePodSpec(spec, 'spec', pod.metadata?.name);
  const was = old.status?.qosClass || qosClass(old);
  if (qosClass(pod) !== was) errors.push(invalid('spec', qosClass(pod), `Pod QOS Class may not change as a result of resizing (was ${was})`));
  const put = (now: readonly Draft<Container>[] | undefined, then: readonly Draft<Container>[] | undefined) =>
    now?.map((container, at) => ({ ...container, resizePolicy: then?.[at]?.resizePolicy, resources: sized(container.resources, then?.[at]?.resources) }));
  const fixed = {
    ...spec, containers: put(spec.containers, before.containers), initContainers: put(spec.initContainers, before.initContainers),
    resources: sized(spec.resources, before.resources),
  };
  if (!equal(fixed, before)) errors.push(forbidden('spec', FIXED_BUT_SIZE));
  return errors;
}

type Resources = Draft<Container>['resources'];
function sized(now: Resources, before: Resources): Resources {
  if (!now || !before) return now;
  const result: NonNullable<Resources> = { ...now };
  for (const kind of ['limits', 'requests'] as const) {
    const values: Record<string, string | undefined> = { ...now[kind] };
    for (const name of ['cpu', 'memory']) {
      const value = before[kind]?.[name];
      if (value === undefined) delete values[name];
      else values[name] = value;
    }
    if (before[kind] || Object.keys(values).length) result[kind] = values;
    else delete result[kind];
  }
  return result;
}
