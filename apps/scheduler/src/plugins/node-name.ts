import type { FilterPlugin } from '../framework/plugin.js';

/** A pod that names its node goes there or nowhere. */
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  unblockedBy: ['node-added'],
  filter(pod, { nodes }) {
    const wanted = pod.spec.nodeName;
    if (!wanted) return undefined;
    return { scope: 'node', unresolvable: () => true, passes: (row) => nodes.nodes[row]?.metadata.name === wanted, reasons: () => ["node(s) didn't match the requested node name"] };
  },
};
