import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { revisionOf } from './annotations.js';
import { byAge, wanted } from './replica-sets.js';

/** The empty sets of former templates that nobody can roll back to any more: all but the last `revisionHistoryLimit`. */
export function superfluous(deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet[] {
  const limit = deployment.spec.revisionHistoryLimit;
  if (limit === undefined || limit === 2 ** 31 - 1) return [];
  const alive = old.filter(({ metadata }) => !metadata.deletionTimestamp).sort((a, b) => revisionOf(a) - revisionOf(b) || byAge(a, b));
  return alive.slice(0, Math.max(0, alive.length - limit))
    .filter((set) => wanted(set) === 0 && (set.status?.replicas ?? 0) === 0 && (set.metadata.generation ?? 0) <= (set.status?.observedGeneration ?? 0));
}
