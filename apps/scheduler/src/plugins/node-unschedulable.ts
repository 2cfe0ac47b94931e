import type { FilterPlugin } from '../framework/plugin.js';
import { tolerated } from './tolerations.js';

const CORDONED = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** Cordoned nodes take no pods, except those that tolerate it. */
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  unblockedBy: ['node-added', 'node-unschedulable', 'node-taints'],
  filter(pod, { nodes }) {
    if (tolerated(pod, CORDONED)) return undefined;
    return { scope: 'node', unresolvable: () => true, passes: (node) => nodes.nodes[node]?.spec.unschedulable !== true, reasons: () => ['node(s) were unschedulable'] };
  },
};
