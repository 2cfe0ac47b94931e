import { presenceOf, resolve } from '../schema/build.js';
import type { Field, ScalarName, Type } from '../schema/types.js';

/**
 * What the walkers do with a field that is unset or empty:
 * - `keep`: unset stays unset, empty stays empty
 * - `dropZero`: a scalar's zero value counts as unset
 * - `dropEmpty`: an empty list or map counts as unset. The published kinds never tell the two apart; a schema that has to
 *   (custom resources) states `presence: 'explicit'`
 * - `fill`: unset becomes the zero value. Lists and maps that are required are always there, so that code may loop over them
 */
export type Rule = 'keep' | 'dropZero' | 'dropEmpty' | 'fill';

export function ruleOf(field: Field): Rule {
  const type = resolve(field.type);
  const presence = presenceOf(field);
  if (presence === 'always') return 'fill';
  if (type.form === 'list' || type.form === 'map') {
    if (field.options.required) return 'fill';
    return field.options.presence === 'explicit' ? 'keep' : 'dropEmpty';
  }
  return presence === 'implicit' ? 'dropZero' : 'keep';
}

const ZEROS: Partial<Record<ScalarName, string | number | boolean>> = {
  string: '', int32: 0, int64: 0, double: 0, bool: false, bytes: '', quantity: '0', intOrString: 0,
};

/** The zero value of a scalar; `undefined` for those that have none, such as times. */
export function zeroOf(type: Type): string | number | boolean | undefined {
  return type.form === 'scalar' ? ZEROS[type.scalar] : undefined;
}

/** Whether a value of an `implicit` field counts as unset. */
export const isZero = (value: unknown): boolean => value === '' || value === 0 || value === false;

/** Writes a key that may be `__proto__`, which plain assignment would swallow. */
export function setKey(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}

/** Names that a plain object inherits: a schema may use them as field names, so reading them needs a check of ownership. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reads a field without seeing what every object inherits. */
export const reader = (name: string): ((from: Record<string, unknown>) => unknown) | undefined =>
  INHERITED.has(name) ? (from) => (Object.hasOwn(from, name) ? from[name] : undefined) : undefined;
