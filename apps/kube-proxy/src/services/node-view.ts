import type { Node } from '@kubets/api/core/v1/node';

/** What of its own node decides where a proxy sends traffic. */
export interface NodeView {
  readonly name: string;
  readonly zone: string | undefined;
}

export const nodeView = (name: string, node: Node | undefined): NodeView =>
  ({ name, zone: node?.metadata.labels?.['topology.kubernetes.io/zone'] });

/** Whether load balancers should send new connections here: not while the node is on its way out. */
export const nodeEligible = (node: Node | undefined): boolean =>
  node?.metadata.deletionTimestamp === undefined
  && !node?.spec.taints?.some((taint) => taint.key === 'ToBeDeletedByClusterAutoscaler');
