import { formatIp, ipFamily, parseIp } from './address.js';
import { Bitmap } from './bitmap.js';
import { cidrsOverlap, cidrSize, formatCidr, nthAddress, nthSubnet, offsetOf, parseCidr, subnetCount, type Cidr } from './cidr.js';

const MAX_PLACES = 2n ** 16n;

/** Hands out ranges of one size from a larger range: a node's pod CIDR from the cluster CIDR. */
export class CidrAllocator {
  private readonly range: Cidr;
  private readonly taken: Bitmap;
  private next = 0;

  /**
   * @param range such as `10.244.0.0/16`
   * @param prefix length of what is handed out, such as 24; of ranges with more than 65,536 parts the first 65,536 are used
   */
  constructor(range: string, private readonly prefix: number) {
    this.range = parseCidr(range);
    const count = subnetCount(this.range, prefix);
    this.taken = new Bitmap(Number(count < MAX_PLACES ? count : MAX_PLACES));
  }

  get free(): number { return this.taken.size - this.taken.count; }

  /** A range nobody holds, or `undefined` when all are held. Freed ranges are reused last. */
  allocate(): string | undefined {
    const n = this.taken.firstFree(this.next);
    if (n < 0) return undefined;
    this.taken.add(n);
    this.next = n + 1;
    return formatCidr(nthSubnet(this.range, this.prefix, n));
  }

  /** Marks what `range` touches as held, whatever its size. Returns false when nothing of ours is touched or all of it was held. */
  occupy(range: string): boolean { return this.each(range, (n) => this.taken.add(n)); }

  /** Gives a range back. Returns false when it was not held. */
  release(range: string): boolean { return this.each(range, (n) => this.taken.delete(n)); }

  private each(range: string, act: (n: number) => boolean): boolean {
    const other = parseCidr(range);
    if (!cidrsOverlap(this.range, other)) return false;
    const size = cidrSize({ ...this.range, prefix: this.prefix });
    const from = other.base < this.range.base ? 0n : (other.base - this.range.base) / size;
    const end = (other.base + cidrSize(other) - this.range.base + size - 1n) / size;
    let changed = false;
    for (let n = Number(from); n < Math.min(Number(end), this.taken.size); n++) changed = act(n) || changed;
    return changed;
  }
}

/** Hands out single addresses of a range. Network and, for IPv4, broadcast address are never given. */
export class AddressAllocator {
  private readonly range: Cidr;
  private readonly taken: Bitmap;
  private next: number;

  /**
   * @param range such as `10.244.3.0/24`; of ranges with more than 65,536 addresses the first 65,536 are used
   * @param options.reserve how many addresses after the network address are kept back, such as 1 for the bridge
   */
  constructor(range: string, options: { reserve?: number } = {}) {
    this.range = parseCidr(range);
    const size = cidrSize(this.range);
    this.taken = new Bitmap(Number(size < MAX_PLACES ? size : MAX_PLACES));
    const first = size > 2n ? 1 + (options.reserve ?? 0) : options.reserve ?? 0;
    for (let n = 0; n < first; n++) this.taken.add(n);
    if (this.range.family === 4 && size > 2n && size <= MAX_PLACES) this.taken.add(this.taken.size - 1);
    this.next = first;
  }

  get free(): number { return this.taken.size - this.taken.count; }

  allocate(): string | undefined {
    const n = this.taken.firstFree(this.next);
    if (n < 0) return undefined;
    this.taken.add(n);
    this.next = n + 1;
    return formatIp(nthAddress(this.range, n));
  }

  /** Returns false when the address lies outside the range or is held. */
  occupy(address: string): boolean { return this.at(address, (n) => this.taken.add(n)); }
  release(address: string): boolean { return this.at(address, (n) => this.taken.delete(n)); }

  private at(address: string, act: (n: number) => boolean): boolean {
    const offset = ipFamily(address) === undefined ? undefined : offsetOf(this.range, parseIp(address));
    return offset !== undefined && offset < BigInt(this.taken.size) && act(Number(offset));
  }
}
