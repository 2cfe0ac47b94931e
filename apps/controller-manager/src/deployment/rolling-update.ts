import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { limitsOf } from './limits.js';
import type { Scaling } from './proportional-scaling.js';
import { available, byAge, isActive, sum, wanted } from './replica-sets.js';

/** How large the set of the current template should be now: as far as the surge allows. */
export function newSize(deployment: Deployment, newReplicas: number, total: number): number {
  const replicas = wanted(deployment);
  if (newReplicas >= replicas || deployment.spec.strategy?.type === 'Recreate') return replicas;
  const room = replicas + limitsOf(deployment).maxSurge - total;
  return room <= 0 ? newReplicas : newReplicas + Math.min(room, replicas - newReplicas);
}

/**
 * How the sets of former templates shrink: pods that do not work first, because nobody misses them, then as many of the others as
 * may be unavailable. Pods of the new set that are not available yet count as missing.
 */
export function shrinkOld(deployment: Deployment, newSet: ReplicaSet, old: readonly ReplicaSet[]): Scaling[] {
  const active = old.filter(isActive).sort(byAge);
  if (active.length === 0) return [];
  const least = wanted(deployment) - limitsOf(deployment).maxUnavailable;
  const most = sum([...active, newSet], wanted) - least - (wanted(newSet) - available(newSet));
  if (most <= 0) return [];

  const sizes = new Map(active.map((set) => [set, wanted(set)]));
  let left = most;
  for (const set of active) {
    const broken = Math.min(left, Math.max(0, wanted(set) - available(set)));
    sizes.set(set, wanted(set) - broken);
    left -= broken;
  }
  let spare = sum([...active, newSet], available) - least;
  for (const set of active) {
    const cut = Math.min(Math.max(0, spare), sizes.get(set)!);
    sizes.set(set, sizes.get(set)! - cut);
    spare -= cut;
  }
  return active.map((set) => ({ set, replicas: sizes.get(set)! })).filter(({ set, replicas }) => replicas !== wanted(set));
}
