import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { desiredReplicas, maxReplicas, sizeAnnotations } from './annotations.js';
import { limitsOf } from './limits.js';
import { activeOrLatest, available, byAge, isActive, sum, wanted } from './replica-sets.js';

/** A ReplicaSet and the size that it should get. Equal sizes mean that only what is written on the set is brought up to date. */
export interface Scaling { readonly set: ReplicaSet; readonly replicas: number }

/** Whether somebody changed the deployment's size since its sets were last scaled. */
export const wasResized = (deployment: Deployment, sets: readonly ReplicaSet[]): boolean =>
  sets.filter(isActive).some((set) => desiredReplicas(set) !== undefined && desiredReplicas(set) !== wanted(deployment));

const annotated = (set: ReplicaSet, deployment: Deployment): boolean =>
  Object.entries(sizeAnnotations(deployment)).every(([name, value]) => set.metadata.annotations?.[name] === value);

const isSaturated = (deployment: Deployment, set: ReplicaSet | undefined): boolean =>
  set !== undefined && desiredReplicas(set) === wanted(deployment) && wanted(set) === wanted(deployment) && available(set) === wanted(deployment);

/**
 * Scales without a rollout: while a deployment is paused, and when its size changes. A change in the middle of a rollout is shared out
 * in proportion to the sets' sizes, so that as much of the risk stays with the new template as before.
 */
export function scale(deployment: Deployment, newSet: ReplicaSet | undefined, old: readonly ReplicaSet[]): Scaling[] {
  const only = activeOrLatest(newSet, old);
  if (only) return wanted(only) === wanted(deployment) && annotated(only, deployment) ? [] : [{ set: only, replicas: wanted(deployment) }];
  if (isSaturated(deployment, newSet)) return old.filter(isActive).map((set) => ({ set, replicas: 0 }));
  const active = [...old, ...(newSet ? [newSet] : [])].filter(isActive);
  if (deployment.spec.strategy?.type === 'Recreate') return active.filter((set) => !annotated(set, deployment)).map((set) => ({ set, replicas: wanted(set) }));
  return shareOut(deployment, active);
}

function shareOut(deployment: Deployment, sets: ReplicaSet[]): Scaling[] {
  const { maxSurge } = limitsOf(deployment);
  const allowed = wanted(deployment) > 0 ? wanted(deployment) + maxSurge : 0;
  const change = allowed - sum(sets, wanted);
  // The largest set gets what rounding leaves; among equals the newest grows first and the oldest shrinks first.
  const ordered = sets.sort((a, b) => wanted(b) - wanted(a) || (change > 0 ? byAge(b, a) : byAge(a, b)));
  let given = 0;
  const sizes = ordered.map((set) => {
    const share = change === 0 ? 0 : shareOf(deployment, set, maxSurge, change - given);
    given += share;
    return wanted(set) + share;
  });
  if (sizes.length) sizes[0] = sizes[0]! + (change - given);
  return ordered.map((set, at) => ({ set, replicas: Math.max(0, sizes[at]!) })).filter(({ set, replicas }) => replicas !== wanted(set) || !annotated(set, deployment));
}

/** One set's part of the change; never more than is left of it. */
function shareOf(deployment: Deployment, set: ReplicaSet, maxSurge: number, left: number): number {
  if (left === 0) return 0;
  if (wanted(deployment) === 0) return Math.max(-wanted(set), left);
  const before = maxReplicas(set) || deployment.status?.replicas || 1;
  const share = Math.round((wanted(set) * (wanted(deployment) + maxSurge)) / before) - wanted(set);
  return left > 0 ? Math.min(share, left) : Math.max(share, left);
}
