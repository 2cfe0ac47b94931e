import type { Deployment, DeploymentStatus } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { conditionOf, withCondition, without, type Conditions } from './conditions.js';
import { limitsOf } from './limits.js';
import { available, sum, wanted } from './replica-sets.js';

export interface StatusView {
  readonly deployment: Deployment;
  readonly newSet: ReplicaSet | undefined;
  /** The new one included. */
  readonly sets: readonly ReplicaSet[];
  /** As they are after what happened in this reconcile. */
  readonly conditions: Conditions;
  readonly collisionCount: number | undefined;
  readonly now: number;
}

/** What the sets' own counts add up to, and whether that is enough. */
export function countStatus({ deployment, newSet, sets, conditions, collisionCount, now }: StatusView): DeploymentStatus {
  const availableReplicas = sum(sets, available);
  const enough = availableReplicas >= wanted(deployment) - limitsOf(deployment).maxUnavailable;
  const counted = sets.every(({ status }) => status?.terminatingReplicas !== undefined);
  const next = withCondition(conditions, {
    type: 'Available', status: enough ? 'True' : 'False', reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
  }, now);
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: sum(sets, ({ status }) => status?.replicas ?? 0),
    updatedReplicas: newSet?.status?.replicas ?? 0,
    readyReplicas: sum(sets, ({ status }) => status?.readyReplicas ?? 0),
    availableReplicas,
    unavailableReplicas: Math.max(0, sum(sets, wanted) - availableReplicas),
    // Unknown until every set has been counted by somebody who knows of terminating pods (KEP-3973).
    ...(counted ? { terminatingReplicas: sum(sets, ({ status }) => status?.terminatingReplicas ?? 0) } : {}),
    conditions: withFailure(next, newSet, sets) as DeploymentStatus['conditions'],
    ...(collisionCount === undefined ? {} : { collisionCount }),
  };
}

/** A set that cannot make its pods makes the deployment say so: the new one first. */
function withFailure(conditions: Conditions, newSet: ReplicaSet | undefined, sets: readonly ReplicaSet[]): Conditions {
  const failure = [...(newSet ? [newSet] : []), ...sets].flatMap(({ status }) => status?.conditions ?? []).find(({ type }) => type === 'ReplicaFailure');
  if (!failure) return without(conditions, 'ReplicaFailure');
  const known = conditionOf(conditions, 'ReplicaFailure');
  if (known?.status === failure.status && known.reason === failure.reason) return conditions;
  return [...without(conditions, 'ReplicaFailure'), { ...failure, lastUpdateTime: failure.lastTransitionTime }];
}

/** Whether all pods are of the current template and available, and no others are left. */
export const isComplete = (deployment: Deployment, status: DeploymentStatus): boolean =>
  (status.updatedReplicas ?? 0) === wanted(deployment) && (status.replicas ?? 0) === wanted(deployment) && (status.availableReplicas ?? 0) === wanted(deployment)
  && (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);

const COUNTS = ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'terminatingReplicas', 'collisionCount'] as const;

export const sameStatus = (a: DeploymentStatus, b: DeploymentStatus): boolean =>
  COUNTS.every((count) => (a[count] ?? 0) === (b[count] ?? 0)) && (a.terminatingReplicas === undefined) === (b.terminatingReplicas === undefined)
  && JSON.stringify(a.conditions ?? []) === JSON.stringify(b.conditions ?? []);
