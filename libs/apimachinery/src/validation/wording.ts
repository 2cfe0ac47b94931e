/** The published sentences that name checks share. Lengths count bytes of UTF-8, even where the sentence says characters. */
export const maxLength = (limit: number, unit: 'bytes' | 'characters' = 'characters'): string => `must be no more than ${limit} ${unit}`;
export const EMPTY = 'must be non-empty';
export const between = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

export function pattern(message: string, expression: string, ...examples: string[]): string {
  const eg = examples.length ? `e.g. ${examples.map((one) => `'${one}', `).join(' or ')}` : '';
  return `${message} (${eg}regex used for validation is '${expression}')`;
}

const encoder = new TextEncoder();
/** Bytes of UTF-8; plain text, the rule, is measured without encoding it. */
export const byteLength = (text: string): number => (/^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length);
