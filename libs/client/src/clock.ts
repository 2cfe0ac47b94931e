/** Where time comes from. Tests pass a clock that they move by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms` milliseconds; returns the cancellation. */
  setTimer(callback: () => void, ms: number): () => void;
}

/** Node's timers reach 2^31-1 ms; longer waits are cut, which every user here survives by looking at the clock again. */
const LONGEST_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, ms) => {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** Waits; ends early, without an error, when the signal aborts. */
export function sleep(clock: Pick<Clock, 'setTimer'>, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => { cancel(); signal?.removeEventListener('abort', end); resolve(); };
    const cancel = clock.setTimer(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
