import * as fc from 'fast-check';
import { StatusError } from '../errors/status.js';
import type { ManagedFieldsEntry } from '../meta/v1/object-meta.js';
import { Workload } from '../patch/testing/workload.js';
import { applyMergePatch } from '../patch/index.js';
import { equal } from '../patch/json.js';
import type { Json } from '../schema/types.js';
import { diff } from './diff.js';
import { applyPatch, difference, EMPTY, type FieldSet, fieldsOf, intersection, isEmpty, LAST_APPLIED, parseFieldSet, paths, trackUpdate } from './index.js';
import { rootShape } from './shape.js';

const NOW = Date.UTC(2026, 0, 1);
type Obj = { [key: string]: Json };
interface Options { manager?: string; force?: boolean; subresource?: string; now?: number; type?: typeof Workload | 'deduced' }

const base = (more: Obj = {}): Obj => ({ apiVersion: 'apps/v1', kind: 'Workload', metadata: { name: 'w', namespace: 'default' }, ...more });
const meta = (of: Obj): Obj => of.metadata as Obj;
const owners = (of: Obj): ManagedFieldsEntry[] => (meta(of).managedFields ?? []) as unknown as ManagedFieldsEntry[];
const fieldsOfManager = (of: Obj, manager: string): unknown => owners(of).find((e) => e.manager === manager)?.fieldsV1;

/** Applies as the apiserver does: the result is what is stored, with a uid. */
function apply(live: Obj | undefined, config: Obj, { manager = 'me', force = false, subresource = '', now = NOW, type = Workload }: Options = {}): Obj {
  const { object } = applyPatch({ type, live, config, manager, force, apiVersion: 'apps/v1', subresource, now });
  return { ...object, metadata: { ...meta(object), uid: 'u' } };
}
function update(live: Obj | undefined, updated: Obj, { manager = 'you', subresource = '', now = NOW, type = Workload }: Options = {}): Obj {
  const entries = trackUpdate({ type, live: live as never, updated: updated as never, manager, apiVersion: 'apps/v1', subresource, now });
  return { ...updated, metadata: { ...meta(updated), uid: 'u', managedFields: entries as unknown as Json } };
}
const conflictOf = (run: () => unknown): StatusError => {
  try { run(); } catch (error) { return error as StatusError; }
  throw new Error('no conflict');
};
const container = (name: string, more: Obj = {}): Obj => ({ name, image: `${name}:1`, ...more });

