import type { ReplicaSetCondition, ReplicaSetStatus } from '@kubets/api/apps/v1/replica-set';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodAvailable, isPodReady, podCondition } from '@kubets/api/core/v1/pod.helpers';
import { formatTime } from '@kubets/apimachinery/time/index';

export interface StatusView {
  readonly status: ReplicaSetStatus;
  readonly generation: number;
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly templateLabels: Readonly<Record<string, string>>;
  /** Neither ended nor on their way out. */
  readonly active: readonly Pod[];
  readonly terminating: number;
  /** Why pods could not be created or deleted just now. */
  readonly failure?: unknown;
  readonly now: number;
}

const FAILURE = 'ReplicaFailure';

/** The status that the pods make true; the old object itself when nothing changed. */
export function statusOf(view: StatusView): ReplicaSetStatus {
  const { status, active, minReadySeconds, now } = view;
  const wanted = Object.entries(view.templateLabels);
  const next: ReplicaSetStatus = {
    ...status,
    replicas: active.length,
    fullyLabeledReplicas: active.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels?.[key] === value)).length,
    readyReplicas: active.filter(isPodReady).length,
    availableReplicas: active.filter((pod) => isPodAvailable(pod, minReadySeconds, now)).length,
    terminatingReplicas: view.terminating,
    observedGeneration: view.generation,
    conditions: conditionsOf(view),
  };
  return same(status, next) ? status : next;
}

function conditionsOf({ status, failure, active, replicas, now }: StatusView): ReplicaSetCondition[] {
  const old = status.conditions ?? [];
  const known = old.find(({ type }) => type === FAILURE);
  if (failure !== undefined && known) return old;
  const others = old.filter(({ type }) => type !== FAILURE);
  if (failure === undefined) return known ? others : old;
  const reason = active.length < replicas ? 'FailedCreate' : 'FailedDelete';
  return [...others, { type: FAILURE, status: 'True', reason, message: (failure as Error).message, lastTransitionTime: formatTime(now) }];
}

const COUNTS = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'terminatingReplicas', 'observedGeneration'] as const;
// Counts of zero are left out of what the server sends, but a count of terminating pods is there or not.
const same = (a: ReplicaSetStatus, b: ReplicaSetStatus): boolean =>
  a.terminatingReplicas !== undefined && COUNTS.every((count) => (a[count] ?? 0) === (b[count] ?? 0)) && (a.conditions === b.conditions || (!a.conditions?.length && !b.conditions?.length));

/** In how many seconds the next pod will have been ready for long enough; `undefined` when none is waiting. */
export function nextAvailability(pods: readonly Pod[], minReadySeconds: number, now: number): number | undefined {
  if (minReadySeconds === 0) return undefined;
  const waits = pods.filter((pod) => isPodReady(pod) && !isPodAvailable(pod, minReadySeconds, now))
    .map((pod) => Date.parse(podCondition(pod, 'Ready')?.lastTransitionTime ?? '') + minReadySeconds * 1000 - now).filter((ms) => ms > 0);
  return waits.length ? Math.min(...waits) / 1000 : undefined;
}
