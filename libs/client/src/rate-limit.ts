/** How long a key that failed has to wait. */
export interface KeyLimiter {
  /** Milliseconds to wait now; counts as one more failure of the key. */
  delay(key: string): number;
  forget(key: string): void;
  failures(key: string): number;
}

/** Tokens that refill steadily up to a burst. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** @param rate tokens per second */
  constructor(private readonly rate: number, private readonly burst: number, private readonly now: () => number) {
    this.#tokens = burst;
    this.#at = now();
  }

  #refill(): void {
    const now = this.now();
    this.#tokens = Math.min(this.burst, this.#tokens + (Math.max(0, now - this.#at) / 1000) * this.rate);
    this.#at = now;
  }

  /** Takes a token if there is one. */
  take(): boolean {
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Takes a token now or from the future; returns after how many milliseconds it is there. */
  reserve(): number {
    this.#refill();
    this.#tokens -= 1;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.rate) * 1000;
  }
}

const FIRST_MS = 5;
const LONGEST_MS = 1_000_000;
/** All keys together: this many retries a second, after a burst. */
const OVERALL_RATE = 10;
const OVERALL_BURST = 100;

/** The usual limits of a controller: 5 ms doubling to 1000 s for each key, and 10 retries a second after a burst of 100 over all keys. */
export function controllerLimiter(now: () => number): KeyLimiter {
  const failures = new Map<string, number>();
  const overall = new TokenBucket(OVERALL_RATE, OVERALL_BURST, now);
  return {
    delay(key) {
      const before = failures.get(key) ?? 0;
      failures.set(key, before + 1);
      return Math.max(Math.min(FIRST_MS * 2 ** before, LONGEST_MS), overall.reserve());
    },
    forget: (key) => void failures.delete(key),
    failures: (key) => failures.get(key) ?? 0,
  };
}
