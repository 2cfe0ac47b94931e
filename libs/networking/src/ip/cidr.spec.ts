import fc from 'fast-check';
import { formatIp, parseIp } from './address.js';
import { cidrContains, cidrsOverlap, cidrSize, formatCidr, nthAddress, nthSubnet, offsetOf, parseCidr, parseCidrs } from './cidr.js';
import { AddressAllocator, CidrAllocator } from './cidr-allocator.js';

describe('address ranges', () => {
  test('parsing clears host bits and checks the prefix', () => {
    expect(formatCidr(parseCidr('10.244.3.7/16'))).toBe('10.244.0.0/16');
    expect(formatCidr(parseCidr('0.0.0.0/0'))).toBe('0.0.0.0/0');
    expect(parseCidrs('10.0.0.0/8, fd00::/8').map(formatCidr)).toEqual(['10.0.0.0/8', 'fd00::/8']);
    for (const bad of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/-1', '/8', 'fd00::/129']) expect(() => parseCidr(bad)).toThrow(TypeError);
  });

  test('arithmetic', () => {
    const range = parseCidr('10.96.0.0/12');
    expect(formatIp(nthAddress(range, 10))).toBe('10.96.0.10');
    expect(cidrSize(range)).toBe(1n << 20n);
    expect(offsetOf(range, parseIp('10.97.0.1'))).toBe(65537n);
    expect(offsetOf(range, parseIp('10.112.0.0'))).toBeUndefined();
    expect(() => nthAddress(parseCidr('10.0.0.0/30'), 4)).toThrow(RangeError);
    expect(formatCidr(nthSubnet(parseCidr('10.244.0.0/16'), 24, 255))).toBe('10.244.255.0/24');
    expect(() => nthSubnet(parseCidr('10.244.0.0/16'), 24, 256)).toThrow('it has 256');
    expect(cidrContains(parseCidr('fd00::/8'), parseIp('10.0.0.1'))).toBe(false);
    expect(cidrsOverlap(parseCidr('10.0.0.0/8'), parseCidr('10.244.0.0/16'))).toBe(true);
    expect(cidrsOverlap(parseCidr('10.244.0.0/16'), parseCidr('10.245.0.0/16'))).toBe(false);
  });

  test('every part of a range lies inside it, and no two overlap', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (a, b) => {
      const range = parseCidr('10.244.0.0/16');
      const [x, y] = [nthSubnet(range, 24, a), nthSubnet(range, 24, b)];
      expect(cidrsOverlap(range, x)).toBe(true);
      expect(cidrsOverlap(x, y)).toBe(a === b);
    }));
  });
});

describe('CidrAllocator', () => {
  test('hands out every part once, then none', () => {
    const allocator = new CidrAllocator('10.244.0.0/22', 24);
    expect(Array.from({ length: 5 }, () => allocator.allocate())).toEqual(['10.244.0.0/24', '10.244.1.0/24', '10.244.2.0/24', '10.244.3.0/24', undefined]);
    expect(allocator.release('10.244.1.0/24')).toBe(true);
    expect(allocator.release('10.244.1.0/24')).toBe(false);
    expect(allocator.free).toBe(1);
    expect(allocator.allocate()).toBe('10.244.1.0/24');
  });

  test('occupied parts are skipped, whatever the size of what occupies them', () => {
    const allocator = new CidrAllocator('10.244.0.0/21', 24);
    expect(allocator.occupy('10.244.0.0/23')).toBe(true);
    expect(allocator.occupy('10.244.2.128/25')).toBe(true);
    expect(allocator.occupy('192.168.0.0/16')).toBe(false);
    expect(allocator.allocate()).toBe('10.244.3.0/24');
    expect(allocator.occupy('10.0.0.0/8')).toBe(true);
    expect(allocator.allocate()).toBeUndefined();
  });

  test('freed parts are reused last', () => {
    const allocator = new CidrAllocator('10.0.0.0/22', 24);
    const first = allocator.allocate()!;
    allocator.release(first);
    expect(allocator.allocate()).not.toBe(first);
  });
});

test('AddressAllocator keeps network, broadcast and reserved addresses back', () => {
  const allocator = new AddressAllocator('10.244.3.0/29', { reserve: 1 });
  expect(allocator.occupy('10.244.3.3')).toBe(true);
  expect(Array.from({ length: 5 }, () => allocator.allocate())).toEqual(['10.244.3.2', '10.244.3.4', '10.244.3.5', '10.244.3.6', undefined]);
  expect(allocator.release('10.244.3.4')).toBe(true);
  expect(allocator.allocate()).toBe('10.244.3.4');
  expect(allocator.release('not an address')).toBe(false);
});
