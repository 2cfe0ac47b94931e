import { NANO, parseQuantity, type Quantity } from './parse.js';

const DECIMAL_SUFFIX = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const BINARY_SUFFIX = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const KI = 1024n;

/** The largest power of a thousand that leaves a whole number. */
function decimal(nanos: bigint, exponentForm: boolean): string {
  let digits = nanos;
  let thousands = -3;
  while (digits % 1000n === 0n && (exponentForm || thousands < 6)) {
    digits /= 1000n;
    thousands += 1;
  }
  if (exponentForm) return thousands === 0 ? String(digits) : `${digits}e${thousands * 3}`;
  return `${digits}${DECIMAL_SUFFIX[thousands + 3]!}`;
}

function binary(units: bigint): string {
  let digits = units;
  let at = 0;
  while (digits % KI === 0n && at < BINARY_SUFFIX.length - 1) {
    digits /= KI;
    at += 1;
  }
  return `${digits}${BINARY_SUFFIX[at]!}`;
}

/**
 * The canonical text: no fraction, the largest suffix possible. A binary quantity falls back to decimal when it is below 1024 or
 * has a fraction, because it could not be written exactly otherwise.
 */
export function formatQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  if (format === 'DecimalExponent') return decimal(nanos, true);
  const small = nanos > -KI * NANO && nanos < KI * NANO;
  return format === 'BinarySI' && !small && nanos % NANO === 0n ? binary(nanos / NANO) : decimal(nanos, false);
}

/** @throws InvalidQuantity */
export const canonicalize = (text: string): string => formatQuantity(parseQuantity(text));
