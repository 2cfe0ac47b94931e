import type { DeploymentCondition } from '@kubets/api/apps/v1/deployment';
import { formatTime } from '@kubets/apimachinery/time/index';

export type Conditions = readonly DeploymentCondition[];
export type ConditionType = 'Available' | 'Progressing' | 'ReplicaFailure';
export type ProgressReason =
  | 'NewReplicaSetCreated' | 'FoundNewReplicaSet' | 'ReplicaSetUpdated' | 'NewReplicaSetAvailable' | 'ProgressDeadlineExceeded'
  | 'ReplicaSetCreateError' | 'DeploymentPaused' | 'DeploymentResumed';

export const conditionOf = (conditions: Conditions, type: ConditionType): DeploymentCondition | undefined => conditions.find((c) => c.type === type);
export const without = (conditions: Conditions, type: ConditionType): Conditions =>
  (conditions.some((c) => c.type === type) ? conditions.filter((c) => c.type !== type) : conditions);

export interface Wanted { readonly type: ConditionType; readonly status: 'True' | 'False' | 'Unknown'; readonly reason: string; readonly message: string }

/** Sets a condition. One with the same status and reason stays as it is, so that times tell when something happened. */
export function withCondition(conditions: Conditions, wanted: Wanted, now: number): Conditions {
  const known = conditionOf(conditions, wanted.type);
  return known?.status === wanted.status && known.reason === wanted.reason ? conditions : refreshed(conditions, wanted, now);
}

/** As {@link withCondition}, but says that it was true again just now. */
export function refreshed(conditions: Conditions, wanted: Wanted, now: number): Conditions {
  const known = conditionOf(conditions, wanted.type);
  const time = formatTime(now);
  const lastTransitionTime = known?.status === wanted.status ? known.lastTransitionTime ?? time : time;
  return [...without(conditions, wanted.type), { ...wanted, lastUpdateTime: time, lastTransitionTime }];
}

export const progressing = (status: Wanted['status'], reason: ProgressReason, message: string): Wanted => ({ type: 'Progressing', status, reason, message });
