import { parseCidrs, type Cidr } from '@kubets/networking/ip/cidr';

/** How traffic of this node's own pods is told from traffic of others; only the latter is masqueraded on its way to a service. */
export type DetectLocal =
  | { readonly mode: 'ClusterCIDR' }
  | { readonly mode: 'BridgeInterface'; readonly bridge: string }
  | { readonly mode: 'InterfaceNamePrefix'; readonly prefix: string };

export interface ProxyConfig {
  /** Name of the nftables table. Clusters that share a host need different ones. */
  readonly table: string;
  /** Pod ranges of the cluster. */
  readonly clusterCidrs: readonly Cidr[];
  /** Service ranges: addresses in them that belong to no service are refused. */
  readonly serviceCidrs: readonly Cidr[];
  readonly detectLocal: DetectLocal;
  /** Hide the client's address on every packet to a service. */
  readonly masqueradeAll: boolean;
  /** Packets of pods that leave the cluster get the node's address. */
  readonly masqueradeEgress: boolean;
  /** Bit of the packet mark that asks for masquerading, 0 to 31. */
  readonly masqueradeBit: number;
  /** Ranges of node addresses on which node ports answer; all but loopback when empty. */
  readonly nodePortCidrs: readonly Cidr[];
  /** Milliseconds between two transactions while changes keep coming; the first change after a pause is applied at once. */
  readonly minSyncPeriod: number;
  /** Milliseconds between two checks that the table is still there. */
  readonly syncPeriod: number;
  /** Make and remove routes and kernel parameters; off where someone else does. */
  readonly manageHost: boolean;
  /** `address:port` of `/healthz`; not served when empty. */
  readonly healthzBindAddress: string;
}

export const DEFAULTS: ProxyConfig = {
  table: 'kubets', clusterCidrs: parseCidrs('10.244.0.0/16'), serviceCidrs: parseCidrs('10.96.0.0/16'), detectLocal: { mode: 'ClusterCIDR' },
  masqueradeAll: false, masqueradeEgress: true, masqueradeBit: 14, nodePortCidrs: [], minSyncPeriod: 20, syncPeriod: 30_000,
  manageHost: true, healthzBindAddress: '',
};

/** @throws TypeError when ranges overlap or a value is out of bounds */
export function proxyConfig(given: Partial<ProxyConfig>): ProxyConfig {
  const config = { ...DEFAULTS, ...given };
  if (!/^[a-zA-Z][\w.-]{0,30}$/.test(config.table)) throw new TypeError(`${JSON.stringify(config.table)} is no table name; use letters, digits, ".", "-" and "_", at most 31`);
  if (!Number.isInteger(config.masqueradeBit) || config.masqueradeBit < 0 || config.masqueradeBit > 31) throw new TypeError(`masquerade bit ${config.masqueradeBit} is out of bounds; use 0 to 31`);
  return config;
}

export const familiesOf = (config: ProxyConfig): readonly (4 | 6)[] =>
  ([4, 6] as const).filter((family) => [...config.serviceCidrs, ...config.clusterCidrs].some((cidr) => cidr.family === family));
