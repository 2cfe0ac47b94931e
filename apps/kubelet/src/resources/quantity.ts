const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};

/**
 * The number that a quantity such as `500m`, `1.5Gi` or `2e3` stands for. The API server has validated it, so doubles suffice here:
 * the kubelet compares and divides, it never writes a quantity back.
 */
export function quantityValue(text: string | undefined): number {
  if (!text) return 0;
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([A-Za-z]{0,2})$/.exec(text);
  const scale = match ? SUFFIXES[match[2] ?? ''] : undefined;
  if (!match || scale === undefined) throw new RangeError(`quantity ${JSON.stringify(text)} cannot be read; want a number with an optional suffix such as m, Ki or G`);
  return Number(match[1]) * scale;
}

/** Rounded up to whole thousandths; `100m` is 100. */
export const milliValue = (text: string | undefined): number => Math.ceil(Number((quantityValue(text) * 1000).toPrecision(15)));
/** Rounded up to whole units; bytes for memory. */
export const wholeValue = (text: string | undefined): number => Math.ceil(Number(quantityValue(text).toPrecision(15)));
