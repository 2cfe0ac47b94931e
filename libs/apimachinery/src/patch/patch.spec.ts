import * as fc from 'fast-check';
import { StatusError } from '../errors/status.js';
import type { Json } from '../schema/types.js';
import { applyJsonPatch, applyMergePatch, applyStrategicMergePatch, diffToMergePatch } from './index.js';
import { equal, isObject } from './json.js';
import { Workload } from './testing/workload.js';

const statusOf = (run: () => unknown): StatusError => {
  try { run(); } catch (error) { expect(error).toBeInstanceOf(StatusError); return error as StatusError; }
  throw new Error('nothing was thrown');
};
const parse = (text: string): Json => JSON.parse(text) as Json;
const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString', '');
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Json>(null, true, 0, 1, 'x', ''), fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries) as Json)),
}));
const withoutNulls = (value: Json): Json => (Array.isArray(value) ? value : isObject(value)
  ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null).map(([k, each]) => [k, withoutNulls(each)])) : value);

describe('JSON patch', () => {
  it.each<[string, string, string, string]>([
    ['adds to an object', '{"a":1}', '[{"op":"add","path":"/b","value":{"c":null}}]', '{"a":1,"b":{"c":null}}'],
    ['inserts into and appends to lists', '{"a":[1,3]}', '[{"op":"add","path":"/a/1","value":2},{"op":"add","path":"/a/-","value":4}]', '{"a":[1,2,3,4]}'],
    ['removes', '{"a":[1,2],"b":1}', '[{"op":"remove","path":"/a/0"},{"op":"remove","path":"/b"}]', '{"a":[2]}'],
    ['replaces', '{"a":{"b":1}}', '[{"op":"replace","path":"/a/b","value":[]}]', '{"a":{"b":[]}}'],
    ['moves and copies', '{"a":{"b":1},"c":[0]}', '[{"op":"move","from":"/a/b","path":"/c/0"},{"op":"copy","from":"/c","path":"/d"}]', '{"a":{},"c":[1,0],"d":[1,0]}'],
    ['reads escapes', '{"a/b":{"m~n":1}}', '[{"op":"replace","path":"/a~1b/m~0n","value":2}]', '{"a/b":{"m~n":2}}'],
    ['tests values regardless of order', '{"a":{"x":1,"y":2}}', '[{"op":"test","path":"/a","value":{"y":2,"x":1}}]', '{"a":{"x":1,"y":2}}'],
    ['treats __proto__ as a key', '{"data":{}}', '[{"op":"add","path":"/data/__proto__","value":"x"}]', '{"data":{"__proto__":"x"}}'],
    ['replaces the whole', '{"a":1}', '[{"op":"replace","path":"","value":3}]', '3'],
  ])('%s', (_, doc, patch, result) => { expect(JSON.stringify(applyJsonPatch(parse(doc), parse(patch)))).toBe(result); });

  it.each([
    '[{"op":"test","path":"/a","value":2}]', '[{"op":"remove","path":"/b"}]', '[{"op":"replace","path":"/b","value":1}]', '[{"op":"add","path":"/b/c","value":1}]',
    '[{"op":"remove","path":"/l/1"}]', '[{"op":"add","path":"/l/x","value":1}]', '[{"op":"move","from":"/x","path":"/y"}]', '[{"op":"remove","path":"/toString"}]',
  ])('answers 422 to %s', (patch) => {
    const error = statusOf(() => applyJsonPatch({ a: 1, l: [1] }, parse(patch)));
    expect([error.code, error.reason, error.message]).toEqual([422, 'Invalid', 'the server rejected our request due to an error in our request']);
    expect(error.details?.causes?.[0]?.message).toBeTruthy();
  });
  it('answers 400 to what is no patch, 413 to what is too long', () => {
    for (const patch of ['{}', '[1]', '[{"op":"jump","path":"/a"}]', '[{"op":"add","path":"a","value":1}]', '[{"op":"add","path":"/a"}]', '[{"op":"move","path":"/a"}]']) {
      expect(statusOf(() => applyJsonPatch({ a: 1 }, parse(patch))).code).toBe(400);
    }
    expect(statusOf(() => applyJsonPatch({}, new Array<Json>(10_001).fill({ op: 'test', path: '', value: {} }))).code).toBe(413);
  });
  it('is undone by its opposite and changes no argument', () => fc.assert(fc.property(json, key, json, (doc, name, value) => {
    const base: Json = { doc };
    const before = JSON.stringify(base);
    const pointer = `/${name}`;
    const added = applyJsonPatch(base, [{ op: 'add', path: pointer, value }, { op: 'test', path: pointer, value }]);
    expect(equal(applyJsonPatch(added, [{ op: 'remove', path: pointer }]), base)).toBe(true);
    expect(JSON.stringify(base)).toBe(before);
  })));
});

