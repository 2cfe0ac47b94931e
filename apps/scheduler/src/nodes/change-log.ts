/** Entries kept for readers that have to catch up; older ones are dropped by half this number. */
const KEPT = 65_536;

/** A log of changes that readers follow, each from its own position. Bounded: who falls too far behind reads the whole state instead. */
export class ChangeLog<T> {
  #entries: T[] = [];
  #dropped = 0;

  constructor(private readonly kept = KEPT) {}

  get position(): number { return this.#dropped + this.#entries.length; }

  push(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length <= this.kept) return;
    const cut = this.kept >> 1;
    this.#entries = this.#entries.slice(cut);
    this.#dropped += cut;
  }

  /** Visits what came after `position`, oldest first; false, without a visit, when that is no longer known. */
  read(position: number, visit: (entry: T) => void): boolean {
    if (position < this.#dropped) return false;
    for (let i = position - this.#dropped; i < this.#entries.length; i++) visit(this.#entries[i]!);
    return true;
  }
}
