import type { EndpointAddress, EndpointSubset } from '@kubets/api/core/v1/endpoints';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady, isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import type { Service } from '@kubets/api/core/v1/service';
import { addressOf, hostnameOf, portsOf, type BackendPort } from '../service-backends/pod-ports.js';

/** Addresses in one Endpoints object at most; more are cut off and a note says so. */
export const CAPACITY = 1000;

interface Backend { readonly address: EndpointAddress; readonly ports: readonly BackendPort[]; readonly ready: boolean }

/** What is behind a service, with addresses of equal ports together, in an order that does not depend on that of the pods. */
export function subsetsOf(service: Service, pods: readonly Pod[]): EndpointSubset[] {
  const family = service.spec.ipFamilies?.[0] === 'IPv6' || (!service.spec.ipFamilies?.length && service.spec.clusterIP?.includes(':')) ? 'IPv6' : 'IPv4';
  const everyState = Boolean(service.spec.publishNotReadyAddresses);
  const groups = new Map<string, Backend[]>();
  for (const pod of pods) {
    const ip = addressOf(pod, family);
    if (ip === undefined || isPodTerminal(pod) || (pod.metadata.deletionTimestamp && !everyState)) continue;
    const ports = portsOf(service, pod);
    // A pod that offers none of the service's ports has nothing to be found at; a headless service needs no ports.
    if (ports.length === 0 && (service.spec.ports?.length || service.spec.clusterIP !== 'None')) continue;
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? [];
    groups.set(key, [...group, { address: addressFor(service, pod, ip), ports, ready: everyState || isPodReady(pod) }]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, backends]) => subset(backends));
}

function addressFor(service: Service, pod: Pod, ip: string): EndpointAddress {
  const hostname = hostnameOf(service, pod);
  const { name, namespace, uid } = pod.metadata;
  return { ip, ...(hostname === undefined ? {} : { hostname }), ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}), targetRef: { kind: 'Pod', namespace, name, uid } };
}

function subset(backends: readonly Backend[]): EndpointSubset {
  const sorted = [...backends].sort((a, b) => (a.address.ip < b.address.ip ? -1 : 1));
  const addresses = sorted.filter(({ ready }) => ready).map(({ address }) => address);
  const notReadyAddresses = sorted.filter(({ ready }) => !ready).map(({ address }) => address);
  const ports = (backends[0]?.ports ?? []).map(({ name, ...port }) => ({ ...(name ? { name } : {}), ...port }));
  return { ...(addresses.length ? { addresses } : {}), ...(notReadyAddresses.length ? { notReadyAddresses } : {}), ...(ports.length ? { ports } : {}) } as EndpointSubset;
}

/** Cuts what is too much: ready addresses stay first, and each subset keeps its part. */
export function truncated(subsets: readonly EndpointSubset[], capacity = CAPACITY): { readonly subsets: EndpointSubset[]; readonly cut: boolean } {
  const count = (of: 'addresses' | 'notReadyAddresses'): number => subsets.reduce((total, s) => total + (s[of]?.length ?? 0), 0);
  const [ready, notReady] = [count('addresses'), count('notReadyAddresses')];
  if (ready + notReady <= capacity) return { subsets: [...subsets], cut: false };
  const readyRoom = Math.min(ready, capacity);
  let readyLeft = readyRoom;
  let otherLeft = capacity - readyRoom;
  const share = (size: number, total: number, room: number, left: number, last: boolean): number => (total === 0 ? 0 : Math.min(left, size, last ? left : Math.ceil((size * room) / total)));
  const kept = subsets.map((s, at) => {
    const last = at === subsets.length - 1;
    const some = share(s.addresses?.length ?? 0, ready, readyRoom, readyLeft, last);
    const more = share(s.notReadyAddresses?.length ?? 0, notReady, capacity - readyRoom, otherLeft, last);
    readyLeft -= some;
    otherLeft -= more;
    const { addresses, notReadyAddresses, ...rest } = s;
    return { ...rest, ...(some ? { addresses: addresses!.slice(0, some) } : {}), ...(more ? { notReadyAddresses: notReadyAddresses!.slice(0, more) } : {}) } as EndpointSubset;
  }).filter((s) => s.addresses || s.notReadyAddresses);
  return { subsets: kept, cut: true };
}
