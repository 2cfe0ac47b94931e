import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from '../../framework/cluster.js';
import { type ClusterScore, MAX_SCORE } from '../../framework/plugin.js';
import { RowTally } from '../../nodes/row-tally.js';
import { NO_DOMAIN } from '../../nodes/topology.js';
import { termsOf } from './terms.js';

/** How much a required affinity of a pod already placed draws the pod that it is about. */
const HARD_AFFINITY_WEIGHT = 1;

/** Sums the preferences of the pod for those already placed, and of those for it, by domain. */
export function affinityScore(pod: Pod, cluster: Cluster): ClusterScore | undefined {
  const { nodes } = cluster;
  const { preferred } = termsOf(pod, cluster);
  if (!preferred.length && !nodes.podsWithAffinity) return undefined;
  const tally = new RowTally(nodes, (other, add) => {
    for (const term of preferred) if (term.matches(other)) add(term.key, term.weight);
    const theirs = termsOf(other, cluster);
    for (const term of theirs.affinity) if (term.matches(pod)) add(term.key, HARD_AFFINITY_WEIGHT);
    for (const term of theirs.preferred) if (term.matches(pod)) add(term.key, term.weight);
  }, () => cluster.namespacesVersion);

  return {
    scope: 'cluster',
    scores(fits, rows, out) {
      tally.refresh();
      out.fill(0, 0, rows);
      for (const key of tally.names) {
        const { of } = nodes.topology(key);
        const sums = tally.byDomain(key, key);
        for (let row = 0; row < rows; row++) if (fits[row] === 1 && of[row] !== NO_DOMAIN) out[row]! += sums[of[row]!]!;
      }
      stretch(fits, rows, out);
    },
  };
}

/** From the least, which becomes 0, to the most, which becomes 100; all 0 when they are equal. */
function stretch(fits: Uint8Array, rows: number, out: Float64Array): void {
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    if (fits[row] === 0) continue;
    if (out[row]! < least) least = out[row]!;
    if (out[row]! > most) most = out[row]!;
  }
  for (let row = 0; row < rows; row++) out[row] = fits[row] === 1 && most > least ? Math.floor((MAX_SCORE * (out[row]! - least)) / (most - least)) : 0;
}
