/** A point in time as protobuf carries it. */
export interface Timestamp { readonly seconds: number; readonly nanos: number }

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:Z|([+-])(\d\d):(\d\d))$/;
/** Year 1, which stands for "no time" on the wire. */
const NO_TIME = -62_135_596_800;

/** Reads RFC 3339; `undefined` when the text is none, or names a day or hour that does not exist. */
export function parseTime(text: string): Timestamp | undefined {
  const m = RFC3339.exec(text);
  if (!m) return undefined;
  const [year, month, day, hour, minute, second] = [+m[1]!, +m[2]!, +m[3]!, +m[4]!, +m[5]!, +m[6]!];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = m[8] ? (m[8] === '-' ? -1 : 1) * (+m[9]! * 3600 + +m[10]! * 60) : 0;
  const seconds = daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
  return { seconds, nanos: m[7] ? +m[7].padEnd(9, '0') : 0 };
}

/** Days of the Gregorian calendar; the year is taken to begin in March, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const isNoTime = (at: Timestamp): boolean => at.seconds === NO_TIME && at.nanos === 0;

/** Whether a legal RFC 3339 text already is in the form that {@link formatTime} gives. */
export const isCanonicalTime = (text: string): boolean => text.length === 20 && text.charCodeAt(19) === 90;
/** The same for {@link formatMicroTime}. */
export const isCanonicalMicroTime = (text: string): boolean => text.length === 27 && text.charCodeAt(26) === 90;

/** `2026-01-02T03:04:05Z`: seconds, in UTC; fractions are cut off, as every reader of this form expects. */
export const formatTime = (at: Timestamp): string => `${new Date(at.seconds * 1000).toISOString().slice(0, -5)}Z`;

/** `2026-01-02T03:04:05.000006Z`: always six digits. */
export const formatMicroTime = (at: Timestamp): string =>
  `${new Date(at.seconds * 1000).toISOString().slice(0, -5)}.${String(Math.floor(at.nanos / 1000)).padStart(6, '0')}Z`;
