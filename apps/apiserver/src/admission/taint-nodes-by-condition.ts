import type { Node } from '@kubets/api/core/v1/node';
import type { AdmissionPlugin } from './plugin.js';
import { isMain } from './targets.js';

const KEY = 'node.kubernetes.io/not-ready';

/** A new node takes no pods until the node-lifecycle controller has seen it ready and removes the taint. */
export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  handles: (a) => a.operation === 'CREATE' && isMain(a, '', 'nodes'),
  mutate(a) {
    const { spec } = a.object as unknown as Node;
    if (!spec.taints?.some((t) => t.key === KEY && t.effect === 'NoSchedule')) spec.taints = [...spec.taints ?? [], { key: KEY, effect: 'NoSchedule' }];
  },
};
