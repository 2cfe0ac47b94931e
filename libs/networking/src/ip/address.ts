import { isIP } from 'node:net';

export type IpFamily = 4 | 6;

/** An IP address as a number. IPv4-mapped IPv6 addresses (`::ffff:1.2.3.4`) stay IPv6. */
export interface IpAddress {
  readonly family: IpFamily;
  readonly value: bigint;
}

export const BITS: Readonly<Record<IpFamily, number>> = { 4: 32, 6: 128 };

/** `4`, `6`, or `undefined` when the text is no address. Leading zeros in IPv4 and zone indexes in IPv6 are refused. */
export function ipFamily(text: string): IpFamily | undefined {
  const version = text.includes('%') ? 0 : isIP(text);
  return version === 4 || version === 6 ? version : undefined;
}

/** @throws TypeError when the text is no address */
export function parseIp(text: string): IpAddress {
  const family = ipFamily(text);
  if (family === undefined) throw new TypeError(`${JSON.stringify(text)} is not an IP address; write it as 10.9.8.7 or 2001:db8::ffff`);
  return { family, value: family === 4 ? value4(text) : value6(text) };
}

const value4 = (text: string): bigint => text.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function value6(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array<number>(8 - left.length - right.length).fill(0);
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; a trailing dotted quad counts as two. */
const groups = (side: string): number[] => (side === '' ? [] : side.split(':').flatMap((part) => {
  if (!part.includes('.')) return [Number.parseInt(part, 16)];
  const quad = Number(value4(part));
  return [quad >>> 16, quad & 0xffff];
}));

/** Canonical text: dotted quad, or RFC 5952 (lower case, the longest run of zero groups shortened, leftmost first). */
export const formatIp = (address: IpAddress): string => (address.family === 4 ? format4(address.value) : format6(address.value));

const format4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');

function format6(value: bigint): string {
  const parts = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  const run = longestZeroRun(parts);
  const hex = (from: number, to: number): string => parts.slice(from, to).map((part) => part.toString(16)).join(':');
  return run.length < 2 ? hex(0, 8) : `${hex(0, run.start)}::${hex(run.start + run.length, 8)}`;
}

function longestZeroRun(parts: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  parts.forEach((part, at) => {
    if (part !== 0) start = at + 1;
    else if (at - start + 1 > best.length) best = { start, length: at - start + 1 };
  });
  return best;
}

/** Canonical text of an address in any legal spelling. @throws TypeError when it is no address */
export const canonicalIp = (text: string): string => (isIP(text) === 4 ? text : formatIp(parseIp(text)));

/** The name under which reverse DNS knows an address: `4.3.2.1.in-addr.arpa`, or 32 nibbles under `ip6.arpa` (RFC 3596). */
export function reverseName(address: IpAddress): string {
  if (address.family === 4) return `${format4(address.value).split('.').reverse().join('.')}.in-addr.arpa`;
  return `${[...address.value.toString(16).padStart(32, '0')].reverse().join('.')}.ip6.arpa`;
}
