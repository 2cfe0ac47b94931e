import type { Node, NodeCondition } from '@kubets/api/core/v1/node';
import { formatTime } from '@kubets/apimachinery/time/index';

export type Readiness = 'True' | 'False' | 'Unknown';

/** Conditions that only a living kubelet can vouch for. */
const OBSERVED = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;

export const conditionOf = (node: Node, type: string): NodeCondition | undefined => node.status?.conditions?.find((c) => c.type === type);
/** Of a node that never said anything nothing is known. */
export const readinessOf = (node: Node): Readiness => (conditionOf(node, 'Ready')?.status as Readiness | undefined) ?? 'Unknown';

/** What a kubelet has shown of itself; a change of this is a sign of life. */
export const signOfLife = (node: Node): string => conditionOf(node, 'Ready')?.lastHeartbeatTime ?? '';

/** The conditions of a node whose kubelet has been silent for too long; `undefined` when they say so already. */
export function silentConditions(node: Node, now: number): NodeCondition[] | undefined {
  const known = node.status?.conditions ?? [];
  const time = formatTime(now);
  const next = OBSERVED.map((type): NodeCondition => {
    const condition = known.find((c) => c.type === type);
    if (!condition) return { type, status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.', lastHeartbeatTime: node.metadata.creationTimestamp, lastTransitionTime: time };
    if (condition.status === 'Unknown') return condition;
    return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: time };
  });
  if (next.every((condition) => known.includes(condition))) return undefined;
  return [...known.filter(({ type }) => !(OBSERVED as readonly string[]).includes(type)), ...next];
}
