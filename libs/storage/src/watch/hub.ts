import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreEvent } from '../store.js';
import { Subscription } from './subscription.js';

/** The log as watchers read it to catch up. */
export interface EventLog {
  /** Last acknowledged revision. */
  currentRevision(): number;
  /** Throws the error of the contract when changes after `revision` are no longer, or not yet, in the log. */
  checkReadable(revision: number): void;
  /** Events after a revision, up to a bounded amount of work; `scanned` is how far the answer reaches. Synchronous. */
  read(prefix: string, after: number): { readonly events: readonly StoreEvent[]; readonly scanned: number };
}

/**
 * Feeds watchers: from the log until they stand at the head, then from memory. The step from one to the other is exact
 * because reading up to the current revision and going live happen in one turn of the event loop.
 */
export class WatchHub {
  readonly #subscriptions = new Set<Subscription>();
  #closed = false;

  constructor(private readonly log: EventLog) {}

  /** Hands out the events of a group; `revision` is the current one from now on. Watchers of one prefix share one array. */
  publish(events: readonly StoreEvent[], revision: number): void {
    const byPrefix = new Map<string, { readonly events: readonly StoreEvent[]; readonly bytes: number }>();
    for (const subscription of this.#subscriptions) {
      const { prefix } = subscription;
      let share = byPrefix.get(prefix);
      if (!share) {
        const mine = events.filter((event) => event.key.startsWith(prefix));
        share = { events: mine, bytes: mine.reduce((sum, event) => sum + event.value.length + (event.previous?.value.length ?? 0), 0) };
        byPrefix.set(prefix, share);
      }
      subscription.offer(share.events, share.bytes, revision);
    }
  }

  async *watch(prefix: string, after: number, signal: AbortSignal): AsyncGenerator<readonly StoreEvent[], void, undefined> {
    if (signal.aborted || this.#closed) return;
    this.log.checkReadable(after);
    const subscription = new Subscription(prefix, after);
    const wake = (): void => subscription.wake();
    signal.addEventListener('abort', wake, { once: true });
    this.#subscriptions.add(subscription);
    try {
      while (!signal.aborted) {
        const buffered = subscription.take();
        if (buffered) yield buffered;
        else if (this.#closed) return;
        else if (subscription.live) await subscription.wait();
        else {
          const events = this.#catchUp(subscription);
          if (events.length > 0) yield events;
          else if (!subscription.live) await nextTurn();
        }
      }
    } finally {
      this.#subscriptions.delete(subscription);
      signal.removeEventListener('abort', wake);
    }
  }

  /** Ends all watches once they have taken what is buffered for them. */
  close(): void {
    this.#closed = true;
    for (const subscription of this.#subscriptions) subscription.wake();
  }

  #catchUp(subscription: Subscription): readonly StoreEvent[] {
    this.log.checkReadable(subscription.position);
    const { events, scanned } = this.log.read(subscription.prefix, subscription.position);
    subscription.position = scanned;
    subscription.live = scanned === this.log.currentRevision();
    return events;
  }
}