describe('JSON merge patch', () => {
  // The examples of RFC 7386, appendix A.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'], ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'], ['{"a":"b"}', '{"a":null}', '{}'], ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'], ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'], ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'], ['["a","b"]', '["c","d"]', '["c","d"]'], ['{"a":"b"}', '["c"]', '["c"]'], ['{"a":"foo"}', 'null', 'null'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'], ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'], ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('%s and %s make %s', (doc, patch, result) => { expect(applyMergePatch(parse(doc), parse(patch))).toEqual(parse(result)); });

  it('applied twice is applied once', () => fc.assert(fc.property(json, json, (doc, patch) => {
    const once = applyMergePatch(doc, patch);
    expect(equal(applyMergePatch(once, patch), once)).toBe(true);
  })));
  it('leads from one document to any other without nulls', () => fc.assert(fc.property(json, json, (from, to) => {
    const before = JSON.stringify([from, to]);
    const target = withoutNulls(to);
    expect(equal(applyMergePatch(from, diffToMergePatch(from, target)), target)).toBe(true);
    expect(JSON.stringify([from, to])).toBe(before);
  })));
  it('is empty between equal objects', () => fc.assert(fc.property(json, (doc) => { if (isObject(doc)) expect(diffToMergePatch(doc, structuredClone(doc))).toEqual({}); })));
});

