import type { IpFamily } from '@kubets/networking/ip/address';
import type { Protocol } from '../services/frontend.js';

/**
 * Balancing without a chain per service: the map `endpoints4-tcp` knows each backend by `address . protocol . port . number`,
 * and `cluster4-tcp-3` is the one chain for every TCP port with three backends. It looks up a random number below three.
 * So a service costs map elements only, and a changed backend changes two of them.
 *
 * Prefixes: `cluster` cluster addresses; `masq` external ones; `short` external ones with policy Local, for clients inside
 * the cluster; `local` the same for clients outside. `np-` before it: node ports, known by `protocol . port . number`.
 */
export type Balancing = 'cluster' | 'masq' | 'short' | 'local' | 'np-masq' | 'np-short' | 'np-local';

export const sharedChain = (kind: Balancing, family: IpFamily, protocol: Protocol, count: number): string => `${kind}${family}-${protocol}-${count}`;

/** The map that a kind of balancing reads. */
export const endpointsMap = (kind: Balancing, family: IpFamily, protocol: Protocol): string =>
  `${{ 'cluster': 'endpoints', 'masq': 'endpoints', 'short': 'endpoints', 'local': 'local-endpoints',
    'np-masq': 'nodeport-endpoints', 'np-short': 'nodeport-endpoints', 'np-local': 'local-nodeport-endpoints' }[kind]}${family}-${protocol}`;

/** The rules of a shared chain, from its name alone. @param mark statement that asks for masquerading */
export function sharedChainRules(name: string, mark: string): string[] {
  const [, kind, family, protocol, count] = /^(.*?)([46])-([a-z]+)-(\d+)$/.exec(name) ?? [];
  const version = Number(family) as IpFamily;
  const ip = version === 4 ? 'ip' : 'ip6';
  const key = kind!.startsWith('np-') ? '' : `${ip} daddr . `;
  const balance = `dnat ${ip} to ${key}meta l4proto . th dport . numgen random mod ${count} map @${endpointsMap(kind as Balancing, version, protocol as Protocol)}`;
  if (kind!.endsWith('masq')) return [mark, balance];
  // A process of the node itself cannot be answered at its loopback or foreign address; pods can.
  if (kind!.endsWith('short')) return [`fib saddr type local ${mark}`, balance];
  return [balance];
}
