import fc from 'fast-check';
import { bool, field, int32, intOrString, json, kind, lazy, list, map, message, quantity, rawExtension, string, time, type MessageType } from '../schema/index.js';
import { decodeObject } from './decode.js';
import { decodeJson, encodeJson } from './json.js';

const Port = message('test.v1.Port', 'A port.', {
  name: field(1, string, 'Name.', { required: true, presence: 'always' }),
  port: field(2, intOrString, 'Port.'),
});
interface Node { deep?: Node }
const Tree: MessageType<Node> = message('test.v1.Tree', 'Contains itself.', { deep: field(1, lazy<Node>(() => Tree), 'Deeper.') });
const Spec = message('test.v1.WidgetSpec', 'Spec.', {
  replicas: field(1, int32, 'Number.', { presence: 'explicit' }),
  paused: field(2, bool, 'Whether.'),
  ports: field(3, list(Port), 'Ports.'),
  labels: field(4, map(string), 'Labels.'),
  cpu: field(5, quantity, 'CPU.'),
  since: field(6, time, 'When.'),
  raw: field(7, rawExtension, 'Anything.'),
  tree: field(8, Tree, 'A tree.'),
  constructor: field(9, string, 'Named as something that objects inherit.'),
  names: field(10, list(string), 'Names.', { required: true }),
  examples: field(11, list(json), 'Values.'),
});
const Widget = kind('test.v1.Widget', { group: 'test', version: 'v1', kind: 'Widget' }, 'A widget.', {
  spec: field(2, Spec, 'Spec.', { presence: 'always' }),
});
const decode = (value: unknown) => decodeObject(Widget, value, 'warn');
const spec = (value: object) => decode({ spec: value }).object.spec as Record<string, unknown>;

describe('decoding', () => {
  it('gives fields in order, fills in what is always there and drops what means unset', () => {
    const { object, problems } = decode({ spec: { ports: [], labels: {}, paused: false, replicas: 0 }, apiVersion: 'test/v1', kind: 'Widget' });
    expect(JSON.stringify(object)).toBe('{"kind":"Widget","apiVersion":"test/v1","spec":{"replicas":0,"names":[]}}');
    expect(problems).toEqual([]);
    expect(decode({}).object).toEqual({ spec: { names: [] } });
    expect(spec({ ports: [{}] })['ports']).toEqual([{ name: '' }]);
  });
  it('treats null as unset, and as zero inside lists and maps', () => {
    expect(spec({ replicas: null, labels: { a: null }, ports: [null], names: null, examples: [null] }))
      .toEqual({ labels: { a: '' }, ports: [{ name: '' }], names: [], examples: [null] });
  });
  it('reports unknown fields by path', () => {
    expect(decode({ foo: 1, spec: { ports: [{ bar: {} }], labels: { x: 'y' }, bar: [] } }).problems)
      .toEqual(['unknown field "spec.ports[0].bar"', 'unknown field "spec.bar"', 'unknown field "foo"']);
    expect(decodeObject(Widget, { foo: 1 }, 'ignore').problems).toEqual([]);
    expect(() => decodeObject(Widget, { foo: 1 }, 'strict'))
      .toThrow('Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "foo"');
  });
  it.each([
    [{ replicas: '3' }, 'json: cannot unmarshal string into Go struct field WidgetSpec.spec.replicas of type int32'],
    [{ replicas: 1.5 }, 'json: cannot unmarshal number 1.5 into Go struct field WidgetSpec.spec.replicas of type int32'],
    [{ replicas: 3e9 }, 'cannot unmarshal number 3000000000 into Go'],
    [{ ports: {} }, 'json: cannot unmarshal object into Go struct field WidgetSpec.spec.ports of type []v1.Port'],
    [{ ports: [{ name: true }] }, 'json: cannot unmarshal bool into Go struct field Port.spec.ports.name of type string'],
    [{ ports: [[]] }, 'json: cannot unmarshal array into Go struct field WidgetSpec.spec.ports of type v1.Port'],
    [{ labels: { a: 1 } }, 'json: cannot unmarshal number 1 into Go struct field WidgetSpec.spec.labels.a of type string'],
    [{ cpu: 'lots' }, 'quantities must match the regular expression'],
    [{ since: 'today' }, 'cannot unmarshal string "today" into Go struct field WidgetSpec.spec.since of type v1.Time'],
    [{ since: '2026-02-30T00:00:00Z' }, 'RFC 3339'],
  ])('refuses %j', (value, message) => {
    expect(() => spec(value)).toThrow(message);
  });
  it('refuses a document that is no object', () => {
    expect(() => decode('x')).toThrow('json: cannot unmarshal string into Go value of type v1.Widget');
  });
  it('brings times to UTC and seconds', () => {
    expect(spec({ since: '2026-01-02T03:04:05.678+02:00' })['since']).toBe('2026-01-02T01:04:05Z');
  });
  it('keeps keys that objects inherit', () => {
    const text = '{"spec":{"labels":{"__proto__":"a","constructor":"b"},"constructor":"c"}}';
    const { object } = decodeJson(text, Widget, 'strict');
    expect(encodeJson(Widget, object)).toBe('{"spec":{"labels":{"__proto__":"a","constructor":"b"},"constructor":"c","names":[]}}');
    expect(Object.keys(spec({}))).toEqual(['names']);
  });
  it('refuses nesting that is too deep without overflowing', () => {
    const deep = `{"spec":{"tree":${'{"deep":'.repeat(20_000)}{}${'}'.repeat(20_000)}}}`;
    expect(() => decodeJson(deep, Widget, 'ignore')).toThrow('exceeded max depth');
    expect(() => decodeObject(Widget, JSON.parse(deep), 'ignore')).toThrow('exceeded max depth');
  });
});

