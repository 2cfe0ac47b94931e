import { isIPv4 } from 'node:net';
import { legacyCidr, legacyIp } from '@kubets/apimachinery/validation/addresses';

/** Fields that existed before canonical forms were asked for take any unambiguous one. */
export { legacyCidr as cidr, legacyIp as ipAddress };

export const ipFamily = (text: string): 'IPv4' | 'IPv6' => (isIPv4(text) ? 'IPv4' : 'IPv6');

/** Numeric form of an address, 4 or 16 bytes as one big number. */
function toNumber(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  const groups = (part: string): bigint[] => part.split(':').filter(Boolean).flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const v4 = toNumber(group);
    return [v4 >> 16n, v4 & 0xffffn];
  });
  const [head = '', tail] = address.split('::');
  const left = groups(head);
  const right = groups(tail ?? '');
  const middle = tail === undefined ? [] : Array<bigint>(8 - left.length - right.length).fill(0n);
  return [...left, ...middle, ...right].reduce((sum, group) => (sum << 16n) | group, 0n);
}

/** Whether range `inner` lies strictly inside range `outer`; both must be valid. */
export function strictlyInside(inner: string, outer: string): boolean {
  const [address = '', bits = ''] = inner.split('/');
  const [base = '', outerBits = ''] = outer.split('/');
  if (ipFamily(address) !== ipFamily(base) || Number(bits) <= Number(outerBits)) return false;
  const shift = BigInt((isIPv4(base) ? 32 : 128) - Number(outerBits));
  return toNumber(address) >> shift === toNumber(base) >> shift;
}

const inRange = (address: string, range: string): boolean => strictlyInside(`${address}/${isIPv4(address) ? 32 : 128}`, range);

/** Addresses that mean something on one machine or link only, and hence cannot be endpoints of a Service. */
export function notForEndpoints(address: string): string[] {
  const errors = legacyIp(address);
  if (errors.length) return errors;
  if (address === '0.0.0.0' || address === '::') return [`may not be unspecified (${address})`];
  if (inRange(address, '127.0.0.0/8') || address === '::1') return ['may not be in the loopback range (127.0.0.0/8, ::1/128)'];
  if (inRange(address, '169.254.0.0/16') || inRange(address, 'fe80::/10')) return ['may not be in the link-local range (169.254.0.0/16, fe80::/10)'];
  if (inRange(address, '224.0.0.0/24') || inRange(address, 'ff02::/10')) return ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'];
  return [];
}
