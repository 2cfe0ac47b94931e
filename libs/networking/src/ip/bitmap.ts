/** A set of the numbers below `size` that finds the first free one fast: 32 at a time, from where the last was found. */
export class Bitmap {
  private readonly words: Uint32Array;
  private used = 0;

  /** @param size at most 2^24, which keeps the map within 2 MiB */
  constructor(readonly size: number) {
    if (!Number.isInteger(size) || size < 0 || size > 2 ** 24) throw new RangeError(`a bitmap of ${size} places is out of bounds; use 0 to ${2 ** 24}`);
    this.words = new Uint32Array(Math.ceil(size / 32));
  }

  get count(): number { return this.used; }

  has(n: number): boolean { return ((this.words[n >>> 5] ?? 0) & (1 << (n & 31))) !== 0; }

  /** Returns false when the number was in the set already or is out of range. */
  add(n: number): boolean {
    if (n < 0 || n >= this.size || this.has(n)) return false;
    this.words[n >>> 5]! |= 1 << (n & 31);
    this.used++;
    return true;
  }

  delete(n: number): boolean {
    if (n < 0 || n >= this.size || !this.has(n)) return false;
    this.words[n >>> 5]! &= ~(1 << (n & 31));
    this.used--;
    return true;
  }

  /** The first number from `from` on (around the end) that is not in the set, or -1 when all are. */
  firstFree(from = 0): number {
    if (this.used >= this.size) return -1;
    const start = from >= 0 && from < this.size ? from : 0;
    const found = this.scan(start, this.size);
    return found >= 0 ? found : this.scan(0, start);
  }

  private scan(from: number, to: number): number {
    let at = from;
    while (at < to) {
      if ((at & 31) === 0 && this.words[at >>> 5] === 0xffffffff) at += 32;
      else if (this.has(at)) at++;
      else return at;
    }
    return -1;
  }
}
