import type { PriorityClass } from '@kubets/api/scheduling/v1/priority-class';
import type { Draft } from '@kubets/apimachinery/schema/index';

/** Priorities of users end at a billion; what the cluster itself needs comes above. Source: Guaranteed Scheduling For Critical Add-On Pods. */
export const PRIORITY_CLASSES: readonly Draft<PriorityClass>[] = [
  { metadata: { name: 'system-cluster-critical' }, value: 2_000_000_000, description: 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.' },
  { metadata: { name: 'system-node-critical' }, value: 2_000_001_000, description: 'Used for system critical pods that must not be moved from their current node.' },
];
