import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.js';

/** A clock that stands still until it is told how much time has passed. */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000;
  #timers = new Set<{ readonly at: number; readonly action: () => void }>();

  now(): number { return this.#now; }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#now + milliseconds, action };
    this.#timers.add(timer);
    // What is due at once does not wait for the clock to be moved.
    if (milliseconds <= 0) setImmediate(() => { if (this.#timers.delete(timer)) action(); });
    return () => void this.#timers.delete(timer);
  }

  /** Moves on step by step, so that timers set by timers fire too. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.action();
      await nextTurn();
    }
    this.#now = end;
  }
}
