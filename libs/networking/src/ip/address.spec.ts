import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { canonicalIp, formatIp, ipFamily, parseIp, reverseName } from './address.js';

describe('IP addresses', () => {
  test.each([
    ['10.9.8.7', '10.9.8.7'], ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], ['::', '::'], ['::1', '::1'], ['1::', '1::'],
    ['::ffff:1.2.3.4', '::ffff:102:304'], ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'], ['fe80:0:0:1::', 'fe80:0:0:1::'],
  ])('%s is written %s', (text, canonical) => { expect(canonicalIp(text)).toBe(canonical); });

  test.each(['', '1.2.3', '1.2.3.4.5', '01.2.3.4', '256.1.1.1', ':::', '1::2::3', 'fe80::1%eth0', '1.2.3.4/8', 'localhost'])('%j is no address', (text) => {
    expect(ipFamily(text)).toBeUndefined();
    expect(() => parseIp(text)).toThrow(TypeError);
  });

  test('formatting and parsing are inverse', () => {
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 128n - 1n), fc.constantFrom(4 as const, 6 as const), (value, family) => {
      const address = { family, value: family === 4 ? value & 0xffffffffn : value };
      expect(parseIp(formatIp(address))).toEqual(address);
    }));
    fc.assert(fc.property(fc.ipV6(), (text) => { expect(isIPv6(canonicalIp(text))).toBe(true); }));
  });

  test('reverse names', () => {
    expect(reverseName(parseIp('1.2.3.4'))).toBe('4.3.2.1.in-addr.arpa');
    expect(reverseName(parseIp('2001:db8::1'))).toBe('1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa');
  });
});
