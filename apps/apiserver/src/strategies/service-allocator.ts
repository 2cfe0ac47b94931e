import * as field from '@kubets/apimachinery/errors/field';
import { invalid, internal } from '@kubets/apimachinery/errors/status';
import type { Service } from '@kubets/api/core/v1/service';
import { cidrOf, contains, formatIp, parseIp } from './address-range.js';
import { usesNodePorts } from './service.js';

export interface ServiceAllocatorOptions {
  readonly serviceCIDR: string;
  readonly nodePorts: { readonly first: number; readonly last: number };
  /** The services that exist. */
  readonly services: () => Iterable<Service>;
  readonly random: () => number;
}

/**
 * Gives services their cluster addresses and node ports.
 * What is taken follows from the services that exist plus the reservations of writes under way, so a crash leaks nothing.
 */
export class ServiceAllocator {
  readonly #range;
  readonly #reservedAddresses = new Set<string>();
  readonly #reservedPorts = new Set<string>();

  constructor(private readonly options: ServiceAllocatorOptions) { this.#range = cidrOf(options.serviceCIDR); }

  async allocate(service: Service, old: Service | undefined): Promise<() => void> {
    const releases: (() => void)[] = [];
    const release = (): void => { for (const undo of releases) undo(); };
    try {
      this.#addresses(service, old, releases);
      this.#nodePorts(service, old, releases);
    } catch (error) { release(); throw error; }
    // The reservation ends a moment after the commit, when the cache shows the service itself.
    setTimeout(release, 5000).unref();
    return release;
  }

  #addresses(service: Service, old: Service | undefined, releases: (() => void)[]): void {
    const { spec } = service;
    if (spec.type === 'ExternalName') return;
    if (!spec.clusterIP && spec.clusterIPs?.[0]) spec.clusterIP = spec.clusterIPs[0];
    if (spec.clusterIP !== 'None' && !(old?.spec.clusterIP && old.spec.clusterIP === spec.clusterIP)) {
      if (spec.clusterIP) this.#claim(service, spec.clusterIP); else spec.clusterIP = this.#freeAddress();
      const taken = spec.clusterIP;
      this.#reservedAddresses.add(taken);
      releases.push(() => this.#reservedAddresses.delete(taken));
    }
    spec.clusterIPs = [spec.clusterIP!];
    spec.ipFamilies ??= ['IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
  }

  #claim(service: Service, address: string): void {
    const fail = (detail: string): never => {
      throw invalid({ group: '', kind: 'Service' }, service.metadata.name ?? '', [field.invalid('spec.clusterIPs', [address], detail)]);
    };
    const value = parseIp(address);
    if (value === undefined) fail('must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
    if (!contains(this.#range, value!)) fail(`failed to allocate IP ${address}: the provided IP (${address}) is not in the valid range. The range of valid IPs is ${this.options.serviceCIDR}`);
    if (this.#takenAddresses(service).has(address)) fail(`failed to allocate IP ${address}: provided IP is already allocated`);
  }

  #takenAddresses(except?: Service): Set<string> {
    const taken = new Set(this.#reservedAddresses);
    for (const other of this.options.services()) {
      if (except?.metadata.uid && other.metadata.uid === except.metadata.uid) continue;
      for (const ip of other.spec.clusterIPs ?? (other.spec.clusterIP ? [other.spec.clusterIP] : [])) taken.add(ip);
    }
    return taken;
  }

  /** Dynamic addresses come from the upper part of the range first, which leaves the lower one to those who pick (KEP-3070). */
  #freeAddress(): string {
    const taken = this.#takenAddresses();
    const { first, size } = this.#range;
    const usable = size - 2;
    const band = Math.min(Math.max(16, Math.floor(size / 16)), 256);
    const lower = usable > band ? band : 0;
    const scan = (from: number, count: number): string | undefined => {
      const start = Math.floor(this.options.random() * count);
      for (let i = 0; i < count; i++) {
        const address = formatIp(first + 1 + from + ((start + i) % count));
        if (!taken.has(address)) return address;
      }
      return undefined;
    };
    const found = scan(lower, usable - lower) ?? (lower ? scan(0, lower) : undefined);
    if (!found) throw internal(new Error(`failed to allocate a serviceIP: range is full (${this.options.serviceCIDR})`));
    return found;
  }

  #nodePorts(service: Service, old: Service | undefined, releases: (() => void)[]): void {
    const needHealth = service.spec.type === 'LoadBalancer' && service.spec.externalTrafficPolicy === 'Local';
    if (!usesNodePorts(service) && !needHealth) return;
    const taken = this.#takenPorts(service);
    const reserve = (key: string): void => { taken.add(key); this.#reservedPorts.add(key); releases.push(() => this.#reservedPorts.delete(key)); };
    if (usesNodePorts(service)) {
      for (const [i, port] of (service.spec.ports ?? []).entries()) {
        if (!port.nodePort) {
          // The same number serves TCP and UDP of one service port.
          const sibling = service.spec.ports!.find((p) => p !== port && p.port === port.port && p.nodePort && !taken.has(`${port.protocol}/${p.nodePort}`));
          port.nodePort = sibling?.nodePort ?? this.#freePort(port.protocol ?? 'TCP', taken);
        } else if (!old?.spec.ports?.some((p) => p.nodePort === port.nodePort && p.protocol === port.protocol)) {
          this.#claimPort(service, i, port.nodePort, port.protocol ?? 'TCP', taken);
        }
        reserve(`${port.protocol}/${port.nodePort}`);
      }
    }
    if (needHealth && !service.spec.healthCheckNodePort) {
      service.spec.healthCheckNodePort = this.#freePort('TCP', taken);
      reserve(`TCP/${service.spec.healthCheckNodePort}`);
    }
  }

  #claimPort(service: Service, i: number, port: number, protocol: string, taken: ReadonlySet<string>): void {
    const { first, last } = this.options.nodePorts;
    const path = `spec.ports[${i}].nodePort`;
    const detail = port < first || port > last ? `provided port is not in the valid range. The range of valid ports is ${first}-${last}`
      : taken.has(`${protocol}/${port}`) ? 'provided port is already allocated' : undefined;
    if (detail) throw invalid({ group: '', kind: 'Service' }, service.metadata.name ?? '', [field.invalid(path, port, detail)]);
  }

  #takenPorts(except: Service): Set<string> {
    const taken = new Set(this.#reservedPorts);
    for (const other of this.options.services()) {
      if (other.metadata.uid === except.metadata.uid) continue;
      for (const port of other.spec.ports ?? []) if (port.nodePort) taken.add(`${port.protocol}/${port.nodePort}`);
      if (other.spec.healthCheckNodePort) taken.add(`TCP/${other.spec.healthCheckNodePort}`);
    }
    return taken;
  }

  #freePort(protocol: string, taken: ReadonlySet<string>): number {
    const { first, last } = this.options.nodePorts;
    const count = last - first + 1;
    const start = Math.floor(this.options.random() * count);
    for (let i = 0; i < count; i++) {
      const port = first + ((start + i) % count);
      if (!taken.has(`${protocol}/${port}`)) return port;
    }
    throw internal(new Error(`failed to allocate a nodePort: range is full (${first}-${last})`));
  }
}
