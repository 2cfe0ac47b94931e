/** Quantities as exact numbers, for sums and comparisons of resource amounts. */

const SUFFIX: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9], u: [10n, -6], m: [10n, -3], '': [10n, 0], k: [10n, 3], M: [10n, 6], G: [10n, 9], T: [10n, 12], P: [10n, 15], E: [10n, 18],
  Ki: [2n, 10], Mi: [2n, 20], Gi: [2n, 30], Ti: [2n, 40], Pi: [2n, 50], Ei: [2n, 60],
};
const FORM = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([eE][+-]?[0-9]+)|([KMGTPE]i|[numkMGTPE]?))$/;
const NANO = 1_000_000_000n;
export const MILLI = NANO / 1000n;
export const ONE = NANO;

/** The amount in billionths, rounded up; `undefined` if the text is not a quantity. */
export function nanos(text: string | undefined): bigint | undefined {
  const match = FORM.exec(text ?? '');
  if (!match || !(match[2] || match[3])) return undefined;
  const [, sign, whole = '', fraction = '', scientific, suffix = ''] = match;
  const [base, exponent] = scientific ? [10n, Number(scientific.slice(1))] as const : SUFFIX[suffix] ?? [10n, 0];
  if (Math.abs(exponent) > 60) return undefined;
  let value = BigInt(whole + fraction) * NANO;
  if (exponent > 0) value *= base ** BigInt(exponent);
  const divisor = 10n ** BigInt(fraction.length) * (exponent < 0 ? base ** BigInt(-exponent) : 1n);
  const up = (value + divisor - 1n) / divisor;
  return sign === '-' ? -up : up;
}

/** The amount in billionths; what is not a quantity counts as nothing. */
export const amount = (text: string | undefined): bigint => nanos(text) ?? 0n;

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Canonical text of an amount; binary suffixes if `like` (one of the summands) is written with them. */
export function formatAmount(value: bigint, like = ''): string {
  if (value % NANO) return value % MILLI ? value % 1000n ? `${value}n` : `${value / 1000n}u` : `${value / MILLI}m`;
  const binary = like.endsWith('i');
  const step = binary ? 1024n : 1000n;
  let whole = value / NANO;
  let power = 0;
  while (whole !== 0n && whole % step === 0n && power < 6) { whole /= step; power += 1; }
  return `${whole}${(binary ? BINARY : DECIMAL)[power] ?? ''}`;
}
