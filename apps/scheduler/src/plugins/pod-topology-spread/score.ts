import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from '../../framework/cluster.js';
import { type ClusterScore, MAX_SCORE } from '../../framework/plugin.js';
import { NO_DOMAIN } from '../../nodes/topology.js';
import { HOSTNAME, defaultSpreads, ownSpreads, tallyOf } from './constraints.js';

/** Prefers domains with fewer pods of the group. Domains of a key with many of them weigh more, as each holds few pods. */
export function spreadScore(pod: Pod, cluster: Cluster): ClusterScore | undefined {
  const { nodes } = cluster;
  const own = ownSpreads(pod, 'ScheduleAnyway', nodes);
  const spreads = own.length ? own : defaultSpreads(pod, cluster);
  if (!spreads.length) return undefined;
  // By default a node without a zone takes part; with constraints of the pod itself it has to have all labels.
  const needsAll = own.length > 0;
  const tally = tallyOf(pod, spreads, nodes);
  const topologies = spreads.map((spread) => nodes.topology(spread.key));
  let seen = new Uint8Array(0);

  /** Domains of a key among candidates; for host names that is the candidates. */
  const domainsAmong = (i: number, fits: Uint8Array, rows: number, qualified: (row: number) => boolean): number => {
    const { of, domains } = topologies[i]!;
    if (seen.length < domains) seen = new Uint8Array(2 * domains);
    seen.fill(0, 0, domains);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      if (fits[row] === 0 || !qualified(row)) continue;
      if (spreads[i]!.key === HOSTNAME) { count++; continue; }
      const domain = of[row]!;
      if (domain !== NO_DOMAIN && seen[domain] === 0) { seen[domain] = 1; count++; }
    }
    return count;
  };
  const qualified = (row: number): boolean => {
    if (needsAll) for (const { of } of topologies) if (of[row] === NO_DOMAIN) return false;
    return true;
  };

  return {
    scope: 'cluster',
    scores(fits, rows, out) {
      tally.refresh();
      out.fill(0, 0, rows);
      for (let i = 0; i < spreads.length; i++) {
        const { key, maxSkew, counts } = spreads[i]!;
        const weight = Math.log(domainsAmong(i, fits, rows, qualified) + 2);
        const { of } = topologies[i]!;
        const onRow = tally.column(String(i));
        const sums = key === HOSTNAME ? undefined : tally.byDomain(String(i), key, counts || needsAll ? (row) => qualified(row) && (counts?.(row) ?? true) : undefined);
        for (let row = 0; row < rows; row++) {
          if (fits[row] === 0 || of[row] === NO_DOMAIN) continue;
          out[row]! += (sums ? sums[of[row]!] ?? 0 : onRow[row] ?? 0) * weight + maxSkew - 1;
        }
      }
      invert(fits, rows, out, qualified);
    },
  };
}

/** The fewer the better: the least gets 100. */
function invert(fits: Uint8Array, rows: number, out: Float64Array, qualified: (row: number) => boolean): void {
  let [least, most] = [Infinity, 0];
  for (let row = 0; row < rows; row++) {
    if (fits[row] === 0 || !qualified(row)) continue;
    const score = out[row] = Math.round(out[row]!);
    if (score < least) least = score;
    if (score > most) most = score;
  }
  for (let row = 0; row < rows; row++) {
    if (fits[row] === 0) continue;
    if (!qualified(row)) out[row] = 0;
    else out[row] = most === 0 ? MAX_SCORE : Math.floor((MAX_SCORE * (most + least - out[row]!)) / most);
  }
}
