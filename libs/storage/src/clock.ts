/** Time as the engines see it; injected so that tests decide what time it is. */
export interface Clock {
  /** Wall-clock milliseconds since the epoch; wall clock because expiry must survive a restart. */
  now(): number;
  /** Calls `action` once after `milliseconds`; the result cancels it. A pending call does not keep the process alive. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Longest delay a Node timer can carry; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(Math.max(milliseconds, 0), longest));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
