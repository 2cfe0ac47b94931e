import type { FilterPlugin } from '../framework/plugin.js';

/** A pod that names its node goes there or nowhere. */
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  unblockedBy: ['node-added'],
  filter(pod, nodes) {
    const wanted = pod.spec.nodeName;
    if (!wanted) return undefined;
    const number = nodes.numberOf(wanted);
    return { unresolvable: true, passes: (node) => node === number, reasons: () => ["node(s) didn't match the requested node name"] };
  },
};
