/** Time as the kubelet sees it; injected so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after `ms`; returns how to call it off. */
  after(ms: number, run: () => void): () => void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** Timers never keep the process alive: servers and watches do. */
export const systemClock = (now: () => number = Date.now): Clock => ({
  now,
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), LONGEST_TIMER));
    timer.unref();
    return () => clearTimeout(timer);
  },
});

/** Resolves after `ms`, or at once when `signal` aborts. */
export const sleep = (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal?.aborted) return resolve();
  const done = (): void => { cancel(); signal?.removeEventListener('abort', done); resolve(); };
  const cancel = clock.after(ms, done);
  signal?.addEventListener('abort', done, { once: true });
});

/** RFC 3339 with seconds, as API times are written. */
export const rfc3339 = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
/** RFC 3339 with microseconds, as leases and new-style events are written. */
export const rfc3339Micro = (ms: number): string => new Date(ms).toISOString().replace(/(\.\d{3})Z$/, '$1000Z');
/** Milliseconds since the epoch, or `undefined` when absent or unreadable. */
export const parseTime = (text: string | undefined): number | undefined => {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
};

/** A duration as Go prints it, such as `10s`, `1m20s` or `5m0s`; clients' tools match these words. */
export function goDuration(ms: number): string {
  if (ms < 1000) return ms === 0 ? '0s' : `${trim(ms)}ms`;
  const minutes = Math.floor(ms / 60_000);
  const rest = `${trim((ms % 60_000) / 1000)}s`;
  if (minutes === 0) return rest;
  return minutes < 60 ? `${minutes}m${rest}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}`;
}
const trim = (value: number): string => String(Math.round(value * 1000) / 1000);
