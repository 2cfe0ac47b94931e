import * as fc from 'fast-check';
import { difference, EMPTY, type FieldSet, intersection, isMember, leaves, outside, parseFieldSet, paths, SELF, union } from './field-set.js';

const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'k:{"port":443,"protocol":"TCP"}', 'v:"x"', 'i:0');
const sets = fc.array(fc.array(element, { minLength: 1, maxLength: 4 }), { maxLength: 6 }).map((all) => all.reduce<FieldSet>(
  (set, path) => union(set, path.reduceRight<FieldSet>((below, each) => ({ [each]: below }), {})), EMPTY));

/** All paths of a set, as one text each: the model that the operations are compared with. */
function members(set: FieldSet, prefix = ''): Set<string> {
  const found = new Set<string>();
  for (const each of Object.keys(set)) {
    if (each === SELF) continue;
    if (isMember(set[each]!)) found.add(prefix + each);
    for (const below of members(set[each]!, `${prefix}${each}/`)) found.add(below);
  }
  return found;
}
const texts = (of: Set<string>): string[] => [...of].sort();

describe('field sets', () => {
  it('behave as sets of paths', () => fc.assert(fc.property(sets, sets, (a, b) => {
    const [x, y] = [members(a), members(b)];
    expect(texts(members(union(a, b)))).toEqual(texts(new Set([...x, ...y])));
    expect(texts(members(difference(a, b)))).toEqual(texts(new Set([...x].filter((path) => !y.has(path)))));
    expect(texts(members(intersection(a, b)))).toEqual(texts(new Set([...x].filter((path) => y.has(path)))));
    expect(texts(members(outside(a, b)))).toEqual(texts(new Set([...x].filter((path) => ![...y].some((other) => path === other || path.startsWith(`${other}/`))))));
    expect(texts(members(leaves(a)))).toEqual(texts(new Set([...x].filter((path) => ![...x].some((other) => other.startsWith(`${path}/`))))));
  })));
  it('have one text, whatever the order in which they were made', () => fc.assert(fc.property(sets, sets, (a, b) => {
    expect(JSON.stringify(union(a, b))).toBe(JSON.stringify(union(b, a)));
    expect(JSON.stringify(parseFieldSet(JSON.parse(JSON.stringify(a))))).toBe(JSON.stringify(a));
  })));
  it('are the same object when nothing changes', () => fc.assert(fc.property(sets, (a) => {
    expect(union(a, intersection(a, a))).toBe(a);
    expect(difference(a, { 'f:none': {} })).toBe(a);
  })));
  it('come in the published order', () => {
    const set = parseFieldSet({ 'v:"b"': {}, 'i:10': {}, 'i:9': {}, 'k:{"port":443}': {}, 'k:{"port":80}': {}, 'f:b': {}, 'f:B': {}, '.': {}, 'v:1': {}, 'x:unknown': {} });
    expect(Object.keys(set)).toEqual(['.', 'f:B', 'f:b', 'k:{"port":80}', 'k:{"port":443}', 'v:1', 'v:"b"', 'i:9', 'i:10']);
  });
  it('show their paths', () => {
    expect(paths({ 'f:spec': { 'f:l': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {} }, 'v:"x"': {} }, 'f:replicas': {} } })).toEqual([
      '.spec.replicas', '.spec.l[port=80,protocol="TCP"]', '.spec.l[="x"]', '.spec.l[port=80,protocol="TCP"].name',
    ]);
  });
});
