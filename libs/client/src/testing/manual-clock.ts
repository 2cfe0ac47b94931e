import type { Clock } from '../clock.js';

/** Time that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on, calling timers in order at their time; lets promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Timers that wait. */
  readonly pending: number;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    setTimer(callback, ms) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    get pending() { return timers.size; },
    async advance(ms) {
      const end = now + ms;
      await turn();
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
        await turn();
      }
      now = end;
      await turn();
    },
  };
}
