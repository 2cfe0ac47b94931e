interface Entry { delay: number; last: number }

/**
 * Delays that double per key, as for crashing containers and failing pulls: 10 s up to 300 s by default.
 * A key that has been quiet for twice the longest delay starts over. All times in milliseconds.
 */
export class Backoff {
  private readonly entries = new Map<string, Entry>();
  constructor(readonly initial = 10_000, readonly maximum = 300_000) {}

  /** The delay now in force for the key; 0 when there is none. */
  delay(key: string): number { return this.entries.get(key)?.delay ?? 0; }

  /**
   * Until when the key has to wait after something that happened at `since`; 0 when it need not wait.
   * For containers `since` is when the last run ended, so a run that lasted ten minutes clears the delay.
   */
  waitUntil(key: string, since: number, now: number): number {
    const entry = this.entries.get(key);
    if (!entry || since - entry.last > 2 * this.maximum) return 0;
    const until = since + entry.delay;
    return now < until ? until : 0;
  }

  /** Notes another attempt, at `at`; the next one waits longer. */
  next(key: string, at: number): void {
    const entry = this.entries.get(key);
    const fresh = !entry || at - entry.last > 2 * this.maximum;
    this.entries.set(key, { delay: fresh ? this.initial : Math.min(this.maximum, entry.delay * 2), last: at });
  }

  forget(key: string): void { this.entries.delete(key); }
  forgetPrefix(prefix: string): void {
    for (const key of this.entries.keys()) if (key.startsWith(prefix)) this.entries.delete(key);
  }
}
