import type { IpFamily } from '@kubets/networking/ip/address';
import type { Backend } from './endpoints.js';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** An address and port at which a service is reached, and where its connections go. */
export interface Frontend {
  /** `namespace/name:port`, the same for all frontends of a service port. */
  readonly port: string;
  readonly family: IpFamily;
  readonly protocol: Protocol;
  /** Absent for a node port, which is open on every address of the node. */
  readonly address: string | undefined;
  readonly number: number;
  /** `cluster` for a cluster address; `external` for one whose clients come from outside and cannot be answered by a pod directly. */
  readonly scope: 'cluster' | 'external';
  readonly backends: readonly Backend[];
  /** Whether `backends` are those of the whole cluster or, with internalTrafficPolicy Local, those of this node. */
  readonly reach: 'cluster' | 'node';
  /** What becomes of connections when `backends` is empty: `drop` when there are backends, but on other nodes only. */
  readonly whenEmpty: 'reject' | 'drop';
  /** With externalTrafficPolicy Local: the backends for clients from outside, which keep their address. */
  readonly localOnly: readonly Backend[] | undefined;
  /** Seconds for which a client keeps its backend; absent without session affinity. */
  readonly affinity: number | undefined;
  /** Source ranges that a load balancer's address accepts; absent for all. */
  readonly sources: readonly string[] | undefined;
}

/** What one service asks of the node. */
export interface ServiceView {
  readonly frontends: readonly Frontend[];
  /** For the health check of load balancers with externalTrafficPolicy Local. */
  readonly healthCheck: { readonly port: number; readonly localEndpoints: number } | undefined;
}

export const NO_SERVICE: ServiceView = { frontends: [], healthCheck: undefined };
