import { type FieldError, index, invalid, notSupported, required } from '@kubets/apimachinery/errors/field';
import { equal } from './equal.js';

/** Runs a check on every item of a list that may be missing. */
export const each = <T>(items: readonly T[] | undefined, path: string, check: (item: T, path: string, at: number) => FieldError[]): FieldError[] =>
  (items ?? []).flatMap((item, at) => check(item, index(path, at), at));

/** Messages of a text check become errors of one field. */
export const invalidAll = (path: string, value: unknown, messages: readonly string[]): FieldError[] =>
  messages.map((message) => invalid(path, value, message));

/** Runs a text check, or reports that there is no text. */
export const requiredText = (path: string, value: string | undefined, check: (text: string) => readonly string[] = () => []): FieldError[] =>
  (value ? invalidAll(path, value, check(value)) : [required(path)]);

export const optionalText = (path: string, value: string | undefined, check: (text: string) => readonly string[]): FieldError[] =>
  (value ? invalidAll(path, value, check(value)) : []);

/** One of a closed set of words. An unset value is missing, not unsupported. */
export function oneOf(path: string, value: string | undefined, allowed: readonly string[]): FieldError[] {
  if (!value) return [required(path)];
  return allowed.includes(value) ? [] : [notSupported(path, value, allowed)];
}

export const optionalOneOf = (path: string, value: string | undefined, allowed: readonly string[]): FieldError[] =>
  (value ? oneOf(path, value, allowed) : []);

export const IMMUTABLE = 'field is immutable';

export const immutable = (path: string, value: unknown, old: unknown): FieldError[] =>
  (equal(value, old) ? [] : [invalid(path, value, IMMUTABLE)]);

export const nonNegative = (path: string, value: number | undefined): FieldError[] =>
  (value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : []);

export const positive = (path: string, value: number | undefined): FieldError[] =>
  (value !== undefined && value <= 0 ? [invalid(path, value, 'must be greater than 0')] : []);

export const between = (path: string, value: number | undefined, least: number, most: number): FieldError[] =>
  (value !== undefined && (value < least || value > most) ? [invalid(path, value, `must be between ${least} and ${most}, inclusive`)] : []);

export const portNumber = (path: string, value: number | undefined): FieldError[] => between(path, value ?? 0, 1, 65535);

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

const PERCENT = /^[0-9]+%$/;
const asPercent = (value: number | string | undefined): number | undefined =>
  (typeof value === 'string' && PERCENT.test(value) ? Number.parseInt(value, 10) : undefined);

/** A count of pods: a non-negative number or a percentage. */
export function countOrPercent(path: string, value: number | string | undefined): FieldError[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return nonNegative(path, value);
  return PERCENT.test(value) ? [] : [invalid(path, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")];
}

export const atMostHundredPercent = (path: string, value: number | string | undefined): FieldError[] =>
  ((asPercent(value) ?? 0) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : []);

export const isZeroCount = (value: number | string | undefined): boolean => value === 0 || asPercent(value) === 0;
