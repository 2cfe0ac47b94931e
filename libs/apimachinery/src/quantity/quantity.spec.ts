import * as fc from 'fast-check';
import { add, canonicalize, compare, format, fromMilli, InvalidQuantity, milliValue, parseQuantity, roundUpToMilli, sub, value } from './index.js';

describe('quantities', () => {
  it.each([
    ['1000m', '1'], ['0.5', '500m'], ['1024Ki', '1Mi'], ['1e3', '1e3'], ['1000', '1k'], ['1500', '1500'], ['0', '0'], ['0Gi', '0'], ['-0', '0'],
    ['1.5Gi', '1536Mi'], ['1023', '1023'], ['1Ki', '1Ki'], ['1023Ki', '1023Ki'], ['512', '512'], ['0.5Ki', '512'], ['0.1Ki', '102400m'], ['100E', '100E'], ['.5', '500m'],
    ['5.', '5'], ['+7', '7'], ['-1500m', '-1500m'], ['1e-3', '1e-3'], ['12e6', '12e6'], ['1.2e3', '1200'], ['0.0000000001', '1n'], ['1.00000000001', '1000000001n'],
    ['00100m', '100m'], ['1E', '1E'], ['99999999999999999999', '9223372036854775807'], ['2Ei', '2Ei'], ['16Ei', '9223372036854775807'], ['1e-999999999', '1e-9'],
  ])('writes %s as %s', (text, canonical) => { expect(canonicalize(text)).toBe(canonical); });

  it.each(['', '1 Gi', 'abc', '1.2.3', '1Gib', '--1', '1g', ' 1', '0x10'])('refuses %j with the published message', (text) => {
    expect(() => parseQuantity(text)).toThrow(InvalidQuantity);
    expect(() => parseQuantity(text)).toThrow(/quantities must match the regular expression|unable to parse/);
  });
  it('tells what of it is wrong', () => {
    expect(() => parseQuantity('1 Gi')).toThrow("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    expect(() => parseQuantity('.')).toThrow('unable to parse numeric part of quantity');
    expect(() => parseQuantity('1mm')).toThrow("unable to parse quantity's suffix");
    expect(() => parseQuantity('1e')).toThrow("unable to parse quantity's suffix");
  });
  it('rounds up what does not fit', () => {
    expect(value('100m')).toBe(1);
    expect(value('-100m')).toBe(-1);
    expect(milliValue('0.0001')).toBe(1);
    expect(format(roundUpToMilli('1u'))).toBe('1m');
  });
  it('adds across formats', () => {
    expect(format(add('1Gi', '512Mi'))).toBe('1536Mi');
    expect(format(add('0', '1Gi'))).toBe('1Gi');
    expect(format(sub('1', '100m'))).toBe('900m');
    expect(compare('1Ki', '1024')).toBe(0);
    expect(format(fromMilli(250))).toBe('250m');
  });

  const texts = fc.tuple(fc.constantFrom('', '-'), fc.nat({ max: 10 ** 9 }), fc.option(fc.nat({ max: 10 ** 6 }), { nil: undefined }),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-3', 'E1'))
    .map(([sign, whole, fraction, suffix]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`);
  it('has one canonical text that means the same', () => fc.assert(fc.property(texts, (text) => {
    const once = canonicalize(text);
    expect(canonicalize(once)).toBe(once);
    expect(compare(once, text)).toBe(0);
  })));
  it('adds and subtracts exactly', () => fc.assert(fc.property(texts, texts, (a, b) => {
    expect(compare(sub(add(a, b), b), a)).toBe(0);
    expect(compare(add(a, b), add(b, a))).toBe(0);
    expect(compare(a, b) + compare(b, a)).toBe(0);
  })));
  it('answers any text with a quantity or InvalidQuantity', () => fc.assert(fc.property(fc.stringMatching(/^[-+.0-9eEinumkKMGTP]{0,12}$/), (text) => {
    try { parseQuantity(text); } catch (error) { expect(error).toBeInstanceOf(InvalidQuantity); }
  })));
});
