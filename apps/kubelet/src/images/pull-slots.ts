/** Bounds how many pulls run at once; those that wait go in order. */
export class PullSlots {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  constructor(slots: number) { this.free = slots; }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
