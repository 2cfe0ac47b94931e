import type { Refusal } from './framework/shape.js';

export const NO_NODES = 'no nodes available to schedule pods';

/**
 * `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable. preemption: …`, reasons in order of their text.
 * @param total nodes of the cluster
 * @param preemption why preemption did not help; absent when it did
 */
export function unschedulableMessage(refusal: Pick<Refusal, 'reasons'>, total: number, preemption?: string): string {
  if (total === 0) return NO_NODES;
  const reasons = [...refusal.reasons].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${total} nodes are available:${reasons.length ? ` ${reasons.join(', ')}.` : ''}${preemption ? ` preemption: ${preemption}` : ''}`;
}
