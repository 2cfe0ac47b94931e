import type { Backend } from '../services/endpoints.js';

/** A backend as nft writes it: `10.244.0.7 . 8080`. */
export const target = (backend: Backend): string => `${backend.ip} . ${backend.port}`;

/**
 * Gives each backend a number from 0 without gaps, such that those who stay keep theirs where possible: one more or one less
 * backend changes two entries of the kernel's map at most.
 * @param before targets by number, as they were
 */
export function arrange(before: readonly string[], now: readonly Backend[]): string[] {
  const wanted = new Set(now.map(target));
  const order: (string | undefined)[] = before.slice(0, wanted.size).map((one) => (wanted.delete(one) ? one : undefined));
  const rest = [...wanted];
  for (let at = 0; at < order.length; at++) order[at] ??= rest.shift();
  return [...order as string[], ...rest];
}
