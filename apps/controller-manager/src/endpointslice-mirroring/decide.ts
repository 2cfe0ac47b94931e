import type { EndpointAddress, Endpoints } from '@kubets/api/core/v1/endpoints';
import type { Service } from '@kubets/api/core/v1/service';
import type { Endpoint, EndpointPort } from '@kubets/api/discovery/v1/endpoint-slice';
import type { EndpointGroup } from '../endpointslice/plan.js';
import { hasSelector } from '../service-backends/service-backends.js';

/** Addresses of one subset that are mirrored at most. */
export const MOST_PER_SUBSET = 1000;
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

/** Only what somebody wrote by hand for a service without a selector is mirrored; locks of old leader elections are not endpoints. */
export const isMirrored = (endpoints: Endpoints, service: Service | undefined): boolean =>
  service !== undefined && !hasSelector(service) && service.spec.type !== 'ExternalName' && endpoints.metadata.labels?.[SKIP] !== 'true'
  && endpoints.metadata.annotations?.[LEADER] === undefined && !endpoints.metadata.deletionTimestamp;

/** What the slices should hold. */
export function mirrorGroups({ subsets }: Endpoints): EndpointGroup[] {
  const groups = new Map<string, EndpointGroup & { endpoints: Endpoint[] }>();
  for (const { addresses = [], notReadyAddresses = [], ports: given } of subsets ?? []) {
    const ports = (given ?? []).map((p): EndpointPort => ({ name: p.name ?? '', port: p.port, protocol: p.protocol ?? 'TCP', ...(p.appProtocol === undefined ? {} : { appProtocol: p.appProtocol }) }));
    const all = [...addresses.map((address) => ({ address, ready: true })), ...notReadyAddresses.map((address) => ({ address, ready: false }))];
    for (const { address, ready } of all.slice(0, MOST_PER_SUBSET)) {
      const addressType = address.ip.includes(':') ? 'IPv6' : 'IPv4';
      const key = JSON.stringify([addressType, ports]);
      let group = groups.get(key);
      if (!group) groups.set(key, group = { addressType, ports, endpoints: [] });
      group.endpoints.push(endpointOf(address, ready));
    }
  }
  return [...groups.values()];
}

const endpointOf = ({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint => ({
  addresses: [ip], conditions: { ready }, ...(hostname ? { hostname } : {}), ...(nodeName ? { nodeName } : {}), ...(targetRef ? { targetRef } : {}),
});
