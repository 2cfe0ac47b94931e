import { type Quantity, canonicalize, formatQuantity, parseQuantity } from '@kubets/apimachinery/quantity/index';

/** Billionths, the unit in which amounts are compared here. */
export const ONE = 1_000_000_000n;
export const MILLI = ONE / 1000n;

function tryParse(text: string | undefined): Quantity | undefined {
  try {
    return parseQuantity(text ?? '');
  } catch {
    return undefined;
  }
}

/** The amount in billionths; `undefined` if the text is not a quantity. */
export const nanos = (text: string | undefined): bigint | undefined => tryParse(text)?.nanos;

/** The amount in billionths; what is not a quantity counts as nothing, as other checks complain about it. */
export const amount = (text: string | undefined): bigint => nanos(text) ?? 0n;

/** Text of an amount in the notation (decimal or binary suffixes) of `like`. */
export const formatAmount = (value: bigint, like?: string): string => formatQuantity({ nanos: value, format: tryParse(like)?.format ?? 'DecimalSI' });

/** How a total is shown: canonical, and `0` for what is missing. */
export const showQuantity = (text: string | undefined): string => (tryParse(text) ? canonicalize(text ?? '') : '0');