describe('tracking updates', () => {
  it('gives a new object to its writer, without what names it', () => {
    const object = update(undefined, base({
      metadata: { name: 'w', namespace: 'default', labels: { app: 'w' }, finalizers: ['a/b'], ownerReferences: [{ apiVersion: 'v1', kind: 'K', name: 'n', uid: 'u1' }] },
      spec: {
        replicas: 1, selector: { app: 'w' }, strategy: { type: 'R', rolling: { max: '1' } }, extra: { any: { thing: 1 } },
        containers: [container('a', { args: ['x'], limits: {}, ports: [{ port: 443 }, { port: 80, protocol: 'UDP' }, { port: 53 }] })],
      }, status: {},
    }));
    expect(owners(object)).toEqual([{ manager: 'you', operation: 'Update', apiVersion: 'apps/v1', time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1', fieldsV1: expect.anything() as unknown }]);
    expect(JSON.stringify(fieldsOfManager(object, 'you'))).toBe(JSON.stringify({
      'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a/b"': {} }, 'f:labels': { '.': {}, 'f:app': {} }, 'f:ownerReferences': { '.': {}, 'k:{"uid":"u1"}': {} } },
      'f:spec': {
        'f:containers': {
          'k:{"name":"a"}': {
            '.': {}, 'f:args': {}, 'f:image': {}, 'f:limits': {}, 'f:name': {},
            'f:ports': {
              '.': {}, 'k:{"port":53,"protocol":"TCP"}': { '.': {}, 'f:port': {} }, 'k:{"port":80,"protocol":"UDP"}': { '.': {}, 'f:port': {}, 'f:protocol': {} },
              'k:{"port":443,"protocol":"TCP"}': { '.': {}, 'f:port': {} },
            },
          },
        },
        'f:extra': {}, 'f:replicas': {}, 'f:selector': {}, 'f:strategy': { 'f:rolling': { '.': {}, 'f:max': {} }, 'f:type': {} },
      },
    }));
  });

  it('moves changed fields to the writer, and forgets removed ones', () => {
    const one = update(undefined, base({ data: { a: '1', b: '1' }, spec: { replicas: 1, strategy: {} } }), { manager: 'one' });
    const two = update(one, { ...one, data: { a: '2' }, spec: { replicas: 1, strategy: {} } }, { manager: 'two', now: NOW + 5000 });
    expect(fieldsOfManager(two, 'one')).toEqual({ 'f:data': {}, 'f:spec': { 'f:replicas': {} } });
    expect(fieldsOfManager(two, 'two')).toEqual({ 'f:data': { 'f:a': {} } });
    expect(owners(two).map((e) => e.time)).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:05Z']);
    const again = update(two, { ...two, spec: { replicas: 3, strategy: {} } }, { manager: 'one', now: NOW + 9000 });
    expect(owners(again).map((e) => [e.manager, e.time])).toEqual([['two', '2026-01-01T00:00:05Z'], ['one', '2026-01-01T00:00:09Z']]);
    const entry = owners(again)[1]!;
    expect(entry.fieldsV1).toBe(owners(two)[0]!.fieldsV1);
  });

  it('answers with the same array when nothing differs', () => {
    const one = update(undefined, base({ data: { a: '1' }, spec: { strategy: {} }, status: {} }));
    const copy = structuredClone({ ...one, metadata: { ...meta(one), managedFields: null, resourceVersion: '7' } }) as Obj;
    delete meta(copy).managedFields;
    expect(trackUpdate({ type: Workload, live: one as never, updated: copy as never, manager: 'x', apiVersion: 'apps/v1', now: NOW + 1e6 })).toBe(meta(one).managedFields);
  });

  it('keeps subresources apart, and leaves what their endpoints reset', () => {
    const one = update(undefined, base({ spec: { replicas: 1, strategy: {} } }), { manager: 'x' });
    const two = update(one, { ...one, status: { ready: 1, conditions: [{ type: 'Ready', status: 'True' }] } }, { manager: 'x', subresource: 'status' });
    expect(owners(two).map((e) => [e.subresource, e.fieldsV1])).toEqual([
      [undefined, { 'f:spec': { 'f:replicas': {} } }],
      ['status', { 'f:status': { 'f:conditions': { '.': {}, 'k:{"type":"Ready"}': { '.': {}, 'f:status': {}, 'f:type': {} } }, 'f:ready': {} } }],
    ]);
    expect(owners(update(undefined, base({ status: { ready: 1 } }))).length).toBe(0);
  });

  it('forgets owners on request, and stays without them', () => {
    const one = update(undefined, base({ data: { a: '1' } }));
    const reset = update(one, { ...one, metadata: { ...meta(one), managedFields: [{}] } });
    expect(owners(reset)).toEqual([]);
    expect(owners(update(reset, { ...reset, data: { a: '2' } }))).toEqual([]);
    const malformed = update(one, { ...one, metadata: { ...meta(one), managedFields: [{ manager: 'z', operation: 'Get' }] } });
    expect(owners(malformed).map((e) => e.manager)).toEqual(['you']);
  });

  it('folds the oldest of too many writers', () => {
    let object = update(undefined, base({ data: { k0: '1' } }), { manager: 'm0' });
    for (let at = 1; at <= 12; at += 1) object = update(object, { ...object, data: { ...(object.data as Obj), [`k${at}`]: '1' } }, { manager: `m${at}`, now: NOW + at * 1000 });
    expect(owners(object).map((e) => e.manager)).toEqual(['ancient-changes', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12']);
    expect(fieldsOfManager(object, 'ancient-changes')).toEqual({ 'f:data': { '.': {}, 'f:k0': {}, 'f:k1': {}, 'f:k2': {}, 'f:k3': {} } });
    expect(owners(object)[0]!.time).toBe('2026-01-01T00:00:03Z');
  });

  it('takes repeated items as one', () => {
    const ports = [{ port: 1, name: 'x' }, { port: 1, name: 'y' }];
    const one = update(undefined, base({ spec: { strategy: {}, containers: [container('a', { ports })] } }));
    expect(JSON.stringify(fieldsOfManager(one, 'you'))).toContain('"f:ports":{".":{},"k:{\\"port\\":1,\\"protocol\\":\\"TCP\\"}":{}}');
    const two = update(one, { ...one, spec: { strategy: {}, containers: [container('a', { ports: [...ports].reverse() })] } }, { manager: 'z' });
    expect(fieldsOfManager(two, 'z')).toEqual({ 'f:spec': { 'f:containers': { 'k:{"name":"a"}': { 'f:ports': { 'k:{"port":1,"protocol":"TCP"}': {} } } } } });
  });
});

describe('applying', () => {
  const config = base({ metadata: { name: 'w', namespace: 'default', labels: { app: 'w' } }, spec: { replicas: 2, containers: [container('a', { env: [{ name: 'X', value: '1' }] })] } });

  it('creates an object owned by its applier', () => {
    const object = apply(undefined, config);
    expect(object.spec).toEqual(config.spec);
    expect(owners(object)).toEqual([{
      manager: 'me', operation: 'Apply', apiVersion: 'apps/v1', time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1',
      fieldsV1: { 'f:metadata': { 'f:labels': { 'f:app': {} } }, 'f:spec': { 'f:containers': { 'k:{"name":"a"}': { '.': {}, 'f:env': { 'k:{"name":"X"}': { '.': {}, 'f:name': {}, 'f:value': {} } }, 'f:image': {}, 'f:name': {} } }, 'f:replicas': {} } },
    }]);
  });
  it('removes what it no longer sets, but not what others own', () => {
    const one = apply(undefined, config);
    const scaled = update(one, { ...one, spec: { ...(one.spec as Obj), replicas: 5, paused: true } }, { manager: 'hpa' });
    const two = apply(scaled, base({ spec: { containers: [container('b')] } }));
    expect(two.spec).toEqual({ replicas: 5, paused: true, containers: [container('b')] });
    expect(meta(two).labels).toBeUndefined();
    expect(fieldsOfManager(two, 'hpa')).toEqual({ 'f:spec': { 'f:paused': {}, 'f:replicas': {} } });
  });
  it('keeps an item that another manager owns as such, and drops one of which others own only parts', () => {
    const one = apply(undefined, base({ spec: { containers: [container('a'), container('b')] } }));
    const both = apply(one, base({ spec: { containers: [{ name: 'a', args: ['x'] }] } }), { manager: 'other' });
    const dropped = apply(both, base({ spec: { containers: [container('b')] } }));
    expect((dropped.spec as Obj).containers).toEqual([{ name: 'a', args: ['x'] }, container('b')]);
    const partly = update(one, { ...one, spec: { containers: [container('a', { args: ['y'] }), container('b')] } });
    expect((apply(partly, base({ spec: { containers: [container('b')] } })).spec as Obj).containers).toEqual([container('b')]);
  });
  it('reports conflicts, one or many', () => {
    const one = update(undefined, base({ data: { a: '1' }, spec: { replicas: 1, strategy: {} } }), { manager: 'kubectl-client-side-apply' });
    const single = conflictOf(() => apply(one, base({ spec: { replicas: 2 } })));
    expect(single.message).toBe('Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas');
    expect([single.code, single.reason, single.details?.causes]).toEqual([409, 'Conflict', [{ reason: 'FieldManagerConflict', message: 'conflict with "kubectl-client-side-apply" using apps/v1', field: '.spec.replicas' }]]);
    const two = apply(one, base({ data: { b: '1' } }), { manager: 'applier' });
    expect(conflictOf(() => apply(two, base({ data: { a: '2', b: '2' }, spec: { replicas: 2 } }))).message).toBe(
      'Apply failed with 3 conflicts: conflicts with "applier":\n- .data.b\nconflicts with "kubectl-client-side-apply" using apps/v1:\n- .data.a\n- .spec.replicas');
  });
  it('takes over by force', () => {
    const one = update(undefined, base({ data: { a: '1', b: '1' } }), { manager: 'old' });
    const two = apply(one, base({ data: { a: '2' } }), { force: true });
    expect(two.data).toEqual({ a: '2', b: '1' });
    expect(fieldsOfManager(two, 'old')).toEqual({ 'f:data': { '.': {}, 'f:b': {} } });
    expect(fieldsOfManager(two, 'me')).toEqual({ 'f:data': { 'f:a': {} } });
  });
  it('shares what has equal values', () => {
    const one = apply(undefined, base({ data: { a: '1' } }), { manager: 'x' });
    const two = apply(one, base({ data: { a: '1' } }), { manager: 'y' });
    expect(owners(two).map((e) => [e.manager, e.fieldsV1])).toEqual([['x', { 'f:data': { 'f:a': {} } }], ['y', { 'f:data': { 'f:a': {} } }]]);
    expect(apply(two, base(), { manager: 'x' }).data).toEqual({ a: '1' });
  });
  it('gives what nobody owned to those before the first apply', () => {
    const untracked = { ...base({ data: { a: '1' } }), metadata: { name: 'w', namespace: 'default', uid: 'u' } };
    expect(owners(apply(untracked, base({ data: { b: '1' } }))).map((e) => [e.manager, e.operation, e.fieldsV1])).toEqual([
      ['me', 'Apply', { 'f:data': { 'f:b': {} } }], ['before-first-apply', 'Update', { 'f:data': { '.': {}, 'f:a': {} } }],
    ]);
    expect(conflictOf(() => apply(untracked, base({ data: { a: '2' } }))).message).toContain('conflict with "before-first-apply" using apps/v1: .data.a');
  });
  it('keeps the order of lists as published', () => {
    const names = (of: Obj): string[] => ((of.spec as Obj).containers as Obj[]).map((c) => c.name as string);
    const live = update(undefined, base({ spec: { containers: ['a', 'b', 'c', 'd'].map((n) => container(n)) } }));
    expect(names(apply(live, base({ spec: { containers: [container('c'), container('x'), container('a')] } })))).toEqual(['b', 'c', 'd', 'x', 'a']);
    expect(names(apply(live, base({ spec: { containers: [container('x'), container('b')] } })))).toEqual(['a', 'x', 'b', 'c', 'd']);
  });
  it('refuses configurations that do not fit', () => {
    const refuse = (more: Obj): string => conflictOf(() => apply(undefined, base(more))).message;
    expect(refuse({ spec: { replicaz: 1 } })).toBe('failed to create typed patch object (default/w; apps/v1, Kind=Workload): .spec.replicaz: field not declared in schema');
    expect(refuse({ spec: { containers: [{ image: 'x' }] } })).toContain('.spec.containers: element 0: associative list with keys has an element that omits key field "name" (and doesn\'t have default value)');
    expect(refuse({ spec: { containers: [container('a'), container('a')] } })).toContain('.spec.containers: duplicate entries for key [name="a"]');
    expect(refuse({ spec: [] })).toContain('.spec: expected map, got []');
    expect(refuse({ apiVersion: 'apps/v2' })).toBe('Incorrect version specified in apply patch. Specified patch version: apps/v2, expected: apps/v1');
    expect(refuse({ metadata: { name: 'w', managedFields: [] } })).toBe('metadata.managedFields must be nil');
  });
  it('takes null as nothing', () => {
    const one = update(undefined, base({ data: { a: '1' }, spec: { replicas: 1, strategy: {} } }));
    const two = apply(one, base({ spec: { replicas: null } }), { force: true });
    expect(two.spec).toEqual({ strategy: {} });
    expect(fieldsOfManager(two, 'me')).toEqual({ 'f:spec': { 'f:replicas': {} } });
  });
  it('lets kubectl take over what it applied on the client side, and keeps the annotation true', () => {
    const before = base({ data: { a: '1', b: '1' } });
    const live = update(undefined, { ...before, metadata: { ...meta(before), annotations: { [LAST_APPLIED]: JSON.stringify(before) } } }, { manager: 'kubectl-client-side-apply' });
    const next = apply(live, base({ data: { a: '2', b: '1' } }), { manager: 'kubectl' });
    expect(next.data).toEqual({ a: '2', b: '1' });
    expect((meta(next).annotations as Obj)[LAST_APPLIED]).toBe('{"apiVersion":"apps/v1","data":{"a":"2","b":"1"},"kind":"Workload","metadata":{"name":"w","namespace":"default"}}\n');
    const touched = update(live, { ...live, data: { a: '3', b: '1' } }, { manager: 'edit' });
    expect(conflictOf(() => apply(touched, base({ data: { a: '2' } }), { manager: 'kubectl' })).message).toBe('Apply failed with 1 conflict: conflict with "edit" using apps/v1: .data.a');
    expect(conflictOf(() => apply(live, base({ data: { a: '2' } }), { manager: 'other' })).code).toBe(409);
  });
  it('handles objects without schema: lists as a whole, objects by key', () => {
    const type = 'deduced' as const;
    const one = apply(undefined, base({ spec: { list: [1], deep: { a: 1, b: 1 } } }), { type });
    expect(fieldsOfManager(one, 'me')).toEqual({ 'f:spec': { '.': {}, 'f:deep': { '.': {}, 'f:a': {}, 'f:b': {} }, 'f:list': {} } });
    const two = update(one, { ...one, spec: { list: [1, 2], deep: 'text' } }, { type });
    expect(fieldsOfManager(two, 'you')).toEqual({ 'f:spec': { 'f:deep': {}, 'f:list': {} } });
    expect(fieldsOfManager(two, 'me')).toEqual({ 'f:spec': {} });
  });
});

describe('apply, whatever is applied', () => {
  const value = fc.constantFrom('1', '2');
  const env = fc.uniqueArray(fc.record({ name: fc.constantFrom('x', 'y'), value }), { selector: (e) => e.name, maxLength: 2 });
  const containers = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), image: value, env, args: fc.array(value, { maxLength: 2 }) }, { requiredKeys: ['name'] }), { selector: (c) => c.name, maxLength: 3 });
  const configs = fc.record({
    data: fc.dictionary(fc.constantFrom('p', 'q', '__proto__'), value, { maxKeys: 3 }),
    spec: fc.record({ replicas: fc.nat(2), containers, selector: fc.dictionary(fc.constantFrom('s'), value), strategy: fc.record({ type: value }, { requiredKeys: [] }) }, { requiredKeys: [] }),
  }, { requiredKeys: [] }).map((more) => base({ metadata: { name: 'w', labels: { app: 'w' } }, ...(more as unknown as Obj) }));
  const steps = fc.array(fc.tuple(fc.constantFrom('m', 'n'), configs), { minLength: 1, maxLength: 5 });
  const run = (all: [string, Obj][]): Obj => all.reduce<Obj | undefined>((live, [manager, config]) => apply(live, config, { manager, force: true }), undefined)!;

  it('changes nothing the second time', () => fc.assert(fc.property(steps, (all) => {
    const [manager, config] = all.at(-1)!;
    const once = run(all);
    const twice = applyPatch({ type: Workload, live: once, config, manager, apiVersion: 'apps/v1', now: NOW + 1e6 });
    expect(twice.changed).toBe(false);
    expect(equal(twice.object as Json, once as Json)).toBe(true);
  })));
  it('contains what was applied, and owners own only what is there', () => fc.assert(fc.property(steps, (all) => {
    const before = JSON.stringify(all);
    const object = run(all);
    const there = fieldsOf(Workload, object as Json);
    // An empty object is a path of its own only as long as it is empty.
    const absent = (set: FieldSet): string[] => paths(difference(set, there)).filter((path) => !['.spec', '.data', '.spec.strategy'].includes(path));
    expect(absent(fieldsOf(Workload, all.at(-1)![1] as Json))).toEqual([]);
    for (const { fieldsV1 } of owners(object)) expect(absent(parseFieldSet(fieldsV1))).toEqual([]);
    expect(JSON.stringify(all)).toBe(before);
  })));
  it('lets two own a field only if both applied the value that is there', () => fc.assert(fc.property(steps, (all) => {
    const object = run(all);
    const last = new Map<string, Obj>(all);
    for (const { manager, fieldsV1 } of owners(object)) {
      const held = parseFieldSet(fieldsV1);
      const delta = diff(rootShape(Workload), object as Json, last.get(manager!)! as Json);
      expect(paths(intersection(held, delta?.changed ?? EMPTY)).filter((path) => !['.spec', '.data', '.spec.strategy'].includes(path))).toEqual([]);
    }
  })));
  it('leaves no field without an owner once a lone applier has let it go', () => fc.assert(fc.property(fc.array(configs, { minLength: 1, maxLength: 4 }), (all) => {
    const object = run(all.map((config) => ['m', config]));
    const last = all.at(-1)!;
    const leftover = difference(fieldsOf(Workload, { ...object, metadata: {} } as Json), fieldsOf(Workload, { ...last, metadata: {} } as Json));
    expect(isEmpty(leftover)).toBe(true);
  })));
  it('agrees with a merge for a lone applier of maps', () => fc.assert(fc.property(fc.dictionary(fc.constantFrom('p', 'q', 'r'), value), fc.dictionary(fc.constantFrom('p', 'q', 'r'), value), (first, second) => {
    const one = update(undefined, base({ data: first }), { manager: 'u' });
    const two = apply(one, base({ data: second }), { force: true });
    expect(two.data ?? {}).toEqual(applyMergePatch(first, second));
  })));
});
