import { canonicalIp, formatIp } from '@kubets/networking/ip/address';
import type { Record } from '../../wire/answer.js';
import { endpointName, serviceNameOf, type Cluster } from './cluster.js';

/** The address that a name of reverse DNS stands for; `undefined` for names of networks and for nonsense. */
export function addressOfReverse(name: string): string | undefined {
  const labels = name.split('.').reverse();
  if (labels[1] === 'in-addr' && labels.length === 6) {
    const bytes = labels.slice(2).map(Number);
    return bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255) ? bytes.join('.') : undefined;
  }
  const nibbles = labels.slice(2);
  if (labels[1] !== 'ip6' || nibbles.length !== 32 || !nibbles.every((nibble) => /^[0-9a-f]$/.test(nibble))) return undefined;
  return formatIp({ family: 6, value: BigInt(`0x${nibbles.join('')}`) });
}

/** Names of an address: its service's, else those that it has as an endpoint. */
export function pointerRecords(cluster: Cluster, name: string, ip: string, zone: string, ttl: number): Record[] {
  const pointer = (data: string): Record => ({ type: 'PTR', name, ttl, data });
  const service = cluster.serviceByAddress(ip);
  if (service) return [pointer(`${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`)];
  const names = new Set<string>();
  for (const slice of cluster.slicesByAddress(ip)) {
    const of = serviceNameOf(slice);
    const endpoint = slice.endpoints?.find((one) => one.conditions?.ready !== false && one.addresses.some((address) => canonicalIp(address) === ip));
    if (of && endpoint) names.add(`${endpointName(endpoint, ip)}.${of}.${slice.metadata.namespace}.svc.${zone}`);
  }
  return [...names].map(pointer);
}
