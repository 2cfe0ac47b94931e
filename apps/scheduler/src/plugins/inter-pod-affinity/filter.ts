import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from '../../framework/cluster.js';
import type { PreparedFilter } from '../../framework/plugin.js';
import { RowTally } from '../../nodes/row-tally.js';
import { NO_DOMAIN, type TopologyColumn } from '../../nodes/topology.js';
import { type Term, termsOf } from './terms.js';

interface Counted { readonly topology: TopologyColumn; sums: Float64Array }

const AFFINITY = ["node(s) didn't match pod affinity rules"];
const ANTI_AFFINITY = ["node(s) didn't match pod anti-affinity rules"];
const OTHERS = ["node(s) didn't satisfy existing pods anti-affinity rules"];

/**
 * Required affinity and anti-affinity of the pod, and the anti-affinity that pods already placed have against it.
 * Pods that satisfy all affinity terms count, in the domains of their nodes.
 */
export function affinityFilter(pod: Pod, cluster: Cluster): PreparedFilter | undefined {
  const { nodes } = cluster;
  const { affinity, antiAffinity } = termsOf(pod, cluster);
  if (!affinity.length && !antiAffinity.length && !nodes.podsWithAffinity) return undefined;
  const tally = new RowTally(nodes, (other, add) => {
    if (affinity.length && affinity.every((term) => term.matches(other))) add('affinity', 1);
    antiAffinity.forEach((term, i) => { if (term.matches(other)) add(`anti ${i}`, 1); });
    for (const term of termsOf(other, cluster).antiAffinity) if (term.matches(pod)) add(`others ${term.key}`, 1);
  }, () => cluster.namespacesVersion);
  const counted = ({ key }: Term): Counted => ({ topology: nodes.topology(key), sums: new Float64Array(0) });
  const wanted = affinity.map(counted);
  const avoided = antiAffinity.map(counted);
  let others: Counted[] = [];
  /** The first of a group that wants to be together has nobody to join. */
  let first = false;
  const selfMatch = affinity.length > 0 && affinity.every((term) => term.matches(pod));

  const joins = (row: number): boolean => {
    let some = true;
    for (const { topology, sums } of wanted) {
      const domain = topology.of[row]!;
      if (domain === NO_DOMAIN) return false;
      if (!(sums[domain]! > 0)) some = false;
    }
    return some || first;
  };
  const avoids = (list: readonly Counted[], row: number): boolean => {
    for (const { topology, sums } of list) { const domain = topology.of[row]!; if (domain !== NO_DOMAIN && sums[domain]! > 0) return false; }
    return true;
  };

  return {
    scope: 'cluster',
    refresh() {
      tally.refresh();
      for (const each of wanted) each.sums = tally.byDomain('affinity', each.topology.key);
      first = selfMatch && wanted.every(({ sums }) => !sums.some((sum) => sum > 0));
      avoided.forEach((each, i) => { each.sums = tally.byDomain(`anti ${i}`, each.topology.key); });
      others = [...tally.names].filter((name) => name.startsWith('others ')).map((name) => ({ topology: nodes.topology(name.slice(7)), sums: tally.byDomain(name, name.slice(7)) }));
    },
    passes: (row) => joins(row) && avoids(avoided, row) && avoids(others, row),
    reasons: (row) => (!joins(row) ? AFFINITY : !avoids(avoided, row) ? ANTI_AFFINITY : OTHERS),
    unresolvable: (row) => !joins(row),
  };
}
