import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodAffinityTerm } from '@kubets/api/core/v1/scheduling';
import { nothing, selectorOf } from '@kubets/apimachinery/selectors/index';
import type { Cluster } from '../../framework/cluster.js';

/** One term of a pod, ready to be asked about other pods. */
export interface Term {
  readonly key: string;
  matches(other: Pod): boolean;
}
export interface WeightedTerm extends Term { readonly weight: number }

export interface Terms {
  readonly affinity: readonly Term[];
  readonly antiAffinity: readonly Term[];
  /** Preferences; those of anti-affinity with negative weights. */
  readonly preferred: readonly WeightedTerm[];
}

const NONE: Terms = { affinity: [], antiAffinity: [], preferred: [] };
const prepared = new WeakMap<Pod['spec'], Terms>();

/** All terms of a pod; prepared once. Namespaces are looked up when a term is asked, as their labels may change. */
export function termsOf(pod: Pod, cluster: Cluster): Terms {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  if (!podAffinity && !podAntiAffinity) return NONE;
  let terms = prepared.get(pod.spec);
  if (terms) return terms;
  const term = (from: PodAffinityTerm): Term => termOf(from, pod.metadata.namespace ?? '', cluster);
  const weighted = (from: { weight: number; podAffinityTerm: PodAffinityTerm }, sign: 1 | -1): WeightedTerm => ({ ...term(from.podAffinityTerm), weight: sign * from.weight });
  prepared.set(pod.spec, terms = {
    affinity: (podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(term),
    antiAffinity: (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(term),
    preferred: [
      ...(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((t) => weighted(t, 1)),
      ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((t) => weighted(t, -1)),
    ],
  });
  return terms;
}

function termOf(from: PodAffinityTerm, own: string, cluster: Cluster): Term {
  const labels = selectorOf(from.labelSelector);
  const inNamespaces = from.namespaceSelector ? selectorOf(from.namespaceSelector) : nothing;
  const named = new Set(from.namespaces?.length || from.namespaceSelector ? from.namespaces : [own]);
  const covers = (namespace: string): boolean => named.has(namespace) || inNamespaces.empty || inNamespaces.matches(cluster.namespaceLabels(namespace));
  return { key: from.topologyKey, matches: (other) => labels.matches(other.metadata.labels) && covers(other.metadata.namespace ?? '') };
}
