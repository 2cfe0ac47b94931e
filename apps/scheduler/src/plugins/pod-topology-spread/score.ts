import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from '../../framework/cluster.js';
import { type ClusterScore, MAX_SCORE } from '../../framework/plugin.js';
import { NO_DOMAIN, type TopologyColumn } from '../../nodes/topology.js';
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
  const labelled = (row: number): boolean => topologies.every(({ of }) => of[row] !== NO_DOMAIN);

  return {
    scope: 'cluster',
    scores(fits, rows, out) {
      tally.refresh();
      out.fill(0, 0, rows);
      const taking = needsAll ? fits.map((fit, row) => (fit === 1 && labelled(row) ? 1 : 0)) : fits;
      for (let i = 0; i < spreads.length; i++) {
        const { key, maxSkew, counts } = spreads[i]!;
        const topology = topologies[i]!;
        const { of } = topology;
        const weight = Math.log((key === HOSTNAME ? sum(taking, rows) : domainsAmong(topology, taking, rows)) + 2);
        if (key === HOSTNAME) {
          // The node is the domain, whatever other nodes are called.
          const column = tally.column(String(i));
          const counted = Math.min(rows, column.length);
          for (let row = 0; row < rows; row++) if (taking[row] === 1 && of[row] !== NO_DOMAIN) out[row]! += (row < counted ? column[row]! * weight : 0) + maxSkew - 1;
          continue;
        }
        const sums = tally.byDomain(String(i), key, counts || needsAll ? (row) => (!needsAll || labelled(row)) && (counts?.(row) ?? true) : undefined);
        for (let row = 0; row < rows; row++) {
          const domain = of[row]!;
          if (taking[row] === 1 && domain !== NO_DOMAIN) out[row]! += sums[domain]! * weight + maxSkew - 1;
        }
      }
      invert(taking, rows, out);
    },
  };
}

function sum(taking: Uint8Array, rows: number): number {
  let count = 0;
  for (let row = 0; row < rows; row++) count += taking[row]!;
  return count;
}

/** Domains of a key that candidates lie in. */
function domainsAmong({ of, domains }: TopologyColumn, taking: Uint8Array, rows: number): number {
  const seen = new Uint8Array(domains);
  for (let row = 0; row < rows; row++) if (taking[row] === 1 && of[row]! >= 0) seen[of[row]!] = 1;
  return sum(seen, domains);
}

/** The fewer the better: the least gets 100; rows that do not take part get 0. */
function invert(taking: Uint8Array, rows: number, out: Float64Array): void {
  let [least, most] = [Infinity, 0];
  for (let row = 0; row < rows; row++) {
    if (taking[row] === 0) continue;
    const score = out[row] = Math.round(out[row]!);
    if (score < least) least = score;
    if (score > most) most = score;
  }
  for (let row = 0; row < rows; row++) {
    if (taking[row] === 0) out[row] = 0;
    else out[row] = most === 0 ? MAX_SCORE : Math.floor((MAX_SCORE * (most + least - out[row]!)) / most);
  }
}
