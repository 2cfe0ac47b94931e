const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

interface Step {
  /** Seconds below which the step applies. */
  readonly below: number;
  readonly unit: readonly [seconds: number, name: string];
  /** The smaller unit that is shown as well, unless it is zero. */
  readonly rest?: readonly [seconds: number, name: string];
}

const STEPS: readonly Step[] = [
  { below: 2 * MINUTE, unit: [1, 's'] },
  { below: 10 * MINUTE, unit: [MINUTE, 'm'], rest: [1, 's'] },
  { below: 3 * HOUR, unit: [MINUTE, 'm'] },
  { below: 8 * HOUR, unit: [HOUR, 'h'], rest: [MINUTE, 'm'] },
  { below: 48 * HOUR, unit: [HOUR, 'h'] },
  { below: 8 * DAY, unit: [DAY, 'd'], rest: [HOUR, 'h'] },
  { below: 2 * YEAR, unit: [DAY, 'd'] },
  { below: 8 * YEAR, unit: [YEAR, 'y'], rest: [DAY, 'd'] },
  { below: Infinity, unit: [YEAR, 'y'] },
];

/**
 * A duration as `kubectl get` shows ages: one unit, and a second one while the first is small.
 * @param seconds a second below zero, as clocks may differ by, shows as `0s`; more as `<invalid>`
 */
export function humanDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '<unknown>';
  const whole = Math.trunc(seconds);
  if (whole < -1) return '<invalid>';
  if (whole <= 0) return '0s';
  const { unit: [size, name], rest } = STEPS.find((step) => whole < step.below)!;
  const small = rest ? Math.floor((whole % size) / rest[0]) : 0;
  return `${Math.floor(whole / size)}${name}${small ? `${small}${rest![1]}` : ''}`;
}
