const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Checks that a text is a quantity and returns it in the form that is kept in memory. */
export function canonicalQuantity(text: string): string {
  if (!QUANTITY.test(text)) throw new Error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  return text;
}
