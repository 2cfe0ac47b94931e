const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  `${large}${largeUnit}${small ? `${small}${smallUnit}` : ''}`;

/**
 * A duration as `kubectl` shows ages: at most two units, the second one only while it still matters.
 * @param milliseconds slightly negative values, from clocks that disagree, count as zero; others show as `<invalid>`
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds <= 0) return '0s';
  const minutes = Math.trunc(seconds / MINUTE);
  const hours = Math.trunc(seconds / HOUR);
  const days = Math.trunc(seconds / DAY);
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (minutes < 10) return two(minutes, 'm', seconds % MINUTE, 's');
  if (minutes < 3 * 60) return `${minutes}m`;
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  if (days < 8) return two(days, 'd', hours % 24, 'h');
  if (seconds < 2 * YEAR) return `${days}d`;
  const years = Math.trunc(seconds / YEAR);
  return years < 8 ? two(years, 'y', days % 365, 'd') : `${years}y`;
}
