import { RuntimeError } from '../runtime.js';

/** Addresses of a pod CIDR: each given once round the range before any is given again, so that a late client does not meet another pod. */
export class AddressPool {
  private readonly base: number;
  private readonly size: number;
  private readonly taken = new Set<number>();
  private next = 2;

  /** `inUse`: addresses that pods already have. */
  constructor(private readonly cidr: string, inUse: readonly string[] = []) {
    const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
    const [a, b, c, d, bits] = (match?.slice(1) ?? []).map(Number);
    if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined || Math.max(a, b, c, d) > 255 || bits > 29) {
      throw new RuntimeError('Failed', `pod CIDR "${cidr}" is not an IPv4 CIDR of at most 29 bits, such as 10.244.0.0/24`);
    }
    this.size = 2 ** (32 - bits);
    const address = ((a * 256 + b) * 256 + c) * 256 + d;
    this.base = address - (address % this.size);
    for (const used of inUse) if (used !== '') this.taken.add(this.offset(used));
  }

  /** An address that no pod has; never the network's, the gateway's (the first) or the broadcast address. */
  take(): string {
    for (let tries = 0; tries < this.size; tries += 1) {
      const offset = this.next;
      this.next = offset + 1 >= this.size - 1 ? 2 : offset + 1;
      if (this.taken.has(offset)) continue;
      this.taken.add(offset);
      return this.format(offset);
    }
    throw new RuntimeError('Failed', `no address is left in pod CIDR ${this.cidr}: ${this.taken.size} pods have one each`);
  }

  release(address: string): void { this.taken.delete(this.offset(address)); }

  private offset(address: string): number {
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
    return ((a * 256 + b) * 256 + c) * 256 + d - this.base;
  }

  private format(offset: number): string {
    const address = this.base + offset;
    return [address / 2 ** 24, address / 2 ** 16, address / 2 ** 8, address].map((part) => Math.floor(part) % 256).join('.');
  }
}
