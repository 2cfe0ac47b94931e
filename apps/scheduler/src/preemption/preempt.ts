import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodDisruptionBudget } from '@kubets/api/policy/v1/pod-disruption-budget';
import type { Choose, Refusal, Shape } from '../framework/shape.js';
import type { NodeTable } from '../nodes/node-table.js';
import type { Nominations } from './nominations.js';
import { NO_VICTIMS, type Victims, findVictims, leastDisruptive, priorityOf } from './victims.js';

/** Where room can be made, or why nowhere: what the event says after "preemption: ". `waits`: room is being made already. */
export type Preemption =
  | { readonly victims: Victims }
  | { readonly victims?: undefined; readonly why: string; readonly waits: boolean };

/** So many nodes with victims are compared at most: a tenth of the cluster, but a hundred at least. */
const FEWEST_CANDIDATES = 100;
const SHARE = 0.1;

const refused = (why: string, waits = false): Preemption => ({ why, waits });

/** Looks for pods that should make room. Source: Pod Priority and Preemption. */
export function preempt(pod: Pod, shape: Shape, refusal: Refusal, nodes: NodeTable, nominations: Nominations, budgets: readonly PodDisruptionBudget[], choose: Choose): Preemption {
  if (pod.spec.preemptionPolicy === 'Never') return refused('not eligible due to preemptionPolicy=Never.');
  const nominated = nodes.numberOf(nominations.nodeOf(pod.metadata.uid ?? '') ?? '');
  // The room that was asked for comes as soon as these are gone; more victims would be for nothing.
  if (nominated !== undefined && nodes.podsOn(nominated).some((other) => other.metadata.deletionTimestamp && priorityOf(other) < priorityOf(pod))) {
    return refused('not eligible due to a terminating pod on the nominated node.', true);
  }
  const reasons = new Map<string, number>();
  const tell = (reason: string, count = 1): void => { reasons.set(reason, (reasons.get(reason) ?? 0) + count); };
  tell('Preemption is not helpful for scheduling', nodes.size - refusal.resolvable.length);
  const candidates: Victims[] = [];
  if (nodes.hasPodsBelow(priorityOf(pod))) {
    const { resolvable } = refusal;
    const most = Math.max(FEWEST_CANDIDATES, Math.floor(nodes.size * SHARE));
    const offset = resolvable.length ? choose(resolvable.length) : 0;
    for (let i = 0; i < resolvable.length && candidates.length < most; i++) {
      const found = findVictims(pod, shape, nodes, resolvable[(i + offset) % resolvable.length]!, budgets);
      if ('pods' in found) { if (found.pods.length) candidates.push(found); } else found.reasons.forEach((reason) => tell(reason));
    }
  } else tell(NO_VICTIMS, refusal.resolvable.length);
  const best = leastDisruptive(candidates);
  if (best) return { victims: best };
  const counts = [...reasons].filter(([, count]) => count > 0).map(([reason, count]) => `${count} ${reason}`).sort();
  return refused(`0/${nodes.size} nodes are available: ${counts.join(', ')}.`);
}
