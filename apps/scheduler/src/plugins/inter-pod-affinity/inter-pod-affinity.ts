import type { FilterPlugin, ScorePlugin } from '../../framework/plugin.js';
import { affinityFilter } from './filter.js';
import { affinityScore } from './score.js';

/** Places pods near pods, or away from them. Source: Assigning Pods to Nodes, inter-pod affinity and anti-affinity. */
export const interPodAffinity: FilterPlugin & ScorePlugin = {
  name: 'InterPodAffinity',
  unblockedBy: ['node-added', 'node-labels', 'pod-added', 'pod-removed', 'pod-updated', 'namespace-updated'],
  key(pod, { nodes }) {
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    // As long as no pod at all has affinities, nobody looks at labels.
    if (!podAffinity && !podAntiAffinity && !nodes.podsWithAffinity) return 0;
    return [pod.metadata.namespace, pod.metadata.labels, podAffinity, podAntiAffinity];
  },
  filter: affinityFilter,
  score: affinityScore,
};
