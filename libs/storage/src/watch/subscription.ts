import type { StoreEvent } from '../store.js';

/** Bounds of what waits in memory for a slow watcher; beyond them it reads the log again. */
const maxBufferedEvents = 2_048;
const maxBufferedBytes = 16 * 1024 * 1024;

/**
 * One watcher's place in the log. `live`: it stands at the head and is fed from memory. Otherwise it has to read the log
 * from `position` on, after what is buffered. Either way `position` is the last revision it has in hand.
 */
export class Subscription {
  live = false;
  #batches: (readonly StoreEvent[])[] = [];
  #events = 0;
  #bytes = 0;
  #wake: (() => void) | undefined;

  constructor(readonly prefix: string, public position: number) {}

  /** Takes over the events of a group that has just become durable; all of them are under the prefix. */
  offer(events: readonly StoreEvent[], bytes: number, revision: number): void {
    if (!this.live) return;
    if (events.length > 0) {
      const full = this.#events + events.length > maxBufferedEvents || this.#bytes + bytes > maxBufferedBytes;
      if (full && this.#events > 0) {
        this.live = false;
        return;
      }
      this.#batches.push(events);
      this.#events += events.length;
      this.#bytes += bytes;
      this.wake();
    }
    this.position = revision;
  }

  /** Everything buffered, as one batch. */
  take(): readonly StoreEvent[] | undefined {
    const batches = this.#batches;
    if (batches.length === 0) return undefined;
    this.#batches = [];
    this.#events = 0;
    this.#bytes = 0;
    return batches.length === 1 ? batches[0] : batches.flat();
  }

  /** Resolves at the next {@link wake}. */
  wait(): Promise<void> {
    return new Promise((resolve) => { this.#wake = resolve; });
  }

  wake(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
