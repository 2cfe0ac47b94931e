/** How a quantity is written: `500m` and `2G`, `2Gi`, or `2e9`. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An exact amount. Quantities resolve to a billionth, so an integer number of billionths holds every one of them. */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

export class InvalidQuantity extends Error {
  override readonly name = 'InvalidQuantity';
}

const WRONG_FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const EXPONENT = /^[eE]([-+]?\d+)$/;

export const NANO = 1_000_000_000n;
/** Amounts that do not fit the published 64-bit range are cut to it. */
const LARGEST = (2n ** 63n - 1n) * NANO;
/** Digits up to which the published implementation keeps a number beyond that range as it is. */
const SMALL_DIGITS = 18;
/** No amount in range has a decimal exponent beyond this; it bounds the work that a hostile text can cause. */
const EXPONENT_LIMIT = 400;

interface Suffix { readonly base: 2 | 10; readonly exponent: number; readonly format: QuantityFormat }

function suffixOf(text: string): Suffix {
  if (Object.hasOwn(DECIMAL, text)) return { base: 10, exponent: DECIMAL[text]!, format: 'DecimalSI' };
  if (Object.hasOwn(BINARY, text)) return { base: 2, exponent: BINARY[text]!, format: 'BinarySI' };
  const exponent = EXPONENT.exec(text);
  if (!exponent) throw new InvalidQuantity("unable to parse quantity's suffix");
  return { base: 10, exponent: Number(exponent[1]), format: 'DecimalExponent' };
}

/** Division away from zero, so that a request for something never becomes a request for nothing. */
export const divideUp = (amount: bigint, by: bigint): bigint => (amount >= 0n ? (amount + by - 1n) / by : -((-amount + by - 1n) / by));

function scaled(digits: bigint, exponent: number): bigint {
  if (digits === 0n || exponent >= 0) return digits * 10n ** BigInt(Math.min(exponent, EXPONENT_LIMIT));
  return exponent < -EXPONENT_LIMIT ? 1n : divideUp(digits, 10n ** BigInt(-exponent));
}

/**
 * Reads a quantity such as `500m`, `1.5Gi` or `2e3`. Anything below a billionth is rounded away from zero.
 * @throws InvalidQuantity
 */
export function parseQuantity(text: string): Quantity {
  const match = text === '' ? null : SYNTAX.exec(text);
  if (!match) throw new InvalidQuantity(WRONG_FORMAT);
  const [, sign = '', whole = '', fraction = '', suffixText = ''] = match;
  if (whole === '' && fraction === '') throw new InvalidQuantity('unable to parse numeric part of quantity');
  const suffix = suffixOf(suffixText);
  const significant = whole.replace(/^0+(?=\d)/, '') + fraction;
  // Beyond this a number is zero or out of range whatever its exponent, and reading it would only cost time.
  if (significant.length > EXPONENT_LIMIT * 2) throw new InvalidQuantity('unable to parse numeric part of quantity');
  const digits = BigInt(significant) * (suffix.base === 2 ? 1n << BigInt(suffix.exponent) : 1n);
  const exponent = (suffix.base === 10 ? suffix.exponent : 0) - fraction.length + 9;
  const exactlyKept = suffix.base === 10 && significant.length <= SMALL_DIGITS && exponent >= 0;
  let nanos = scaled(digits, exponent);
  if (nanos > LARGEST && !exactlyKept) nanos = LARGEST;
  // A fraction of one unit reads better as 500m than as a binary number.
  const format = suffix.format === 'BinarySI' && nanos > 0n && nanos < NANO ? 'DecimalSI' : suffix.format;
  return { nanos: sign === '-' ? -nanos : nanos, format };
}
