import type { Deployment, DeploymentStatus } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { conditionOf, progressing, refreshed, withCondition, without, type Conditions } from './conditions.js';
import { progressDeadline } from './limits.js';
import { isComplete } from './status.js';

/** Whether the rollout came further since the last status: more new pods, fewer old ones, or more that work. */
const advanced = (old: DeploymentStatus, next: DeploymentStatus): boolean => {
  const count = (status: DeploymentStatus, name: 'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas'): number => status[name] ?? 0;
  return count(next, 'updatedReplicas') > count(old, 'updatedReplicas')
    || count(next, 'replicas') - count(next, 'updatedReplicas') < count(old, 'replicas') - count(old, 'updatedReplicas')
    || count(next, 'readyReplicas') > count(old, 'readyReplicas') || count(next, 'availableReplicas') > count(old, 'availableReplicas');
};

/** Milliseconds until the rollout counts as failed, negative when it is too late; `undefined` when it does not hang. */
function untilDeadline(deployment: Deployment, conditions: Conditions, now: number): number | undefined {
  const condition = conditionOf(conditions, 'Progressing');
  const deadline = progressDeadline(deployment);
  if (!condition || deadline === undefined || condition.reason === 'NewReplicaSetAvailable') return undefined;
  return Date.parse(condition.lastUpdateTime ?? '') + deadline * 1000 - now;
}

/** What the condition `Progressing` says of a rollout: done, under way, or stuck. */
export function progressOf(deployment: Deployment, newSet: ReplicaSet | undefined, next: DeploymentStatus, now: number): Conditions {
  const conditions = next.conditions ?? [];
  if (progressDeadline(deployment) === undefined) return without(conditions, 'Progressing');
  const known = conditionOf(conditions, 'Progressing');
  // A finished rollout stays finished when pods come and go.
  if ((next.replicas ?? 0) === (next.updatedReplicas ?? 0) && known?.reason === 'NewReplicaSetAvailable') return conditions;
  const what = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (isComplete(deployment, next)) return withCondition(conditions, progressing('True', 'NewReplicaSetAvailable', `${what} has successfully progressed.`), now);
  if (advanced(deployment.status ?? {}, next)) return refreshed(conditions, progressing('True', 'ReplicaSetUpdated', `${what} is progressing.`), now);
  const left = untilDeadline(deployment, conditions, now);
  if (known?.reason === 'ProgressDeadlineExceeded' || (left !== undefined && left < 0)) {
    return withCondition(conditions, progressing('False', 'ProgressDeadlineExceeded', `${what} has timed out progressing.`), now);
  }
  return conditions;
}

/** Seconds after which to look whether the rollout hangs: nothing else will happen to tell. */
export function lookAgainAfter(deployment: Deployment, status: DeploymentStatus, now: number): number | undefined {
  if (isComplete(deployment, status) || conditionOf(status.conditions ?? [], 'Progressing')?.reason === 'ProgressDeadlineExceeded') return undefined;
  const left = untilDeadline(deployment, status.conditions ?? [], now);
  return left === undefined ? undefined : Math.max(0, left) / 1000 + 1;
}
