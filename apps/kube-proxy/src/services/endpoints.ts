import type { Endpoint, EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { canonicalIp, ipFamily, type IpFamily } from '@kubets/networking/ip/address';
import type { NodeView } from './node-view.js';

/** Where a connection may be sent. */
export interface Backend {
  readonly ip: string;
  readonly port: number;
}

/** A backend with what selection looks at. */
export interface Candidate extends Backend {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly local: boolean;
  readonly forZones: readonly string[] | undefined;
  readonly forNodes: readonly string[] | undefined;
}

/** The candidates of one port of a service, over all its slices of a family; an address that several slices name counts once. */
export function candidates(slices: readonly EndpointSlice[], portName: string, protocol: string, family: IpFamily, node: NodeView): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const slice of slices) {
    if (slice.addressType !== `IPv${family}`) continue;
    const port = slice.ports?.find((one) => (one.name ?? '') === portName && (one.protocol ?? 'TCP') === protocol)?.port;
    if (port === undefined) continue;
    for (const endpoint of slice.endpoints ?? []) {
      const candidate = read(endpoint, port, family, node);
      if (!candidate) continue;
      const key = `${candidate.ip} ${port}`;
      // While a pod moves between slices both name it; the better news is the newer.
      if (!found.get(key)?.ready) found.set(key, candidate);
    }
  }
  return [...found.values()];
}

function read(endpoint: Endpoint, port: number, family: IpFamily, node: NodeView): Candidate | undefined {
  const address = endpoint.addresses[0];
  if (address === undefined || ipFamily(address) !== family) return undefined;
  const { ready = true, serving = ready, terminating = false } = endpoint.conditions;
  return {
    ip: canonicalIp(address), port, ready, serving, terminating, local: endpoint.nodeName === node.name,
    forZones: endpoint.hints?.forZones?.map((zone) => zone.name), forNodes: endpoint.hints?.forNodes?.map((one) => one.name),
  };
}

/** The ready ones; if there are none, those that still serve while they shut down (KEP-1669). */
const usable = (all: readonly Candidate[]): readonly Candidate[] => {
  const ready = all.filter((one) => one.ready);
  return ready.length > 0 ? ready : all.filter((one) => one.serving && one.terminating);
};

/** Backends for traffic that may go anywhere in the cluster, nearest first where hints say so. */
export const clusterBackends = (all: readonly Candidate[], node: NodeView): readonly Candidate[] => nearest(usable(all), node);

/** Backends for traffic that has to stay on this node. */
export const localBackends = (all: readonly Candidate[]): readonly Candidate[] => usable(all.filter((one) => one.local));

/**
 * Follows the hints of the slices (KEP-2433, KEP-3015): the same node, else the same zone. Hints are followed only if every
 * ready endpoint has some, as half-hinted slices are in the middle of a change.
 */
function nearest(ready: readonly Candidate[], node: NodeView): readonly Candidate[] {
  if (!ready.every((one) => one.ready)) return ready;
  if (ready.every((one) => one.forNodes?.length)) {
    const here = ready.filter((one) => one.forNodes?.includes(node.name));
    if (here.length > 0) return here;
  }
  const { zone } = node;
  if (zone !== undefined && ready.every((one) => one.forZones?.length)) {
    const near = ready.filter((one) => one.forZones?.includes(zone));
    if (near.length > 0) return near;
  }
  return ready;
}
