import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';

export interface Collection { readonly pod: Pod; readonly why: 'terminated' | 'orphaned' | 'unscheduled' | 'out of service' }

export interface PodGcView {
  readonly pods: readonly Pod[];
  readonly node: (name: string) => Node | undefined;
  /** Since when a node that pods name has been missing, milliseconds. */
  readonly missingSince: (name: string) => number | undefined;
  /** How many finished pods are kept; 0 keeps all. */
  readonly terminatedThreshold: number;
  readonly now: number;
}

/** A node has to be missing for this long before its pods are taken to be lost. */
export const QUARANTINE_MS = 40_000;
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/** Which pods nobody else will remove. Source: Pod lifecycle, "Garbage collection of Pods"; "Non-graceful node shutdown". */
export function decide(view: PodGcView): Collection[] {
  const collections: Collection[] = [];
  const finished = view.pods.filter((p) => isPodTerminal(p) && !p.metadata.deletionTimestamp);
  const surplus = finished.length - view.terminatedThreshold;
  if (view.terminatedThreshold > 0 && surplus > 0) {
    const oldest = finished.sort((a, b) => createdAt(a) - createdAt(b) || (a.metadata.name! < b.metadata.name! ? -1 : 1));
    collections.push(...oldest.slice(0, surplus).map((pod) => ({ pod, why: 'terminated' as const })));
  }
  const chosen = new Set(collections.map(({ pod }) => pod));
  for (const pod of view.pods) {
    if (chosen.has(pod)) continue;
    const name = pod.spec.nodeName;
    const node = name ? view.node(name) : undefined;
    if (name && !node) {
      const since = view.missingSince(name);
      if (since !== undefined && view.now - since >= QUARANTINE_MS) collections.push({ pod, why: 'orphaned' });
    } else if (pod.metadata.deletionTimestamp) {
      if (!node) collections.push({ pod, why: 'unscheduled' });
      else if (isOutOfService(node)) collections.push({ pod, why: 'out of service' });
    }
  }
  return collections;
}

/** Somebody vouches for it that the machine is off. */
const isOutOfService = ({ spec, status }: Node): boolean =>
  status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True' && (spec.taints ?? []).some(({ key }) => key === OUT_OF_SERVICE);

const createdAt = (pod: Pod): number => Date.parse(pod.metadata.creationTimestamp ?? '') || 0;
