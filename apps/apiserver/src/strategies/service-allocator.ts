import * as field from '@kubets/apimachinery/errors/field';
import { invalid, internal } from '@kubets/apimachinery/errors/status';
import type { Service } from '@kubets/api/core/v1/service';
import type { WatchCache } from '../store/watch-cache.js';
import { cidrOf, contains, formatIp, parseIp } from './address-range.js';
import { Allocations } from './allocations.js';
import { usesNodePorts } from './service.js';

export interface ServiceAllocatorOptions {
  readonly serviceCIDR: string;
  readonly nodePorts: { readonly first: number; readonly last: number };
  readonly random: () => number;
}

/** The part of the range that is given out last, for those who pick addresses and ports themselves (KEP-3070, KEP-3668). */
const reservedBand = (size: number, step: number, least: number, most: number): number => {
  const band = Math.min(Math.max(least, Math.floor(size / step)), most);
  return size > band ? band : 0;
};

/**
 * Gives services their cluster addresses and node ports.
 * What is taken follows from the services that exist plus the reservations of writes under way, so a crash leaks nothing.
 */
export class ServiceAllocator {
  readonly #range;
  readonly #taken = new Allocations<Service>(claimsOf);

  constructor(private readonly options: ServiceAllocatorOptions) { this.#range = cidrOf(options.serviceCIDR); }

  /** Follows the services that exist. */
  follow(cache: WatchCache): void { this.#taken.follow(cache); }

  /** @returns ends the reservation of what was allocated */
  allocate(service: Service, old: Service | undefined): () => void {
    const reserved: string[] = [];
    const settle = (): void => { for (const claim of reserved.splice(0)) this.#taken.release(claim); };
    const reserve = (claim: string): void => { this.#taken.reserve(claim); reserved.push(claim); };
    try {
      this.#addresses(service, old, reserve);
      this.#nodePorts(service, old, reserve);
      return settle;
    } catch (error) { settle(); throw error; }
  }

  #isTaken(claim: string, service: Service): boolean { return this.#taken.isTaken(claim, service.metadata.uid); }

  #addresses(service: Service, old: Service | undefined, reserve: (claim: string) => void): void {
    const { spec } = service;
    if (spec.type === 'ExternalName') return;
    if (!spec.clusterIP && spec.clusterIPs?.[0]) spec.clusterIP = spec.clusterIPs[0];
    if (spec.clusterIP !== 'None' && !(old?.spec.clusterIP && old.spec.clusterIP === spec.clusterIP)) {
      if (spec.clusterIP) this.#claim(service, spec.clusterIP); else spec.clusterIP = this.#freeAddress(service);
      reserve(spec.clusterIP);
    }
    spec.clusterIPs = [spec.clusterIP!];
    spec.ipFamilies ??= ['IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
  }

  #claim(service: Service, address: string): void {
    const value = parseIp(address);
    const detail = value === undefined ? 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
      : !contains(this.#range, value) ? `failed to allocate IP ${address}: the provided IP (${address}) is not in the valid range. The range of valid IPs is ${this.options.serviceCIDR}`
        : this.#isTaken(address, service) ? `failed to allocate IP ${address}: provided IP is already allocated` : undefined;
    if (detail) throw invalid({ group: '', kind: 'Service' }, service.metadata.name ?? '', [field.invalid('spec.clusterIPs', [address], detail)]);
  }

  #freeAddress(service: Service): string {
    const usable = this.#range.size - 2;
    const found = this.#pick(usable, reservedBand(usable, 16, 16, 256), (i) => formatIp(this.#range.first + 1 + i), (address) => this.#isTaken(address, service));
    if (!found) throw internal(new Error(`failed to allocate a serviceIP: range is full (${this.options.serviceCIDR})`));
    return found;
  }

  /** A free one at random, from above the band first. */
  #pick<T>(size: number, band: number, at: (i: number) => T, taken: (candidate: T) => boolean): T | undefined {
    for (const [from, count] of [[band, size - band], [0, band]] as const) {
      const start = Math.floor(this.options.random() * count);
      for (let i = 0; i < count; i++) {
        const candidate = at(from + ((start + i) % count));
        if (!taken(candidate)) return candidate;
      }
    }
    return undefined;
  }

  #nodePorts(service: Service, old: Service | undefined, reserve: (claim: string) => void): void {
    const { spec } = service;
    // One service has a number once per protocol; the ports that it names itself come first.
    const own = new Set<string>();
    const take = (claim: string): void => { own.add(claim); reserve(claim); };
    const ports = usesNodePorts(service) ? spec.ports ?? [] : [];
    for (const [i, port] of ports.entries()) {
      if (!port.nodePort) continue;
      const claim = portClaim(port.protocol, port.nodePort);
      if (!old?.spec.ports?.some((p) => p.nodePort === port.nodePort && p.protocol === port.protocol)) this.#claimPort(service, i, port.nodePort, own.has(claim) || this.#isTaken(claim, service));
      take(claim);
    }
    const free = (protocol: string): number => this.#freePort((n) => { const claim = portClaim(protocol, n); return own.has(claim) || this.#isTaken(claim, service); });
    for (const port of ports) {
      if (port.nodePort) continue;
      // The same number serves TCP and UDP of one service port.
      const sibling = ports.find((p) => p.port === port.port && p.nodePort && !own.has(portClaim(port.protocol, p.nodePort)) && !this.#isTaken(portClaim(port.protocol, p.nodePort), service));
      port.nodePort = sibling?.nodePort ?? free(port.protocol ?? 'TCP');
      take(portClaim(port.protocol, port.nodePort));
    }
    if (spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local' && !spec.healthCheckNodePort) {
      spec.healthCheckNodePort = free('TCP');
      take(portClaim('TCP', spec.healthCheckNodePort));
    }
  }

  #claimPort(service: Service, i: number, port: number, taken: boolean): void {
    const { first, last } = this.options.nodePorts;
    const detail = port < first || port > last ? `provided port is not in the valid range. The range of valid ports is ${first}-${last}`
      : taken ? 'provided port is already allocated' : undefined;
    if (detail) throw invalid({ group: '', kind: 'Service' }, service.metadata.name ?? '', [field.invalid(`spec.ports[${i}].nodePort`, port, detail)]);
  }

  #freePort(taken: (port: number) => boolean): number {
    const { first, last } = this.options.nodePorts;
    const count = last - first + 1;
    const found = this.#pick(count, count > 32 ? reservedBand(count, 32, 16, 128) : 0, (i) => first + i, taken);
    if (found === undefined) throw internal(new Error(`failed to allocate a nodePort: range is full (${first}-${last})`));
    return found;
  }
}

const portClaim = (protocol: string | undefined, port: number): string => `${protocol ?? 'TCP'}/${port}`;

/** The addresses and ports that a service holds. */
function claimsOf({ spec }: Service): string[] {
  const addresses = (spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : [])).filter((ip) => ip && ip !== 'None');
  const ports = (spec.ports ?? []).flatMap((p) => (p.nodePort ? [portClaim(p.protocol, p.nodePort)] : []));
  return [...addresses, ...ports, ...(spec.healthCheckNodePort ? [portClaim('TCP', spec.healthCheckNodePort)] : [])];
}
