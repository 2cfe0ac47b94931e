import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';

export interface Collection { readonly pod: Pod; readonly why: 'terminated' | 'orphaned' | 'unscheduled'; }

export interface PodGcView {
  readonly pods: readonly Pod[];
  readonly node: (name: string) => Node | undefined;
  /** Since when a node that pods name has been missing, milliseconds. */
  readonly missingSince: (name: string) => number | undefined;
  /** How many finished pods are kept. */
  readonly terminatedThreshold: number;
  readonly now: number;
}

/** A node has to be missing for this long before its pods are taken to be lost. */
export const QUARANTINE_MS = 40_000;

/** Which pods nobody else will remove. Source: Pod lifecycle, "Garbage collection of Pods". */
export function decide(view: PodGcView): Collection[] {
  const collections: Collection[] = [];
  const finished = view.pods.filter((p) => isPodTerminal(p) && !p.metadata.deletionTimestamp);
  const surplus = finished.length - view.terminatedThreshold;
  if (view.terminatedThreshold > 0 && surplus > 0) {
    const oldest = finished.sort((a, b) => createdAt(a) - createdAt(b) || (a.metadata.name! < b.metadata.name! ? -1 : 1));
    collections.push(...oldest.slice(0, surplus).map((pod) => ({ pod, why: 'terminated' as const })));
  }
  for (const pod of view.pods) {
    const node = pod.spec.nodeName;
    if (node && !view.node(node)) {
      const since = view.missingSince(node);
      if (since !== undefined && view.now - since >= QUARANTINE_MS) collections.push({ pod, why: 'orphaned' });
    } else if (!node && pod.metadata.deletionTimestamp) collections.push({ pod, why: 'unscheduled' });
  }
  return collections;
}

const createdAt = (pod: Pod): number => Date.parse(pod.metadata.creationTimestamp ?? '') || 0;
