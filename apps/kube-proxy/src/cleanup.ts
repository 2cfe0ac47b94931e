import { run, type Run } from '@kubets/networking/command/run';
import { Routes, type GuardRoute } from '@kubets/networking/host/routes';
import { formatCidr } from '@kubets/networking/ip/cidr';
import { Nft } from '@kubets/networking/nft/nft';
import type { ProxyConfig } from './config/proxy-config.js';

/** Routes that keep the ranges of the cluster on this node. */
export const guardsOf = (config: ProxyConfig): GuardRoute[] => [
  ...config.serviceCidrs.map((cidr): GuardRoute => ({ kind: 'loopback', range: formatCidr(cidr) })),
  ...config.clusterCidrs.map((cidr): GuardRoute => ({ kind: 'unreachable', range: formatCidr(cidr) })),
];

/** Removes everything that a proxy with this configuration put on the host. */
export async function cleanUp(config: ProxyConfig, runner: Run = run): Promise<void> {
  await new Nft(runner).deleteTable('inet', config.table);
  if (config.manageHost) await new Routes(runner).unguard(guardsOf(config));
}
