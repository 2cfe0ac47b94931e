/** Bounds of an LMDB range over binary keys: `start` inclusive, `end` exclusive. */
export interface KeyBounds {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Keys under a prefix, above `after` if given; undefined when there can be none. */
export function keyBounds(prefix: string, after: string | undefined): KeyBounds | undefined {
  const first = Buffer.from(prefix);
  const next = after === undefined ? undefined : Buffer.concat([Buffer.from(after), zero]);
  const start = next && next.compare(first) > 0 ? next : first;
  // UTF-8 never holds 0xff, so the byte after the last one of the prefix exists.
  const end = first.length === 0 ? Buffer.from([0xff]) : Buffer.concat([first.subarray(0, -1), Buffer.from([(first.at(-1) ?? 0) + 1])]);
  if (start.compare(end) >= 0) return undefined;
  // The library takes an empty start for "from the end of the metadata"; no key is below a zero byte.
  return { start: start.length === 0 ? zero : start, end };
}

const zero = Buffer.from([0]);
