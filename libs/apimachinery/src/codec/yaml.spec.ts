import { bool, field, int32, kind, map, message, string } from '../schema/index.js';
import { decodeYaml, encodeYaml, parseYaml, toYaml } from './yaml.js';

const Thing = kind('test.v1.Thing', { group: '', version: 'v1', kind: 'Thing' }, 'A thing.', {
  data: field(1, map(string), 'Data.'),
  spec: field(2, message('test.v1.ThingSpec', 'Spec.', { on: field(1, bool, 'On.'), count: field(2, int32, 'Count.') }), 'Spec.'),
});
const value = (text: string): unknown => parseYaml(text)[0]?.value;

describe('reading YAML', () => {
  it('resolves scalars as upstream does', () => {
    expect(value('{a: yes, b: off, c: 017, d: 0x10, e: 1.5, f: ~, g: 12:30, h: 2026-01-02, i: "yes", j: 1_000, k: 12:30:45.5}')).toEqual(
      { a: true, b: false, c: 15, d: 16, e: 1.5, f: null, g: '12:30', h: '2026-01-02', i: 'yes', j: 1000, k: '12:30:45.5' });
  });
  it('makes strings of keys and follows anchors and merges', () => {
    expect(value('x: &x {a: 1}\nz: {<<: *x, b: 2}\n8080: z\ntrue: w')).toEqual({ x: { a: 1 }, z: { a: 1, b: 2 }, 8080: 'z', true: 'w' });
  });
  it('refuses documents that grow without bounds', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((k, i) => {
      const of = `*${'abcdefghi'[i]}`;
      return `${k}: &${k} [${Array(9).fill(of).join(', ')}]`;
    })].join('\n');
    expect(() => parseYaml(bomb)).toThrow('error converting YAML to JSON');
  });
  it('names the line of every error', () => {
    expect(() => parseYaml('a: [1\nb: {')).toThrow(/line 2/);
  });
  it('splits documents and leaves out empty ones', () => {
    expect(parseYaml('---\na: 1\n---\n# nothing\n---\nb: 2\n').map((of) => of.value)).toEqual([{ a: 1 }, { b: 2 }]);
  });
});

describe('decoding YAML', () => {
  it('takes JSON under the name of YAML', () => {
    expect(decodeYaml('{"data":{"a":"b"}}', Thing, 'strict').object).toEqual({ data: { a: 'b' } });
  });
  it('reports repeated and unknown keys together', () => {
    const text = 'data:\n  a: "1"\n  a: "2"\nfoo: 1\n';
    expect(decodeYaml(text, Thing, 'warn')).toEqual({
      object: { data: { a: '2' } }, problems: ['yaml: unmarshal errors: line 3: key "a" already set in map', 'unknown field "foo"'],
    });
    expect(() => decodeYaml(text, Thing, 'strict')).toThrow('strict decoding error: yaml: unmarshal errors: line 3');
    expect(decodeYaml(text, Thing, 'ignore').problems).toEqual([]);
  });
  it('refuses text where a number is wanted, and several documents', () => {
    expect(() => decodeYaml('data: {a: 1}', Thing, 'ignore')).toThrow('json: cannot unmarshal number 1 into Go struct field Thing.data.a of type string');
    expect(() => decodeYaml('a: 1\n---\nb: 2', Thing, 'ignore')).toThrow('2 YAML documents');
    expect(() => decodeYaml('', Thing, 'ignore')).toThrow('0 YAML documents');
  });
  it('keeps the key __proto__', () => {
    const { object } = decodeYaml('data:\n  __proto__: x\n', Thing, 'strict');
    expect(encodeYaml(Thing, object)).toBe('data:\n  __proto__: x\n');
  });
});

describe('writing YAML', () => {
  it.each(['yes', 'n', '0', '1e3', '2026-01-02', '12:30', 'null', '~', '', '*', 'a: b', 'line\nline\n', '- x', '#', ' x ', '0x1f', '.5', '-', '1.2.3.4', '\u0007', '<<', '='])('reads back %j', (text) => {
    expect(value(toYaml({ a: text, [text]: [text] }))).toEqual({ a: text, [text]: [text] });
  });
  it('quotes what would not be read as text with double quotes', () => {
    expect(toYaml({ b: 'yes', a: ['0', 'x', '*'] })).toBe('a:\n- "0"\n- x\n- \'*\'\nb: "yes"\n');
  });
});
