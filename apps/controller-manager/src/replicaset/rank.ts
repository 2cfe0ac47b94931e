import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady, isSidecar, podCondition } from '@kubets/api/core/v1/pod.helpers';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const PHASES: Readonly<Record<string, number>> = { Pending: 0, '': 0, Unknown: 1, Running: 2 };
const COST = /^(0|[+-]?[1-9]\d*)$/;

interface Ranked { readonly pod: Pod; readonly onNode: number }
type Comparison = (a: Ranked, b: Ranked) => number;

/** The annotation's value, or 0 where there is none that counts (KEP-2255). */
function deletionCost(pod: Pod): number {
  const text = pod.metadata.annotations?.[DELETION_COST] ?? '';
  const cost = COST.test(text) ? Number(text) : 0;
  return Math.abs(cost) < 2 ** 31 ? cost : 0;
}

/** Ages that differ little are equal, so that scaling down does not always hit the pods of the last scaling up (KEP-2185). */
const ageRank = (since: string | undefined, now: number): number => {
  const age = since ? now - Date.parse(since) : 0;
  return age > 0 ? Math.round(Math.log2(age * 1e6)) : -1;
};

const readySince = (pod: Pod): string | undefined => (isPodReady(pod) ? podCondition(pod, 'Ready')?.lastTransitionTime : undefined);

function restarts(pod: Pod, sidecars: boolean): number {
  const names = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map((c) => c.name));
  const statuses = sidecars ? (pod.status.initContainerStatuses ?? []).filter((s) => names.has(s.name)) : pod.status.containerStatuses ?? [];
  return Math.max(0, ...statuses.map((s) => s.restartCount ?? 0));
}

/** What is worth least goes first. In the order of weight. */
const orders = (now: number): readonly Comparison[] => [
  (a, b) => Number(Boolean(a.pod.spec.nodeName)) - Number(Boolean(b.pod.spec.nodeName)),
  (a, b) => (PHASES[a.pod.status.phase ?? ''] ?? 2) - (PHASES[b.pod.status.phase ?? ''] ?? 2),
  (a, b) => Number(isPodReady(a.pod)) - Number(isPodReady(b.pod)),
  (a, b) => deletionCost(a.pod) - deletionCost(b.pod),
  // Crowded nodes first: the rest stays spread out.
  (a, b) => b.onNode - a.onNode,
  (a, b) => ageRank(readySince(a.pod), now) - ageRank(readySince(b.pod), now),
  (a, b) => restarts(b.pod, false) - restarts(a.pod, false),
  (a, b) => restarts(b.pod, true) - restarts(a.pod, true),
  (a, b) => ageRank(a.pod.metadata.creationTimestamp, now) - ageRank(b.pod.metadata.creationTimestamp, now),
  (a, b) => ((a.pod.metadata.uid ?? '') < (b.pod.metadata.uid ?? '') ? -1 : 1),
];

/**
 * Chooses which pods to delete.
 * @param related pods of the same application, whatever set they are of, by which crowding is measured
 */
export function podsToDelete(pods: readonly Pod[], count: number, related: readonly Pod[], now: number): Pod[] {
  if (count >= pods.length) return [...pods];
  const perNode = new Map<string, number>();
  for (const { spec } of related) if (spec.nodeName) perNode.set(spec.nodeName, (perNode.get(spec.nodeName) ?? 0) + 1);
  const comparisons = orders(now);
  return pods.map((pod): Ranked => ({ pod, onNode: perNode.get(pod.spec.nodeName ?? '') ?? 0 })).sort((a, b) => {
    for (const compare of comparisons) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  }).slice(0, count).map(({ pod }) => pod);
}
