import { BITS, formatIp, ipFamily, parseIp, type IpAddress, type IpFamily } from './address.js';

/** A range of addresses that share their first `prefix` bits; `base` has no bit set after them. */
export interface Cidr {
  readonly family: IpFamily;
  readonly base: bigint;
  readonly prefix: number;
}

/**
 * Parses `address/prefix`. Bits set beyond the prefix are cleared, as `10.0.0.5/24` names the network of 10.0.0.5.
 * @throws TypeError when it is no range
 */
export function parseCidr(text: string): Cidr {
  const slash = text.lastIndexOf('/');
  const family = ipFamily(text.slice(0, Math.max(slash, 0)));
  const length = text.slice(slash + 1);
  const prefix = Number(length);
  if (slash < 0 || family === undefined || !/^(0|[1-9]\d*)$/.test(length) || prefix > BITS[family]) {
    throw new TypeError(`${JSON.stringify(text)} is not an address range; write it as 10.9.8.0/24 or 2001:db8::/64`);
  }
  return { family, prefix, base: networkOf(parseIp(text.slice(0, slash)), prefix) };
}

/** A comma-separated list, as in `--cluster-cidr`. Empty text is an empty list. */
export const parseCidrs = (text: string): Cidr[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '').map(parseCidr);

const networkOf = (address: IpAddress, prefix: number): bigint => {
  const host = BigInt(BITS[address.family] - prefix);
  return (address.value >> host) << host;
};

export const formatCidr = (cidr: Cidr): string => `${formatIp({ family: cidr.family, value: cidr.base })}/${cidr.prefix}`;

/** How many addresses the range has, network and broadcast address included. */
export const cidrSize = (cidr: Cidr): bigint => 1n << BigInt(BITS[cidr.family] - cidr.prefix);

export const cidrContains = (cidr: Cidr, address: IpAddress): boolean =>
  cidr.family === address.family && networkOf(address, cidr.prefix) === cidr.base;

/** Two ranges overlap exactly when one holds the other's first address. */
export const cidrsOverlap = (a: Cidr, b: Cidr): boolean =>
  cidrContains(a, { family: b.family, value: b.base }) || cidrContains(b, { family: a.family, value: a.base });

/**
 * The address `n` places after the range's first, which is number 0.
 * @throws RangeError when the range is too small
 */
export function nthAddress(cidr: Cidr, n: number | bigint): IpAddress {
  const offset = BigInt(n);
  if (offset < 0n || offset >= cidrSize(cidr)) throw new RangeError(`${formatCidr(cidr)} has no address number ${offset}; it has ${cidrSize(cidr)}`);
  return { family: cidr.family, value: cidr.base + offset };
}

/** Position of an address in the range, or `undefined` when it lies outside. */
export const offsetOf = (cidr: Cidr, address: IpAddress): bigint | undefined =>
  (cidrContains(cidr, address) ? address.value - cidr.base : undefined);

/**
 * The `n`th part when the range is cut into ranges of `prefix` bits.
 * @throws RangeError when `prefix` is shorter than the range's or there is no such part
 */
export function nthSubnet(cidr: Cidr, prefix: number, n: number | bigint): Cidr {
  const count = subnetCount(cidr, prefix);
  if (BigInt(n) < 0n || BigInt(n) >= count) throw new RangeError(`${formatCidr(cidr)} has no /${prefix} number ${n}; it has ${count}`);
  return { family: cidr.family, prefix, base: cidr.base + (BigInt(n) << BigInt(BITS[cidr.family] - prefix)) };
}

export function subnetCount(cidr: Cidr, prefix: number): bigint {
  if (prefix < cidr.prefix || prefix > BITS[cidr.family]) throw new RangeError(`a /${prefix} does not fit into ${formatCidr(cidr)}`);
  return 1n << BigInt(prefix - cidr.prefix);
}