describe('strategic merge patch', () => {
  const names = (of: Json): string[] => (of as { name: string }[]).map((each) => each.name);
  const apply = (doc: Json, patch: Json): { [k: string]: Json } => applyStrategicMergePatch(Workload, doc, patch) as { [k: string]: Json };
  const spec = (doc: Json, patch: Json): { [k: string]: Json } => (apply({ spec: doc }, { spec: patch }) as { spec: { [k: string]: Json } }).spec;
  const four = { containers: ['a', 'b', 'c', 'd'].map((name) => ({ name, image: `${name}:1` })) };

  it('merges lists by key, patched items in the order of the patch, others in place', () => {
    expect(spec(four, { containers: [{ name: 'c', image: 'c:2' }, { name: 'e' }] }).containers).toEqual([
      { name: 'a', image: 'a:1' }, { name: 'b', image: 'b:1' }, { name: 'c', image: 'c:2' }, { name: 'e' }, { name: 'd', image: 'd:1' },
    ]);
    expect(names(spec(four, { containers: [{ name: 'd' }, { name: 'a' }] }).containers!)).toEqual(['b', 'c', 'd', 'a']);
  });
  it('obeys an order', () => {
    expect(names(spec(four, { '$setElementOrder/containers': [{ name: 'd' }, { name: 'b' }, { name: 'n' }], containers: [{ name: 'n' }] }).containers!)).toEqual(['a', 'c', 'd', 'b', 'n']);
    expect(names(spec(four, { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }] }).containers!)).toEqual(['b', 'c', 'a', 'd']);
    expect(() => spec(four, { '$setElementOrder/containers': [{ name: 'a' }], containers: [{ name: 'b' }] })).toThrow("doesn't match $setElementOrder list");
    const meta = (apply({ metadata: { finalizers: ['a', 'b'] } }, { metadata: { '$setElementOrder/finalizers': ['c', 'b'], finalizers: ['c'] } }) as { metadata: { finalizers: Json } }).metadata;
    expect(meta.finalizers).toEqual(['c', 'a', 'b']);
  });
  it('deletes and replaces items', () => {
    expect(names(spec(four, { containers: [{ name: 'b', $patch: 'delete' }, { name: 'x' }] }).containers!)).toEqual(['x', 'a', 'c', 'd']);
    expect(spec(four, { containers: [{ $patch: 'replace' }, { name: 'x' }] }).containers).toEqual([{ name: 'x' }]);
    expect(spec({ containers: [{ name: 'a', args: ['1'], env: [{ name: 'x', value: '1' }] }] }, { containers: [{ name: 'a', args: ['2'], env: [{ name: 'y' }] }] }).containers)
      .toEqual([{ name: 'a', args: ['2'], env: [{ name: 'y' }, { name: 'x', value: '1' }] }]);
  });
  it('obeys directives in maps', () => {
    expect(spec({ strategy: { type: 'R', rolling: { a: '1' } } }, { strategy: { $retainKeys: ['type'], type: 'X' } }).strategy).toEqual({ type: 'X' });
    expect(spec({ extra: { a: 1 } }, { extra: { $patch: 'replace', b: 2 } }).extra).toEqual({ b: 2 });
    expect(spec({ strategy: { type: 'R' } }, { strategy: { $patch: 'delete' } }).strategy).toEqual({});
    expect(spec({ budget: { type: 'R' } }, { budget: { rolling: {} } }).budget).toEqual({ rolling: {} });
    expect(statusOf(() => spec({ strategy: { type: 'R' } }, { strategy: { $retainKeys: [], type: 'X' } })).code).toBe(400);
    expect(() => spec({ strategy: {} }, { strategy: { $patch: 'jump' } })).toThrow('unknown patch type: jump');
  });
  it('merges and deletes from lists of texts', () => {
    const doc = { metadata: { finalizers: ['a', 'b', 'c'] } };
    expect(apply(doc, { metadata: { finalizers: ['d'] } }).metadata).toEqual({ finalizers: ['d', 'a', 'b', 'c'] });
    expect(apply(doc, { metadata: { '$deleteFromPrimitiveList/finalizers': ['b', 'x'] } }).metadata).toEqual({ finalizers: ['a', 'c'] });
    expect(apply(doc, { metadata: { '$deleteFromPrimitiveList/finalizers': ['b'], '$setElementOrder/finalizers': ['c', 'a', 'd'], finalizers: ['d'] } }).metadata).toEqual({ finalizers: ['c', 'a', 'd'] });
  });
  it('drops nulls and directives of what is new', () => {
    expect(spec({}, { strategy: { type: null, rolling: { a: '1', b: null } }, replicas: null, containers: [{ name: 'a', image: null }, { name: 'b', $patch: 'delete' }] }))
      .toEqual({ strategy: { rolling: { a: '1' } }, containers: [{ name: 'a' }] });
    expect(apply({ data: { a: '1' } }, parse('{"data":{"__proto__":"x","a":null}}')).data).toEqual(parse('{"__proto__":"x"}'));
  });
  it('refuses lists that it cannot merge', () => {
    expect(() => spec(four, { containers: [{ image: 'x' }] })).toThrow('does not contain declared merge key: name');
    expect(() => spec(four, { containers: ['x'] })).toThrow('list element types are not identical');
    expect(() => apply({}, [])).toThrow(StatusError);
  });
  it('keeps ports that share a number apart', () => {
    const ports = [{ port: 53, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }];
    expect(spec({ containers: [{ name: 'a', ports }] }, { containers: [{ name: 'a', image: 'x' }] }).containers).toEqual([{ name: 'a', image: 'x', ports }]);
  });

  const container = fc.record({ name: fc.constantFrom('a', 'b', 'c'), image: fc.constantFrom('1', '2'), limits: fc.dictionary(fc.constantFrom('cpu', '__proto__'), fc.constant('1')) }, { requiredKeys: ['name'] });
  const document = fc.record({
    data: fc.dictionary(fc.constantFrom('x', 'y', '__proto__'), fc.constantFrom('1', '2')),
    spec: fc.record({ replicas: fc.nat(3), containers: fc.uniqueArray(container, { selector: (c) => c.name }) }, { requiredKeys: [] }),
  }, { requiredKeys: [] }) as fc.Arbitrary<Json>;
  it('applied twice is applied once, and changes no argument', () => fc.assert(fc.property(document, document, (doc, patch) => {
    const before = JSON.stringify([doc, patch]);
    const once = apply(doc, patch);
    expect(equal(apply(once, patch), once)).toBe(true);
    expect(equal(apply(doc, {}), doc)).toBe(true);
    expect(JSON.stringify([doc, patch])).toBe(before);
  })));
});
