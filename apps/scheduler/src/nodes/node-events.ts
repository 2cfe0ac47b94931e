import type { Node } from '@kubets/api/core/v1/node';
import type { ClusterEvent } from '../framework/plugin.js';

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What changed about a node that scheduling looks at; empty for a heartbeat. */
export function nodeEvents(node: Node, old: Node): ClusterEvent[] {
  const events: ClusterEvent[] = [];
  if (differ(node.status.allocatable, old.status.allocatable)) events.push('node-allocatable');
  if (differ(node.metadata.labels, old.metadata.labels)) events.push('node-labels');
  if (differ(node.spec.taints, old.spec.taints)) events.push('node-taints');
  if (Boolean(node.spec.unschedulable) !== Boolean(old.spec.unschedulable)) events.push('node-unschedulable');
  return events;
}
