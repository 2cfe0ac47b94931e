/** Keys are non-empty, well-formed strings, ordered by their UTF-8 bytes. */

/** Longest key in UTF-8 bytes; every engine can hold it (LMDB's own limit on 4 KiB pages is 1,978). */
export const maxKeyBytes = 1_900;

/** Refuses a key that no engine could hold, or that would not come back as it went in. */
export function checkKey(key: string): void {
  if (key.length === 0) throw new RangeError('a key must not be empty: give it at least one character');
  // A UTF-16 unit is at most three bytes of UTF-8, so short keys need no counting.
  if (key.length * 3 > maxKeyBytes && Buffer.byteLength(key) > maxKeyBytes) {
    throw new RangeError(`the key ${JSON.stringify(`${key.slice(0, 40)}…`)} has ${Buffer.byteLength(key)} bytes: at most ${maxKeyBytes} are possible`);
  }
  if (/\p{Surrogate}/u.test(key)) throw new RangeError(`the key ${JSON.stringify(key)} holds half of a surrogate pair: only well-formed text can be a key`);
}

/** Order of two keys by their UTF-8 bytes. JavaScript's own order differs where surrogate pairs meet U+E000 to U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Code units in the order of the UTF-8 bytes of what they stand for: surrogates (U+10000 and up) after all others. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
