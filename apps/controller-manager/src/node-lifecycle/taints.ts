import type { Node } from '@kubets/api/core/v1/node';
import type { Taint } from '@kubets/api/core/v1/scheduling';
import { formatTime } from '@kubets/apimachinery/time/index';
import { conditionOf, type Readiness } from './health.js';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** Condition and status → the taint that keeps new pods away (KEP-382, "Taint nodes by condition"). */
const BY_CONDITION: readonly (readonly [type: string, status: string, key: string])[] = [
  ['Ready', 'False', NOT_READY], ['Ready', 'Unknown', UNREACHABLE], ['MemoryPressure', 'True', 'node.kubernetes.io/memory-pressure'],
  ['DiskPressure', 'True', 'node.kubernetes.io/disk-pressure'], ['PIDPressure', 'True', 'node.kubernetes.io/pid-pressure'],
  ['NetworkUnavailable', 'True', 'node.kubernetes.io/network-unavailable'],
];
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const OURS = new Set([...BY_CONDITION.map(([, , key]) => key), UNSCHEDULABLE]);
const EVICTING = new Set([NOT_READY, UNREACHABLE]);

const isOurs = ({ key, effect }: Taint): boolean => (effect === 'NoSchedule' && OURS.has(key)) || (effect === 'NoExecute' && EVICTING.has(key));
export const isEvicting = (node: Node): boolean => (node.spec.taints ?? []).some(({ key, effect }) => effect === 'NoExecute' && EVICTING.has(key));

/** The key of the taint that drives pods off a node in that state; `undefined` for a node that is ready. */
export const evictionKey = (ready: Readiness): string | undefined => ({ True: undefined, False: NOT_READY, Unknown: UNREACHABLE })[ready];

/** All taints that the node should have, foreign ones untouched; `undefined` when it has them. @param evict key of the NoExecute taint, if any */
export function wantedTaints(node: Node, evict: string | undefined, now: number): Taint[] | undefined {
  const known = node.spec.taints ?? [];
  const wanted = BY_CONDITION.filter(([type, status]) => conditionOf(node, type)?.status === status).map(([, , key]): Taint => ({ key, effect: 'NoSchedule' }));
  if (node.spec.unschedulable) wanted.push({ key: UNSCHEDULABLE, effect: 'NoSchedule' });
  if (evict) wanted.push({ key: evict, effect: 'NoExecute' });
  const has = (list: readonly Taint[], { key, effect }: Taint): boolean => list.some((t) => t.key === key && t.effect === effect);
  const ours = known.filter(isOurs);
  if (ours.length === wanted.length && wanted.every((taint) => has(ours, taint))) return undefined;
  return [...known.filter((taint) => !isOurs(taint) || has(wanted, taint)), ...wanted.filter((taint) => !has(known, taint)).map((taint) => ({ ...taint, timeAdded: formatTime(now) }))];
}
