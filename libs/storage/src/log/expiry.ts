import type { Clock } from '../clock.js';
import type { ExpiryMark, Ledger } from './ledger.js';

/** Keys deleted in one go, and the pause before trying again when deleting failed (milliseconds). */
const marksPerRun = 256;
const retryAfter = 1_000;
/** Longest sleep: the wall clock may be set forward meanwhile. */
const longestSleep = 60_000;

/** Deletes keys when their time has come. The ledger's expiry index is the only memory, so a restart changes nothing. */
export class Expiry {
  #cancel: (() => void) | undefined;
  #due = Infinity;
  #stopped = false;

  /** @param expire deletes the key of a mark if it is unchanged, and the mark in any case. */
  constructor(private readonly ledger: Ledger, private readonly clock: Clock, private readonly expire: (mark: ExpiryMark) => Promise<unknown>) {}

  /** Looks up what comes next; call once when the ledger is open. */
  start(): void {
    const next = this.ledger.expiring(Infinity, 1)[0];
    if (next) this.noticed(next.at);
  }

  /** A key was written that ends at `at`. */
  noticed(at: number): void {
    if (this.#stopped || at >= this.#due) return;
    this.#cancel?.();
    this.#due = at;
    const sleep = Math.min(Math.max(at - this.clock.now(), 0), longestSleep);
    this.#cancel = this.clock.after(sleep, () => void this.#run());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    this.#cancel = undefined;
    this.#due = Infinity;
    let retry = 0;
    try {
      const marks = this.ledger.expiring(this.clock.now(), marksPerRun);
      await Promise.all(marks.map((mark) => this.expire(mark)));
    } catch {
      // Whoever writes gets the same error and reports it; expired keys wait for better times.
      retry = this.clock.now() + retryAfter;
    }
    if (this.#stopped) return;
    const next = this.ledger.expiring(Infinity, 1)[0];
    if (next) this.noticed(Math.max(next.at, retry));
  }
}
