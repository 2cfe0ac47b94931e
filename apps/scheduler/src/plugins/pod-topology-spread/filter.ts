import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from '../../framework/cluster.js';
import type { PreparedFilter } from '../../framework/plugin.js';
import { NO_DOMAIN } from '../../nodes/topology.js';
import { ownSpreads, tallyOf } from './constraints.js';

const SKEWED = ["node(s) didn't match pod topology spread constraints"];
const UNLABELLED = ["node(s) didn't match pod topology spread constraints (missing required label)"];

/** A node passes when the pod would not make its domain exceed the emptiest one by more than `maxSkew`. */
export function spreadFilter(pod: Pod, { nodes }: Cluster): PreparedFilter | undefined {
  const spreads = ownSpreads(pod, 'DoNotSchedule', nodes);
  if (!spreads.length) return undefined;
  const tally = tallyOf(pod, spreads, nodes);
  const topologies = spreads.map((spread) => nodes.topology(spread.key));
  const own = spreads.map((spread) => (spread.selector.matches(pod.metadata.labels) ? 1 : 0));
  let sums: Float64Array[] = [];
  let least: number[] = [];
  const labelled = (row: number): boolean => topologies.every((topology) => topology.of[row] !== NO_DOMAIN);

  return {
    scope: 'cluster',
    refresh() {
      tally.refresh();
      const eligible = spreads.map((_, i) => new Uint8Array(topologies[i]!.domains));
      sums = spreads.map((spread, i) => tally.byDomain(String(i), spread.key, (row) => labelled(row) && (spread.counts?.(row) ?? true)));
      for (let row = 0; row < nodes.rows; row++) {
        if (!nodes.nodes[row] || !labelled(row)) continue;
        for (let i = 0; i < spreads.length; i++) if (spreads[i]!.counts?.(row) ?? true) eligible[i]![topologies[i]!.of[row]!] = 1;
      }
      least = spreads.map(({ minDomains }, i) => leastOf(sums[i]!, eligible[i]!, minDomains));
    },
    passes(row) {
      for (let i = 0; i < spreads.length; i++) {
        const domain = topologies[i]!.of[row]!;
        if (domain === NO_DOMAIN || (sums[i]![domain] ?? 0) + own[i]! - least[i]! > spreads[i]!.maxSkew) return false;
      }
      return true;
    },
    reasons(row) {
      for (let i = 0; i < spreads.length; i++) {
        const domain = topologies[i]!.of[row]!;
        if (domain === NO_DOMAIN) return UNLABELLED;
        if ((sums[i]![domain] ?? 0) + own[i]! - least[i]! > spreads[i]!.maxSkew) return SKEWED;
      }
      return SKEWED;
    },
    unresolvable: (row) => !labelled(row),
  };
}

/** Pods in the emptiest eligible domain; none when there are fewer domains than wanted; no limit when there is no domain at all. */
function leastOf(sums: Float64Array, eligible: Uint8Array, minDomains: number): number {
  let [least, domains] = [Infinity, 0];
  eligible.forEach((is, domain) => { if (is) { domains++; least = Math.min(least, sums[domain] ?? 0); } });
  return domains < minDomains && domains > 0 ? 0 : least;
}
