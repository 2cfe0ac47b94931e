import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodDisruptionBudget } from '@kubets/api/policy/v1/pod-disruption-budget';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import type { Shape } from '../framework/shape.js';
import type { NodeTable } from '../nodes/node-table.js';

/** Pods to be removed from a row, the most important first, and how many of them a disruption budget would have kept. */
export interface Victims { readonly row: number; readonly pods: readonly Pod[]; readonly violations: number }

/** Nothing can be done on a row, and why, as the event says it. */
export interface Hopeless { readonly row: number; readonly reasons: readonly string[] }

export const NO_VICTIMS = 'No preemption victims found for incoming pod';

export const priorityOf = (pod: Pod): number => pod.spec.priority ?? 0;
const startOf = (pod: Pod): string => pod.status.startTime ?? '9';

/** Higher priority first, then who has run longer. */
const byImportance = (a: Pod, b: Pod): number => priorityOf(b) - priorityOf(a) || (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0);

/** Finds the fewest pods of lower priority without which the pod fits on the row. The table is as before afterwards. */
export function findVictims(pod: Pod, shape: Shape, nodes: NodeTable, row: number, budgets: readonly PodDisruptionBudget[]): Victims | Hopeless {
  const lower = nodes.podsOn(row).filter((other) => priorityOf(other) < priorityOf(pod)).sort(byImportance);
  if (!lower.length) return { row, reasons: [NO_VICTIMS] };
  const nodeName = nodes.nameOf(row);
  for (const other of lower) nodes.removePod(other.metadata.uid ?? '');
  const objection = shape.objection(row);
  if (objection) {
    for (const other of lower) nodes.addPod(other, nodeName);
    return { row, reasons: objection.reasons };
  }
  const violating = violatingBudgets(lower, budgets);
  const victims: Pod[] = [];
  // Those whose budget would be violated get the first chance to stay.
  for (const other of [...lower.filter((p) => violating.has(p)), ...lower.filter((p) => !violating.has(p))]) {
    nodes.addPod(other, nodeName);
    if (!shape.objection(row)) continue;
    nodes.removePod(other.metadata.uid ?? '');
    victims.push(other);
  }
  for (const other of victims) nodes.addPod(other, nodeName);
  return { row, pods: victims.sort(byImportance), violations: victims.filter((other) => violating.has(other)).length };
}

/** The pods that would go beyond what budgets allow if all of them went, in their order. */
function violatingBudgets(pods: readonly Pod[], budgets: readonly PodDisruptionBudget[]): Set<Pod> {
  const left = budgets.map((budget) => ({ budget, selector: selectorOf(budget.spec.selector), allowed: budget.status.disruptionsAllowed }));
  const violating = new Set<Pod>();
  for (const pod of pods) {
    for (const each of left) {
      const { budget, selector } = each;
      if (budget.metadata.namespace !== pod.metadata.namespace || !selector.matches(pod.metadata.labels)) continue;
      // Its disruption was already granted and counted.
      if (budget.status.disruptedPods?.[pod.metadata.name ?? ''] !== undefined) continue;
      if (--each.allowed < 0) violating.add(pod);
    }
  }
  return violating;
}

/** The row where preemption disturbs least: fewest budgets violated, then the least important victims, then the fewest, then the youngest. */
export function leastDisruptive(candidates: readonly Victims[]): Victims | undefined {
  // Added so that the number of pods outweighs negative priorities, which would otherwise make more victims look cheaper.
  const total = ({ pods }: Victims): number => pods.reduce((sum, pod) => sum + priorityOf(pod) + 2 ** 31, 0);
  const oldestOfHighest = ({ pods }: Victims): string => startOf(pods[0]!);
  const compare = (a: Victims, b: Victims): number => a.violations - b.violations || priorityOf(a.pods[0]!) - priorityOf(b.pods[0]!) || total(a) - total(b)
    || a.pods.length - b.pods.length || (oldestOfHighest(a) > oldestOfHighest(b) ? -1 : oldestOfHighest(a) < oldestOfHighest(b) ? 1 : 0);
  return candidates.reduce<Victims | undefined>((best, each) => (best && compare(best, each) <= 0 ? best : each), undefined);
}
