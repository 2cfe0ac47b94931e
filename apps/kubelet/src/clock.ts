import type { Clock } from '@kubets/client/clock';

export { sleep } from '@kubets/client/clock';
export type { Clock };

/** RFC 3339 with seconds, as API times are written. */
export const rfc3339 = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
/** RFC 3339 with microseconds, as leases are written. */
export const rfc3339Micro = (ms: number): string => `${new Date(ms).toISOString().slice(0, 23)}000Z`;
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
