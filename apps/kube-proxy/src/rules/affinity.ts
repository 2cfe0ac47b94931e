import { nftName } from '@kubets/networking/nft/quote';
import type { Backend } from '../services/endpoints.js';
import type { Frontend } from '../services/frontend.js';
import { target } from './arrange.js';
import type { Balancing } from './shared-chains.js';

export interface AffinityRules {
  readonly entry: string;
  readonly chains: ReadonlyMap<string, readonly string[]>;
  readonly sets: ReadonlyMap<string, string>;
}

/**
 * Session affinity by client address. Each backend has a set of the clients that it serves, which the kernel fills and ages;
 * a removed backend takes its set with it and leaves the clients of the others alone. All frontends of a service port share
 * the sets: a client finds the same pod by cluster address and by node port.
 */
export function affinityRules(frontend: Frontend, kind: Balancing, backends: readonly Backend[], mark: string): AffinityRules {
  const { family, affinity } = frontend;
  const ip = family === 4 ? 'ip' : 'ip6';
  const scope = kind.endsWith('local') ? 'node' : frontend.reach;
  // The timeout is part of the name, as a set cannot change it.
  const id = `${frontend.port}/${frontend.protocol}/${scope}${family}/${affinity}`;
  const balance = nftName('affinity', id);
  const ends = backends.map((backend) => ({ backend, chain: nftName('sticky', `${id}/${target(backend)}`), set: nftName('clients', `${id}/${target(backend)}`) }));
  const chains = new Map<string, readonly string[]>();
  const sets = new Map<string, string>();
  for (const { backend, chain, set } of ends) {
    sets.set(set, `type ipv${family}_addr; flags dynamic,timeout; timeout ${affinity}s; size 65535;`);
    chains.set(chain, [
      `update @${set} { ${ip} saddr }`,
      `meta l4proto ${frontend.protocol} dnat ${ip} to ${family === 4 ? backend.ip : `[${backend.ip}]`}:${backend.port}`,
    ]);
  }
  chains.set(balance, [
    ...ends.map(({ chain, set }) => `${ip} saddr @${set} goto ${chain}`),
    `numgen random mod ${ends.length} vmap { ${ends.map(({ chain }, n) => `${n} : goto ${chain}`).join(', ')} }`,
  ]);
  const entry = entryChain(kind, id, balance, mark);
  if (entry) chains.set(entry.name, entry.rules);
  return { entry: entry?.name ?? balance, chains, sets };
}

function entryChain(kind: Balancing, id: string, balance: string, mark: string): { name: string; rules: string[] } | undefined {
  if (kind.endsWith('masq')) return { name: nftName('affinity-masq', id), rules: [mark, `goto ${balance}`] };
  if (kind.endsWith('short')) return { name: nftName('affinity-short', id), rules: [`fib saddr type local ${mark}`, `goto ${balance}`] };
  return undefined;
}
