import type { Node } from '@kubets/api/core/v1/node';
import type { Strategy } from '../registry/strategy.js';

/** A node's pod ranges are set once. */
export const nodeStrategy: Strategy<Node> = {
  prepareForUpdate(node, old) {
    if (old.spec.podCIDR && !node.spec.podCIDR) node.spec.podCIDR = old.spec.podCIDR;
    if (old.spec.podCIDRs && !node.spec.podCIDRs) node.spec.podCIDRs = old.spec.podCIDRs;
  },
};
