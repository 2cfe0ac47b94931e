import type { Taint } from '@kubets/api/core/v1/scheduling';
import type { FilterPlugin, ScorePlugin } from '../framework/plugin.js';
import { tolerated } from './tolerations.js';

/** Nodes keep away pods that do not tolerate their taints; `PreferNoSchedule` taints only count against a node. */
export const taintToleration: FilterPlugin & ScorePlugin = {
  name: 'TaintToleration',
  unblockedBy: ['node-added', 'node-taints', 'pod-updated'],
  filter(pod, { nodes }) {
    const offending = (node: number): Taint | undefined => nodes.taintsOf(node).find((t) => t.effect !== 'PreferNoSchedule' && !tolerated(pod, t));
    return {
      scope: 'node',
      unresolvable: () => true,
      passes: (node) => nodes.taintsOf(node).length === 0 || offending(node) === undefined,
      // Which taints is no longer said: one reason per taint made messages too long.
      reasons: () => ['node(s) had untolerated taint(s)'],
    };
  },
  score(pod, { nodes }) {
    return {
      scope: 'node',
      normalize: 'down',
      of(node) {
        let count = 0;
        for (const taint of nodes.taintsOf(node)) if (taint.effect === 'PreferNoSchedule' && !tolerated(pod, taint)) count++;
        return count;
      },
    };
  },
};
