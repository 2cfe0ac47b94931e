import type { Taint } from '@kubets/api/core/v1/scheduling';
import type { FilterPlugin, ScorePlugin } from '../framework/plugin.js';
import { tolerated } from './tolerations.js';

/** Nodes keep away pods that do not tolerate their taints; `PreferNoSchedule` taints only count against a node. */
export const taintToleration: FilterPlugin & ScorePlugin = {
  name: 'TaintToleration',
  unblockedBy: ['node-added', 'node-taints', 'pod-updated'],
  filter(pod, nodes) {
    const offending = (node: number): Taint | undefined => nodes.taintsOf(node).find((t) => t.effect !== 'PreferNoSchedule' && !tolerated(pod, t));
    return {
      unresolvable: true,
      passes: (node) => nodes.taintsOf(node).length === 0 || offending(node) === undefined,
      reasons: (node) => { const taint = offending(node); return taint ? [`node(s) had untolerated taint(s)${describe(taint)}`] : []; },
    };
  },
  score(pod, nodes) {
    return {
      normalize: 'down',
      of(node) {
        let count = 0;
        for (const taint of nodes.taintsOf(node)) if (taint.effect === 'PreferNoSchedule' && !tolerated(pod, taint)) count++;
        return count;
      },
    };
  },
};

const describe = (taint: Taint): string => ` {${taint.key}: ${taint.value ?? ''}}`;
