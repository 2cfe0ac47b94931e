/** Sets a timer; returns what cancels it. */
export type SetTimer = (run: () => void, delayMs: number) => () => void;

export const realTimer: SetTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

interface Deadline { readonly at: number; readonly id: string }

/** Longest delay of setTimeout; later deadlines are waited for in steps. */
const longestDelay = 2 ** 31 - 1;

/** Many deadlines on one timer: a binary heap whose head the timer waits for. A thousand sleeping containers cost a thousand small entries. */
export class Deadlines {
  private readonly heap: Deadline[] = [];
  private cancel: (() => void) | undefined;

  constructor(private readonly now: () => number, private readonly setTimer: SetTimer, private readonly due: (id: string) => void) {}

  add(id: string, at: number): void {
    this.heap.push({ at, id });
    this.up(this.heap.length - 1);
    if (this.heap[0]?.id === id) this.arm();
  }

  close(): void { this.heap.length = 0; this.cancel?.(); this.cancel = undefined; }

  private arm(): void {
    this.cancel?.();
    this.cancel = undefined;
    const head = this.heap[0];
    if (head !== undefined) this.cancel = this.setTimer(() => this.fire(), Math.min(Math.max(0, head.at - this.now()), longestDelay));
  }

  private fire(): void {
    this.cancel = undefined;
    for (let head = this.heap[0]; head !== undefined && head.at <= this.now(); head = this.heap[0]) {
      this.pop();
      this.due(head.id);
    }
    this.arm();
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.down(0);
  }

  private at(index: number): number { return this.heap[index]?.at ?? Number.POSITIVE_INFINITY; }

  private swap(a: number, b: number): void { [this.heap[a], this.heap[b]] = [this.heap[b] as Deadline, this.heap[a] as Deadline]; }

  private up(index: number): void {
    for (let i = index; i > 0;) {
      const parent = (i - 1) >> 1;
      if (this.at(parent) <= this.at(i)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private down(index: number): void {
    for (let i = index; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const least = this.at(right) < this.at(left) ? right : left;
      if (this.at(least) >= this.at(i)) return;
      this.swap(i, least);
      i = least;
    }
  }
}