describe('decoding text', () => {
  it('reports fields that are given twice', () => {
    const text = '{"spec":{"replicas":1,"labels":{"a":"}","a":"2"},"ports":[{"name":"x"},{"name":"y","name":"z"}],"replicas":2}}';
    const { object, problems } = decodeJson(Buffer.from(text), Widget, 'warn');
    expect(problems).toEqual(['duplicate field "spec.labels.a"', 'duplicate field "spec.ports[1].name"', 'duplicate field "spec.replicas"']);
    expect((object.spec as { replicas: number }).replicas).toBe(2);
  });
  it('takes no offence at repetition in free-form values and at brackets in strings', () => {
    expect(decodeJson('{"spec":{"raw":{"a":1,"a":2},"labels":{"{\\"[:":":{\\\\"}}}', Widget, 'strict').problems).toEqual([]);
  });
  it('counts what unknown fields hold, so that they do not look like duplicates', () => {
    expect(decodeJson('{"x":{"y":[{"z":1}],"w":2}}', Widget, 'warn').problems).toEqual(['unknown field "x"']);
  });
  it('refuses bytes that are not UTF-8, and text that is not JSON', () => {
    expect(() => decodeJson(Buffer.from([123, 34, 255, 34, 125]), Widget, 'ignore')).toThrow('not valid UTF-8');
    expect(() => decodeJson('{', Widget, 'ignore')).toThrow('json parse error');
  });
  it('reads back what it writes', () => {
    const labels = fc.dictionary(fc.string(), fc.string({ unit: 'binary' }));
    const value = fc.record({ replicas: fc.integer({ min: -5, max: 5 }), paused: fc.boolean(), labels, raw: fc.object({ maxDepth: 3 }), examples: fc.array(fc.jsonValue()) });
    fc.assert(fc.property(value, (given) => {
      const object = decode(JSON.parse(JSON.stringify({ spec: given }))).object;
      const text = encodeJson(Widget, object);
      const again = decodeJson(text, Widget, 'strict').object;
      expect(again).toEqual(object);
      expect(encodeJson(Widget, again)).toBe(text);
    }));
  });
});

it('walks documents as deep as the limit allows without failing in any other way', () => {
  for (const depth of [1_000, 3_000, 9_990]) {
    const text = `{"spec":{"raw":${'{"a":'.repeat(depth)}{"b":1,"b":2}${'}'.repeat(depth)}}}`;
    const outcome = ((): string => {
      try {
        return encodeJson(Widget, decodeJson(text, Widget, 'warn').object).slice(0, 9);
      } catch (error) {
        return (error as Error).message.slice(0, 18);
      }
    })();
    expect(['{"spec":{', 'exceeded max depth']).toContain(outcome);
    if (depth === 1_000) expect(outcome).toBe('{"spec":{');
  }
});
