import * as fc from 'fast-check';
import { escapeFieldValue, InvalidSelector, parseFieldSelector, parseLabelSelector, selectorOf, selectorOfSet } from './index.js';

describe('label selectors', () => {
  it.each([
    ['', ''], ['x=a,y=b,z=c', 'x=a,y=b,z=c'], ['z, a', 'a,z'], ['x!=a,y=b', 'x!=a,y=b'], ['x==a', 'x==a'], ['x=', 'x='], ['x= ', 'x='], ['x=,z= ', 'x=,z='],
    ['x in (foo,,baz),y,z notin ()', 'x in (,baz,foo),y,z notin ()'], ['!x', '!x'], [' x in ( b , a ) ', 'x in (a,b)'], ['x>1,z<5', 'x>1,z<5'],
    ['in in (in,notin)', 'in in (in,notin)'], ['x in (a,)', 'x in (,a)'], ['x in (,a)', 'x in (,a)'], ['k8s.io/x', 'k8s.io/x'], ['x,!x', 'x,!x'],
  ])('reads %j and writes %j', (text, canonical) => {
    expect(parseLabelSelector(text).toString()).toBe(canonical);
    expect(parseLabelSelector(canonical).toString()).toBe(canonical);
  });

  it.each([
    ['x=a||y=b', "unable to parse requirement: values[0][x]: Invalid value: \"a||y\": a valid label must"],
    ['x==a==b', "found '==', expected: ',' or 'end of string'"],
    ['x in a', "unable to parse requirement: found 'a' expected: '('"],
    ['x in (a', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['x a', "unable to parse requirement: found 'a', expected: in, notin, =, ==, !=, gt, lt"],
    ['x=a,', "found '', expected: identifier after ','"],
    [',x', "found ',', expected: !, identifier, or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['x>a', "for 'Gt', 'Lt' operators, the value must be an integer"],
    ['-x=a', 'unable to parse requirement: <nil>: Invalid value: "-x": name part must consist of alphanumeric characters'],
  ])('refuses %j', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(InvalidSelector);
    expect(() => parseLabelSelector(text)).toThrow(message);
  });

  it.each([
    ['', {}, true], ['x', { x: '' }, true], ['x', {}, false], ['!x', {}, true], ['x!=a', {}, true], ['x=', {}, false], ['x=', { x: '' }, true], ['x notin (a)', {}, true],
    ['x in (a,b)', { x: 'b' }, true], ['x>3', { x: '4' }, true], ['x>3', { x: 'four' }, false], ['x<3', {}, false], ['x>3,x<5', { x: '5' }, false], ['toString', {}, false],
  ])('%j on %j is %s', (text, labels, expected) => { expect(parseLabelSelector(text).matches(labels)).toBe(expected); });

  it('gives objects their meaning: missing selects nothing, empty everything', () => {
    expect(selectorOf(undefined).matches({ a: 'b' })).toBe(false);
    expect(selectorOf({}).matches({ a: 'b' })).toBe(true);
    const selector = selectorOf({ matchLabels: { b: '1' }, matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['y', 'x'] }] });
    expect(selector.toString()).toBe('a notin (x,y),b=1');
    expect(selector.exactValue('b')).toBe('1');
    expect(selector.matches({ b: '1' })).toBe(true);
    expect(() => selectorOf({ matchExpressions: [{ key: 'a', operator: 'Like' }] })).toThrow('"Like" is not a valid label selector operator');
    expect(() => selectorOf({ matchExpressions: [{ key: 'a', operator: 'In', values: [] }] })).toThrow("for 'in', 'notin' operators, values set can't be empty");
  });

  const word = fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,8}[a-z0-9])?$/);
  const labels = fc.dictionary(word, word, { maxKeys: 4 });
  it('selects the labels it was made of', () => fc.assert(fc.property(labels, labels, (set, other) => {
    const selector = parseLabelSelector(selectorOfSet(set).toString());
    expect(selector.matches(set)).toBe(true);
    expect(selector.matches(other)).toBe(Object.entries(set).every(([key, value]) => other[key] === value));
  })));
  it('means the same after a round trip', () => fc.assert(fc.property(
    fc.array(fc.tuple(word, fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), fc.uniqueArray(word, { minLength: 1, maxLength: 3 })), { maxLength: 4 }), labels,
    (expressions, given) => {
      const selector = selectorOf({ matchExpressions: expressions.map(([key, operator, values]) => ({ key, operator, ...(operator.endsWith('n') ? { values } : {}) })) });
      const again = parseLabelSelector(selector.toString());
      expect(again.toString()).toBe(selector.toString());
      expect(again.matches(given)).toBe(selector.matches(given));
    },
  )));
  it('answers any text with a selector or InvalidSelector', () => fc.assert(fc.property(fc.stringMatching(/^[ab!=<>(), in]{0,16}$/), (text) => {
    try { parseLabelSelector(text); } catch (error) { expect(error).toBeInstanceOf(InvalidSelector); }
  })));
});

describe('field selectors', () => {
  it('reads terms in order, with escapes', () => {
    const selector = parseFieldSelector('metadata.name=a\\,b\\=c\\\\,status.phase!=Failed,a==1,');
    expect(selector.requirements).toEqual([
      { field: 'a', operator: '=', value: '1' }, { field: 'metadata.name', operator: '=', value: 'a,b=c\\' }, { field: 'status.phase', operator: '!=', value: 'Failed' },
    ]);
    expect(selector.toString()).toBe('a=1,metadata.name=a\\,b\\=c\\\\,status.phase!=Failed');
    expect(parseFieldSelector('').empty).toBe(true);
  });
  it('refuses what it cannot read', () => {
    expect(() => parseFieldSelector('a')).toThrow("invalid selector: 'a'; can't understand 'a'");
    expect(() => parseFieldSelector('a=b=c')).toThrow('invalid field selector: unescaped character in value: 61');
    expect(() => parseFieldSelector('a=b\\c')).toThrow('invalid field selector: invalid escape sequence: \\c');
    expect(() => parseFieldSelector('a=b\\')).toThrow('invalid field selector: invalid escape sequence: \\');
  });
  it('matches any escaped value', () => fc.assert(fc.property(fc.string(), fc.string(), (value, other) => {
    const selector = parseFieldSelector(`f=${escapeFieldValue(value)}`);
    expect(selector.matchesFields(() => other)).toBe(other === value);
    expect(selector.matchesFields(() => value)).toBe(true);
  })));
});
