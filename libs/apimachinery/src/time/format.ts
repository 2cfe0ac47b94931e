import * as codec from '../codec/time.js';

/** `2026-01-02T03:04:05Z`: how `metav1.Time` is written. @param ms milliseconds since the epoch */
export const formatTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** `2026-01-02T03:04:05.000006Z`: how `metav1.MicroTime` is written. @param ms milliseconds since the epoch, fractions being microseconds */
export function formatMicroTime(ms: number): string {
  const micros = Math.round(ms * 1000);
  const seconds = Math.floor(micros / 1_000_000);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(micros - seconds * 1_000_000).padStart(6, '0')}Z`;
}

/**
 * Reads RFC 3339 with any offset and any number of fractional digits.
 * @returns milliseconds since the epoch, `NaN` when the text is no time
 */
export function parseTime(text: string): number {
  const at = codec.parseTime(text);
  return at ? at.seconds * 1000 + at.nanos / 1_000_000 : Number.NaN;
}
