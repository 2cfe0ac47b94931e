import type { Draft } from '@kubets/apimachinery/schema/types';
import { amount, formatAmount } from '../../validation/quantity.js';
import type { Container } from './container.js';
import type { PodSpec } from './pod-spec.js';
import type { PodCondition, PodStatus } from './pod-status.js';
import type { Pod } from './pod.js';

/** Amounts by resource name, as canonical quantities. */
export type ResourceList = Record<string, string>;
type Amounts = Readonly<Record<string, string | undefined>>;
type Spec = Draft<PodSpec>;
type Named = Pick<Draft<Container>, 'restartPolicy' | 'resources'>;

/** An init container that keeps running next to the main ones. */
export const isSidecar = (container: Pick<Draft<Container>, 'restartPolicy'>): boolean => container.restartPolicy === 'Always';

function combine(a: Amounts, b: Amounts | undefined, pick: (a: bigint, b: bigint) => bigint): ResourceList {
  const names = new Set([...Object.keys(a), ...Object.keys(b ?? {})]);
  return Object.fromEntries([...names].map((name) => {
    const [left, right] = [a[name], b?.[name]];
    return [name, formatAmount(pick(amount(left), amount(right)), left ?? right)];
  }));
}
const plus = (a: Amounts, b: Amounts | undefined): ResourceList => combine(a, b, (x, y) => x + y);
const most = (a: Amounts, b: Amounts | undefined): ResourceList => combine(a, b, (x, y) => (x > y ? x : y));

/**
 * What the containers need together: the main containers and the sidecars at the same time, or, if it is more, the largest
 * init container along with the sidecars that were started before it.
 */
function aggregate(spec: Spec, of: (container: Named) => Amounts | undefined): ResourceList {
  let running: ResourceList = {};
  let initial: ResourceList = {};
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) {
      running = plus(running, of(container));
      initial = most(initial, running);
    } else initial = most(initial, plus(running, of(container)));
  }
  for (const container of spec.containers ?? []) running = plus(running, of(container));
  return most(running, initial);
}

export const containerRequests = (spec: Spec): ResourceList => aggregate(spec, ({ resources }) => resources?.requests);
export const containerLimits = (spec: Spec): ResourceList => aggregate(spec, ({ resources }) => resources?.limits);

/** What a node must have free for the pod: the pod's own figures where given, else its containers', plus the runtime's overhead. */
export function podRequests(pod: { spec?: Spec }): ResourceList {
  const spec = pod.spec ?? {};
  const own = { ...containerRequests(spec), ...spec.resources?.requests } as ResourceList;
  return spec.overhead ? plus(own, spec.overhead) : own;
}

/** What the pod may use at most; only resources that are limited are listed, and overhead is added to those. */
export function podLimits(pod: { spec?: Spec }): ResourceList {
  const spec = pod.spec ?? {};
  const own = { ...containerLimits(spec), ...spec.resources?.limits } as ResourceList;
  const overhead = Object.fromEntries(Object.entries(spec.overhead ?? {}).filter(([name]) => own[name] !== undefined));
  return plus(own, overhead);
}

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';
const COMPUTE = ['cpu', 'memory'] as const;
const positive = (list: Amounts | undefined, name: string): bigint => amount(list?.[name]);

/**
 * How well a pod is protected when its node runs short (Pod Quality of Service Classes): Guaranteed when every container
 * requests exactly what it is limited to, BestEffort when nobody requests anything. The pod's own resources, if given, decide alone.
 */
export function qosClass(pod: { spec?: Spec; status?: Pick<Draft<PodStatus>, 'qosClass'> }): QosClass {
  const spec = pod.spec ?? {};
  const own = spec.resources;
  const parties = own && (hasAny(own.requests) || hasAny(own.limits))
    ? [own] : [...spec.initContainers ?? [], ...spec.containers ?? []].map(({ resources }) => resources ?? {});
  const wanted = parties.some(({ requests, limits }) => COMPUTE.some((name) => positive(requests, name) || positive(limits, name)));
  if (!wanted) return 'BestEffort';
  const guaranteed = parties.every(({ requests, limits }) => COMPUTE.every((name) => {
    const limit = positive(limits, name);
    return limit > 0n && (requests?.[name] === undefined || positive(requests, name) === limit);
  }));
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
const hasAny = (resources: object | undefined): boolean => Object.keys(resources ?? {}).length > 0;

type Observed = { status?: Draft<PodStatus> };

export const podCondition = (pod: Observed, type: string): Draft<PodCondition> | undefined =>
  pod.status?.conditions?.find((condition) => condition.type === type);

export const isPodReady = (pod: Observed): boolean => podCondition(pod, 'Ready')?.status === 'True';
export const isPodScheduled = (pod: { spec?: Spec }): boolean => Boolean(pod.spec?.nodeName);

export const podPhaseIs = (pod: Observed, ...phases: readonly NonNullable<PodStatus['phase']>[]): boolean => phases.includes(pod.status?.phase ?? '');
export const podPhaseIsPending = (pod: Observed): boolean => podPhaseIs(pod, 'Pending', '');
export const podPhaseIsRunning = (pod: Observed): boolean => podPhaseIs(pod, 'Running');
export const podPhaseIsSucceeded = (pod: Observed): boolean => podPhaseIs(pod, 'Succeeded');
export const podPhaseIsFailed = (pod: Observed): boolean => podPhaseIs(pod, 'Failed');

/** Whether all containers have ended and none will be started again. */
export const isPodTerminal = (pod: Observed): boolean => podPhaseIs(pod, 'Succeeded', 'Failed');

/** Whether the pod counts for its controller: neither ended nor on its way out. */
export const isPodActive = (pod: Observed & { metadata?: Draft<Pod['metadata']> }): boolean =>
  !isPodTerminal(pod) && !pod.metadata?.deletionTimestamp;

/** Whether the pod has been ready for at least `minReadySeconds`. */
export function isPodAvailable(pod: Observed, minReadySeconds: number, now: number): boolean {
  const ready = podCondition(pod, 'Ready');
  if (ready?.status !== 'True') return false;
  if (minReadySeconds === 0) return true;
  return ready.lastTransitionTime !== undefined && Date.parse(ready.lastTransitionTime) + minReadySeconds * 1000 <= now;
}
