export interface BackoffOptions {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Fraction of the delay that is added at random, so that clients of a server that came back do not arrive together. */
  readonly jitter: number;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** Delays that double with every failure in a row. */
export class Backoff {
  #failures = 0;
  constructor(private readonly options: BackoffOptions) {}

  /** Milliseconds to wait after this failure. */
  next(): number {
    const { firstMs, longestMs, jitter, random = Math.random } = this.options;
    const base = Math.min(firstMs * 2 ** this.#failures, longestMs);
    this.#failures++;
    return Math.min(base * (1 + jitter * random()), longestMs);
  }

  get failures(): number { return this.#failures; }
  reset(): void { this.#failures = 0; }
}
