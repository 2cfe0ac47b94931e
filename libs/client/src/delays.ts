import type { Clock } from './clock.js';

interface Entry { readonly due: number; readonly key: string }

/**
 * Keys that become due later, soonest first. A key waits once: an earlier time replaces a later one, a later one is ignored.
 * One timer for all, so that a hundred thousand waiting keys cost memory only.
 */
export class Delays {
  readonly #heap: Entry[] = [];
  readonly #due = new Map<string, number>();
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;

  constructor(private readonly clock: Clock, private readonly ready: (key: string) => void) {}

  get size(): number { return this.#due.size; }

  add(key: string, ms: number): void {
    const due = this.clock.now() + ms;
    const known = this.#due.get(key);
    if (known !== undefined && known <= due) return;
    this.#due.set(key, due);
    this.#push({ due, key });
    this.#arm();
  }

  clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#heap.length = 0;
    this.#due.clear();
  }

  #arm(): void {
    const next = this.#heap[0];
    if (!next || (this.#timer && this.#timer.due <= next.due)) return;
    this.#timer?.cancel();
    this.#timer = { due: next.due, cancel: this.clock.setTimer(() => this.#fire(), next.due - this.clock.now()) };
  }

  #fire(): void {
    this.#timer = undefined;
    const now = this.clock.now();
    for (let next = this.#heap[0]; next && next.due <= now; next = this.#heap[0]) {
      this.#pop();
      // An entry that an earlier one replaced is stale.
      if (this.#due.get(next.key) !== next.due) continue;
      this.#due.delete(next.key);
      this.ready(next.key);
    }
    this.#arm();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.due <= entry.due) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.due < heap[child]!.due) child++;
      if (heap[child]!.due >= last.due) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}
