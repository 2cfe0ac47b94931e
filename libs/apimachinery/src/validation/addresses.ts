/** Checks of addresses and networks, in the published wording; canonical IPv6 text is that of RFC 5952. */
import { isIP, isIPv4 } from 'node:net';

const BAD_IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const BAD_CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

const withoutLeadingZeros = (text: string): string => text.replace(/(^|\.)0+(?=\d)/g, '$1');

/** An address without zone; IPv4 with leading zeros in its parts, once legal, is read as decimal. */
const sloppy = (text: string): string | undefined => {
  const plain = /^[\d.]+$/.test(text) ? withoutLeadingZeros(text) : text;
  return !text.includes('%') && isIP(plain) ? plain : undefined;
};

/** The eight groups of an IPv6 address. */
function groups(text: string): number[] {
  const embedded = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const plain = embedded
    ? `${embedded[1]}${((+embedded[2]! << 8) | +embedded[3]!).toString(16)}:${((+embedded[4]! << 8) | +embedded[5]!).toString(16)}`
    : text;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const fill = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...fill, ...right].map((group) => Number.parseInt(group, 16));
}

/** The longest run of at least two zero groups, the first of equals. */
function zeroRun(of: readonly number[]): { at: number; length: number } {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < of.length; at += 1) {
    let length = 0;
    while (of[at + length] === 0) length += 1;
    if (length > best.length) best = { at, length };
    at += length;
  }
  return best;
}

function writeV6(of: readonly number[]): string {
  const { at, length } = zeroRun(of);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return at < 0 ? hex(of) : `${hex(of.slice(0, at))}::${hex(of.slice(at + length))}`;
}

const isMapped = (of: readonly number[]): boolean => of.slice(0, 5).every((group) => group === 0) && of[5] === 0xffff;
const mappedV4 = (of: readonly number[]): string => [of[6]! >> 8, of[6]! & 255, of[7]! >> 8, of[7]! & 255].join('.');

/** The canonical text of an address, or `undefined` if it is none. IPv4 addresses mapped into IPv6 become IPv4. */
export function canonicalIp(text: string): string | undefined {
  const plain = sloppy(text);
  if (plain === undefined || isIPv4(plain)) return plain;
  const parts = groups(plain);
  return isMapped(parts) ? mappedV4(parts) : writeV6(parts);
}

/** Rules of fields that predate canonical addresses. @param strict refuses leading zeros and mapped addresses */
export function legacyIp(text: string, strict = true): string[] {
  const plain = sloppy(text);
  if (plain === undefined) return [BAD_IP];
  if (!strict) return [];
  if (plain !== text) return ['must not have leading 0s'];
  return isIPv4(plain) || !isMapped(groups(plain)) ? [] : ['must not be an IPv4-mapped IPv6 address'];
}

/** An address in canonical form: the rule of newer fields. */
export function ip(text: string): string[] {
  const wrong = legacyIp(text);
  if (wrong.length) return wrong;
  const canonical = canonicalIp(text)!;
  return canonical === text ? [] : [`must be in canonical form (${JSON.stringify(canonical)})`];
}

interface Network { readonly address: string; readonly bits: number; readonly masked: string; readonly exact: boolean; readonly mapped: boolean }

function masked(address: string, bits: number): string {
  const v4 = isIPv4(address);
  const width = v4 ? 8 : 16;
  const parts = v4 ? address.split('.').map(Number) : groups(address);
  const kept = parts.map((part, at) => {
    const keep = Math.max(0, Math.min(width, bits - at * width));
    return part & ~((1 << (width - keep)) - 1);
  });
  return v4 ? kept.join('.') : writeV6(kept);
}

function readNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = match ? sloppy(match[1]!) : undefined;
  if (!match || address === undefined) return undefined;
  const bits = Number(match[2]);
  if (bits > (isIPv4(address) ? 32 : 128)) return undefined;
  return {
    address, bits, masked: masked(address, bits), exact: address === match[1] && String(bits) === match[2],
    mapped: !isIPv4(address) && isMapped(groups(address)),
  };
}

/** @param strict refuses leading zeros, mapped addresses and bits beyond the prefix */
export function legacyCidr(text: string, strict = true): string[] {
  const network = readNetwork(text);
  if (!network) return [BAD_CIDR];
  if (!strict) return [];
  if (!network.exact) return ['must not have leading 0s in IP or prefix length'];
  if (network.mapped) return ['must not have an IPv4-mapped IPv6 address'];
  return network.masked === canonicalIp(network.address) ? [] : ['must not have bits set beyond the prefix length'];
}

/** A network in canonical form: the rule of newer fields. */
export function cidr(text: string): string[] {
  const wrong = legacyCidr(text);
  if (wrong.length) return wrong;
  const network = readNetwork(text)!;
  const canonical = `${network.masked}/${network.bits}`;
  return canonical === text ? [] : [`must be in canonical form (${JSON.stringify(canonical)})`];
}
