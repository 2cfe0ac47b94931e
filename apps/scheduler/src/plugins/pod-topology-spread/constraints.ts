import type { Pod } from '@kubets/api/core/v1/pod';
import type { Node } from '@kubets/api/core/v1/node';
import type { TopologySpreadConstraint } from '@kubets/api/core/v1/scheduling';
import { requirement, type Selector, selectorOf } from '@kubets/apimachinery/selectors/index';
import type { Cluster } from '../../framework/cluster.js';
import type { NodeTable } from '../../nodes/node-table.js';
import { RowTally } from '../../nodes/row-tally.js';
import { requiredNodes } from '../node-affinity.js';
import { tolerated } from '../tolerations.js';

export const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/** One constraint, ready to be counted. */
export interface Spread {
  readonly key: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly selector: Selector;
  /** Whether a node's pods count for this constraint. `undefined`: those of all nodes. */
  readonly counts: ((row: number) => boolean) | undefined;
}

type When = 'DoNotSchedule' | 'ScheduleAnyway';

/** The pod's own constraints of a kind. */
export function ownSpreads(pod: Pod, when: When, nodes: NodeTable): Spread[] {
  return (pod.spec.topologySpreadConstraints ?? []).filter((c) => c.whenUnsatisfiable === when).map((constraint) => ({
    key: constraint.topologyKey, maxSkew: constraint.maxSkew, minDomains: constraint.minDomains ?? 1,
    selector: selectorFor(constraint, pod), counts: countedNodes(constraint, pod, nodes),
  }));
}

/** What applies softly to pods that say nothing themselves but belong to a service or a controller: spread over nodes and zones. */
export function defaultSpreads(pod: Pod, cluster: Cluster): Spread[] {
  if (pod.spec.topologySpreadConstraints?.length) return [];
  const selector = cluster.groupOf(pod);
  if (!selector) return [];
  const counts = countedNodes({}, pod, cluster.nodes);
  return [{ key: HOSTNAME, maxSkew: 3, minDomains: 1, selector, counts }, { key: ZONE, maxSkew: 5, minDomains: 1, selector, counts }];
}

/** `matchLabelKeys` narrow the selector to pods with the same values of these labels. */
function selectorFor(constraint: TopologySpreadConstraint, pod: Pod): Selector {
  const same = (constraint.matchLabelKeys ?? []).flatMap((key) => {
    const value = pod.metadata.labels?.[key];
    return value === undefined ? [] : [requirement(key, '=', [value])];
  });
  return selectorOf(constraint.labelSelector).with(...same);
}

function countedNodes(policies: Pick<TopologySpreadConstraint, 'nodeAffinityPolicy' | 'nodeTaintsPolicy'>, pod: Pod, nodes: NodeTable): Spread['counts'] {
  const required = policies.nodeAffinityPolicy === 'Ignore' ? undefined : requiredNodes(pod);
  const taints = policies.nodeTaintsPolicy === 'Honor';
  if (!required && !taints) return undefined;
  return (row) => {
    const node: Node | undefined = nodes.nodes[row];
    if (!node || (required && !required(node))) return false;
    return !taints || nodes.taintsOf(row).every((taint) => taint.effect === 'PreferNoSchedule' || tolerated(pod, taint));
  };
}

/** Counts, per row, the pods that each constraint is about: those of the pod's namespace that are not on their way out. */
export function tallyOf(pod: Pod, spreads: readonly Spread[], nodes: NodeTable): RowTally {
  const { namespace } = pod.metadata;
  return new RowTally(nodes, (other, add) => {
    if (other.metadata.namespace !== namespace || other.metadata.deletionTimestamp) return;
    for (let i = 0; i < spreads.length; i++) if (spreads[i]!.selector.matches(other.metadata.labels)) add(String(i), 1);
  });
}

/** What of a pod the plugin looks at. */
export function spreadKey(pod: Pod, cluster: Cluster): unknown {
  const own = pod.spec.topologySpreadConstraints;
  if (!own?.length) { const group = cluster.groupOf(pod); return group ? [pod.metadata.namespace, group.toString()] : 0; }
  // Besides the constraints, whether the pod itself is counted by them.
  return [pod.metadata.namespace, own, own.map((c) => [selectorFor(c, pod).toString(), selectorFor(c, pod).matches(pod.metadata.labels)])];
}
