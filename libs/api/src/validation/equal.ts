const isAbsent = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/**
 * Whether two API values mean the same: fields that are unset, `null` or an empty list do not differ, nor does the order of keys.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b || (isAbsent(a) && isAbsent(b))) return true;
  if (isAbsent(a) || isAbsent(b) || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => equal(item, b[at]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return Object.keys(left).every((key) => equal(left[key], right[key])) && Object.keys(right).every((key) => Object.hasOwn(left, key) || isAbsent(right[key]));
}
