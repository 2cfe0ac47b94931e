import type { Node } from '@kubets/api/core/v1/node';
import type { Strategy } from '../registry/strategy.js';

/** A node's pod ranges are set once. */
export const nodeStrategy: Strategy<Node> = {
  statusMetadata: true,
  // Nodes may be made with their status: kubelets and autoscalers register them whole.
  keepsStatusOnCreate: true,
  prepareForCreate(node) { allocatable(node); },
  prepareForStatusUpdate(node) { allocatable(node); },
  prepareForUpdate(node, old) {
    if (old.spec.podCIDR && !node.spec.podCIDR) node.spec.podCIDR = old.spec.podCIDR;
    if (old.spec.podCIDRs && !node.spec.podCIDRs) node.spec.podCIDRs = old.spec.podCIDRs;
  },
};

/** Without a word about what is set aside, pods may have all there is. */
function allocatable(node: Node): void {
  const status = (node.status ??= {} as Node['status']);
  if (status.capacity && !status.allocatable) status.allocatable = { ...status.capacity };
}
