import type { Json } from '../schema/types.js';

export type JsonObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an own key. `__proto__` is a legal ConfigMap key, so nothing inherited may be seen. */
export const own = (of: JsonObject, key: string): Json | undefined => (Object.hasOwn(of, key) ? of[key] : undefined);

/** Sets an own key, whatever its name. */
export function put(on: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(on, key, { value, enumerable: true, configurable: true, writable: true });
  else on[key] = value;
}

/** A shallow copy; spreading would keep `__proto__` as well, assignment would not. */
export const copy = (of: JsonObject): JsonObject => ({ ...of });

/** Whether two JSON values are the same, objects regardless of the order of keys. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, at) => equal(each, b[at]));
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
