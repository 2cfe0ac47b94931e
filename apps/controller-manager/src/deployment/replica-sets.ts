import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { sameTemplate } from './pod-template-hash.js';

const createdAt = (set: ReplicaSet): number => Date.parse(set.metadata.creationTimestamp ?? '') || 0;
const byName = (a: ReplicaSet, b: ReplicaSet): number => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1);
export const byAge = (a: ReplicaSet, b: ReplicaSet): number => createdAt(a) - createdAt(b) || byName(a, b);

export const wanted = (of: { readonly spec: { readonly replicas?: number } }): number => of.spec.replicas ?? 1;
export const available = (set: ReplicaSet): number => set.status?.availableReplicas ?? 0;
export const isActive = (set: ReplicaSet): boolean => wanted(set) > 0;
export const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number => sets.reduce((total, set) => total + of(set), 0);

/** The set made from the deployment's current template: the oldest, should there be several. */
export const findNew = (deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined =>
  [...sets].sort(byAge).find((set) => sameTemplate(set.spec.template, deployment.spec.template));

export const others = (sets: readonly ReplicaSet[], one: ReplicaSet | undefined): ReplicaSet[] => sets.filter((set) => set.metadata.uid !== one?.metadata.uid);

/** The only set that has pods, or if none has any the newest; `undefined` when pods are spread over several. */
export function activeOrLatest(newSet: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const active = [...old, ...(newSet ? [newSet] : [])].filter(isActive);
  if (active.length === 1) return active[0];
  return active.length === 0 ? newSet ?? [...old].sort(byAge).at(-1) : undefined;
}
