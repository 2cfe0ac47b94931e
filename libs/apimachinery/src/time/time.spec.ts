import * as fc from 'fast-check';
import { formatMicroTime, formatTime, humanDuration, parseTime } from './index.js';

const [M, H, D] = [60, 3600, 86_400];

describe('times', () => {
  it('writes seconds and microseconds in UTC', () => {
    const ms = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    expect(formatTime(ms)).toBe('2026-01-02T03:04:05Z');
    expect(formatMicroTime(ms)).toBe('2026-01-02T03:04:05.678000Z');
    expect(formatMicroTime(-1)).toBe('1969-12-31T23:59:59.999000Z');
  });
  it('reads offsets and fractions, and refuses the rest', () => {
    expect(parseTime('2026-01-02T05:04:05.25+02:00')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 250));
    expect(parseTime('yesterday')).toBeNaN();
    expect(parseTime('2026-02-30T00:00:00Z')).toBeNaN();
  });
  it('reads what it writes', () => fc.assert(fc.property(fc.integer({ min: -1e12, max: 4e12 }), (ms) => {
    expect(parseTime(formatMicroTime(ms))).toBe(ms);
    expect(parseTime(formatTime(ms))).toBe(Math.floor(ms / 1000) * 1000);
  })));
});

describe('ages', () => {
  it.each([
    [-5, '<invalid>'], [-1, '0s'], [0, '0s'], [1.9, '1s'], [119, '119s'], [120, '2m'], [330, '5m30s'], [10 * M + 59, '10m'], [179 * M, '179m'], [3 * H, '3h'],
    [3 * H + 20 * M, '3h20m'], [8 * H, '8h'], [47 * H + 59 * M, '47h'], [48 * H, '2d'], [2 * D + 3 * H, '2d3h'], [7 * D + 23 * H, '7d23h'], [8 * D + 5 * H, '8d'],
    [400 * D, '400d'], [729 * D, '729d'], [730 * D, '2y'], [3 * 365 * D + 45 * D, '3y45d'], [8 * 365 * D + 9 * D, '8y'], [Number.NaN, '<unknown>'],
  ])('shows %d seconds as %s', (seconds, text) => { expect(humanDuration(seconds)).toBe(text); });
});
