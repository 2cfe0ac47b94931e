import { canonicalize } from '../quantity/format.js';

/** A cluster knows few different quantities, and repeats each of them in every pod. */
const seen = new Map<string, string>();
const REMEMBERED = 2000;

/** The canonical form of a quantity. @throws InvalidQuantity */
export function canonicalQuantity(text: string): string {
  const known = seen.get(text);
  if (known !== undefined) return known;
  const canonical = canonicalize(text);
  if (seen.size >= REMEMBERED) seen.clear();
  seen.set(text, canonical);
  return canonical;
}
