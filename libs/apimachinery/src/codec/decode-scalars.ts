import type { ScalarName } from '../schema/types.js';
import { formatMicroTime, formatTime, isCanonicalMicroTime, isCanonicalTime, isNoTime, parseTime } from './time.js';
import { canonicalQuantity } from './quantity-text.js';
import type { Walk } from './walk.js';

/** Turns a JSON value into a field's value; `undefined` means unset. Never called with `null`. */
export type Decoder = (value: unknown, walk: Walk) => unknown;

const integer = (least: number, greatest: number): Decoder => (value, walk) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > greatest) throw walk.mismatch(value);
  return value;
};

function decodeTime(format: typeof formatTime, isCanonical: (text: string) => boolean): Decoder {
  return (value, walk) => {
    if (typeof value !== 'string') throw walk.mismatch(value);
    const at = parseTime(value);
    if (!at) throw walk.mismatch(value, 'want a time in RFC 3339, such as "2006-01-02T15:04:05Z"');
    if (isNoTime(at)) return undefined;
    return isCanonical(value) ? value : format(at);
  };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytes(value: unknown, walk: Walk): string {
  if (typeof value !== 'string') throw walk.mismatch(value);
  // Line breaks are legal in base64, and are not kept.
  const text = /[\r\n]/.test(value) ? value.replace(/[\r\n]/g, '') : value;
  if (!BASE64.test(text)) throw walk.mismatch(value.length > 64 ? `${value.slice(0, 64)}…` : value, 'illegal base64 data');
  if (!text.endsWith('=')) return text;
  // The last group has bits to spare, which need not be zero in what is read but are in what is kept.
  return text.slice(0, -4) + Buffer.from(text.slice(-4), 'base64').toString('base64');
}

function quantity(value: unknown, walk: Walk): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw walk.mismatch(value);
  try {
    return canonicalQuantity(String(value));
  } catch (error) {
    throw walk.mismatch(String(value), error instanceof Error ? error.message : String(error));
  }
}

function intOrString(value: unknown, walk: Walk): unknown {
  if (typeof value === 'string') return value;
  return int32(value, walk);
}

/** Counts the members of a value that is kept as it is. */
function raw(value: unknown, walk: Walk): unknown {
  walk.members += countMembers(value);
  return value;
}

export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const of of value) if (typeof of === 'object') count += countMembers(of);
    return count;
  }
  for (const of of Object.values(value)) count += typeof of === 'object' ? 1 + countMembers(of) : 1;
  return count;
}

function stringList(value: unknown, walk: Walk): unknown {
  if (!Array.isArray(value) || value.some((of) => of !== null && typeof of !== 'string')) throw walk.mismatch(value);
  return value.map((of) => (of as string | null) ?? '');
}

const int32 = integer(-2147483648, 2147483647);

export const DECODE_SCALAR: Readonly<Record<ScalarName, Decoder>> = {
  string: (value, walk) => {
    if (typeof value !== 'string') throw walk.mismatch(value);
    return value;
  },
  int32,
  int64: integer(-(2 ** 63), 2 ** 63),
  double: (value, walk) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw walk.mismatch(value); // YAML has infinities, JSON has not
    return value;
  },
  bool: (value, walk) => {
    if (typeof value !== 'boolean') throw walk.mismatch(value);
    return value;
  },
  bytes, quantity, intOrString, stringList,
  time: decodeTime(formatTime, isCanonicalTime),
  microTime: decodeTime(formatMicroTime, isCanonicalMicroTime),
  rawExtension: raw, fieldsV1: raw, json: raw,
};
