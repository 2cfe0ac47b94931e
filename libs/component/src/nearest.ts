/** Edits that turn one word into the other (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** What was probably meant: the known word with the fewest edits, if those are few for its length or one contains the other. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((each) => ({ each, edits: distance(word, each) })).sort((a, b) => a.edits - b.edits)[0];
  if (ranked && ranked.edits <= Math.max(2, Math.floor(word.length / 3))) return ranked.each;
  return word.length >= 3 ? known.find((each) => each.includes(word) || word.includes(each)) : undefined;
}
