import { divideUp, NANO, parseQuantity, type Quantity, type QuantityFormat } from './parse.js';

/** Every function takes a quantity or its text; texts may be invalid, and throw `InvalidQuantity`. */
export type QuantityLike = Quantity | string;

const read = (of: QuantityLike): Quantity => (typeof of === 'string' ? parseQuantity(of) : of);
const MILLI = NANO / 1000n;

/** In whole units, rounded up (away from zero). */
export const value = (of: QuantityLike): number => Number(divideUp(read(of).nanos, NANO));
/** In thousandths, rounded up (away from zero): millicores of a CPU quantity. */
export const milliValue = (of: QuantityLike): number => Number(divideUp(read(of).nanos, MILLI));
/** As a floating-point number, for display and ratios; not exact. */
export const approximate = (of: QuantityLike): number => Number(read(of).nanos) / Number(NANO);

/** Negative, zero or positive, as for `Array.sort`; formats do not count. */
export function compare(a: QuantityLike, b: QuantityLike): -1 | 0 | 1 {
  const [x, y] = [read(a).nanos, read(b).nanos];
  return x < y ? -1 : x > y ? 1 : 0;
}
export const isZero = (of: QuantityLike): boolean => read(of).nanos === 0n;

/** A sum keeps the format of its first operand, unless that is zero. */
function combine(a: QuantityLike, b: QuantityLike, sum: (x: bigint, y: bigint) => bigint): Quantity {
  const [x, y] = [read(a), read(b)];
  return { nanos: sum(x.nanos, y.nanos), format: x.nanos === 0n ? y.format : x.format };
}
export const add = (a: QuantityLike, b: QuantityLike): Quantity => combine(a, b, (x, y) => x + y);
export const sub = (a: QuantityLike, b: QuantityLike): Quantity => combine(a, b, (x, y) => x - y);
export const max = (a: QuantityLike, b: QuantityLike): Quantity => (compare(a, b) >= 0 ? read(a) : read(b));
export const min = (a: QuantityLike, b: QuantityLike): Quantity => (compare(a, b) <= 0 ? read(a) : read(b));
/** @param by a whole number */
export const multiply = (a: QuantityLike, by: number): Quantity => ({ ...read(a), nanos: read(a).nanos * BigInt(by) });

/** Rounds up to thousandths, as defaulting does with every entry of a resource list. */
export const roundUpToMilli = (of: QuantityLike): Quantity => {
  const from = read(of);
  return { ...from, nanos: divideUp(from.nanos, MILLI) * MILLI };
};

export const fromNumber = (units: number, format: QuantityFormat = 'DecimalSI'): Quantity => ({ nanos: BigInt(Math.ceil(units)) * NANO, format });
export const fromMilli = (thousandths: number, format: QuantityFormat = 'DecimalSI'): Quantity =>
  ({ nanos: BigInt(Math.ceil(thousandths)) * MILLI, format });
