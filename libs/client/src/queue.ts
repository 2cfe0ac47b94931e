/** A work queue of keys: a key is handed to one worker at a time, never twice at once, and many adds while it waits are one. */
export interface WorkQueue {
  add(key: string): void;
  /** @param seconds how long from now */
  addAfter(key: string, seconds: number): void;
  /** Adds with a delay that doubles with every failure of the key (5 ms to 1000 s), until {@link forget}. */
  addRateLimited(key: string): void;
  forget(key: string): void;
  retries(key: string): number;
  readonly length: number;
}

/** What a reconcile says to do next. `undefined`: done. Throwing: again, rate-limited. */
export type Result = void | undefined | { readonly requeueAfterSeconds: number };
export type Reconcile = (key: string, signal: AbortSignal) => Promise<Result>;
