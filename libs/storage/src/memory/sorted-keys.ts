import { compareKeys } from '../key.js';
import type { KeyRevision } from '../log/ledger.js';

/** Keys in byte order with a revision each. Insertion is a memory move, good for the sizes that tests and demos have. */
export class SortedKeys {
  readonly #keys: string[] = [];
  readonly #revisions = new Map<string, number>();

  get(key: string): number | undefined { return this.#revisions.get(key); }

  set(key: string, revision: number): void {
    if (!this.#revisions.has(key)) this.#keys.splice(this.#firstAt((other) => compareKeys(other, key) >= 0), 0, key);
    this.#revisions.set(key, revision);
  }

  delete(key: string): void {
    if (this.#revisions.delete(key)) this.#keys.splice(this.#firstAt((other) => compareKeys(other, key) >= 0), 1);
  }

  *under(prefix: string, after: string | undefined): Iterable<KeyRevision> {
    const [from, to] = this.#bounds(prefix, after);
    for (const key of this.#keys.slice(from, to)) yield { key, revision: this.#revisions.get(key) ?? 0 };
  }

  count(prefix: string, after: string | undefined): number {
    const [from, to] = this.#bounds(prefix, after);
    return to - from;
  }

  #bounds(prefix: string, after: string | undefined): [from: number, to: number] {
    const to = this.#firstAt((key) => compareKeys(key, prefix) > 0 && !key.startsWith(prefix));
    const from = this.#firstAt((key) => compareKeys(key, prefix) >= 0 && (after === undefined || compareKeys(key, after) > 0));
    return [from, Math.max(from, to)];
  }

  /** First position from which on `reached` holds. */
  #firstAt(reached: (key: string) => boolean): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(this.#keys[middle] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
