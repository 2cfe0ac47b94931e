import { decodeMessage, decodeUnknown } from '@kubets/apimachinery/codec/protobuf';
import { RESOURCES } from '@kubets/api/registry.cfg';
import { groupVersion, type ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { FIXTURES } from '../../testdata/fixtures.js';
import { type Any, TestServer } from '../testing/server.js';

const id = (d: ResourceDefinition): string => `${d.group}/${d.version}/${d.resource}`;
const kept = RESOURCES.filter((d) => d.verbs.includes('create') && d.verbs.includes('get'));

let server: TestServer;
let namespace: string;
beforeAll(async () => { server = await TestServer.start(); namespace = await server.namespace(); });
afterAll(() => server.stop());

it('has a fixture for every resource that is kept', () => expect(Object.keys(FIXTURES).sort()).toEqual(kept.map(id).sort()));

describe.each(kept.map((d) => [id(d), d] as const))('%s', (key, definition) => {
  const fixture = FIXTURES[key]!;
  const root = (): string => `/${definition.group ? 'apis' : 'api'}/${groupVersion(definition)}`;
  const at = (): string => `${root()}${definition.namespaced ? `/namespaces/${namespace}` : ''}/${definition.resource}`;
  const name = fixture.name ?? 'fixture-one';
  const one = (): string => `${at()}/${name}`;
  const made = (n = name): object => ({
    apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind, ...JSON.parse(JSON.stringify(fixture.object).replaceAll('$NAMESPACE', namespace)) as object,
    metadata: { name: n, labels: { fixture: 'yes' } },
  });
  const annotations = async (): Promise<Any> => (await server.get(one())).body['metadata']!['annotations']!;

  it('is created, read and listed', async () => {
    const dry = await server.post(`${at()}?dryRun=All`, made());
    expect([dry.code, dry.body['details']]).toEqual([201, undefined]);
    expect((await server.get(one())).code).toBe(404);
    const created = await server.post(at(), made());
    expect(created.code).toBe(201);
    expect(created.body['metadata']).toMatchObject({ name, uid: expect.any(String), resourceVersion: expect.any(String), creationTimestamp: expect.any(String) });
    expect((await server.get(one())).text).toBe(created.text);
    expect((await server.post(at(), made())).body).toMatchObject({ code: 409, reason: 'AlreadyExists' });
    const list = await server.get(`${at()}?labelSelector=fixture%3Dyes`);
    expect(list.body).toMatchObject({ kind: definition.list!.gvk.kind, apiVersion: groupVersion(definition), items: [{ metadata: { name } }] });
  });

  it('is shown as a table, as metadata, as YAML and as protobuf', async () => {
    const table = await server.get(one(), 'application/json;as=Table;v=v1;g=meta.k8s.io');
    expect(table.body).toMatchObject({ kind: 'Table', rows: [{ object: { kind: 'PartialObjectMetadata', metadata: { name } } }] });
    expect(table.body['rows']![0]!['cells']).toHaveLength((table.body['columnDefinitions'] as unknown as unknown[]).length);
    const partial = await server.get(`${at()}?labelSelector=fixture%3Dyes`, 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io');
    expect(partial.body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ kind: 'PartialObjectMetadata', metadata: { name } }] });
    expect((await server.get(one(), 'application/yaml')).text).toMatch(new RegExp(`^  name: "?${name}"?$`, 'm'));
    const { apiVersion, kind, raw } = decodeUnknown((await server.get(one(), 'application/vnd.kubernetes.protobuf')).body as unknown as Buffer);
    expect({ apiVersion, kind }).toEqual({ apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind });
    expect(decodeMessage(definition.kind, raw)).toMatchObject({ metadata: { name } });
  });

  it('is updated, and refuses updates of an older version', async () => {
    const before = (await server.get(one())).body;
    const same = await server.put(one(), before);
    expect([same.code, same.body['metadata']!['resourceVersion']]).toEqual([200, before['metadata']!['resourceVersion']]);
    const updated = await server.put(one(), { ...before, metadata: { ...before['metadata'] as object, annotations: { step: 'put' } } });
    expect(updated.body).toMatchObject({ metadata: { annotations: { step: 'put' } } });
    expect((await server.put(one(), { ...before, metadata: { ...before['metadata'] as object, annotations: { step: 'late' } } })).body).toMatchObject({ code: 409, reason: 'Conflict' });
  });

  it('is patched in four ways', async () => {
    expect((await server.patch(one(), 'merge', { metadata: { annotations: { step: 'merge' } } })).code).toBe(200);
    expect(await annotations()).toEqual({ step: 'merge' });
    expect((await server.patch(one(), 'strategic', { metadata: { annotations: { step: 'strategic' } } })).code).toBe(200);
    expect((await server.patch(one(), 'json', [{ op: 'test', path: '/metadata/annotations/step', value: 'strategic' }, { op: 'replace', path: '/metadata/annotations/step', value: 'json' }])).code).toBe(200);
    const config = { apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind, metadata: { name, annotations: { applied: 'yes' } } };
    const applied = await server.patch(`${one()}?fieldManager=tester`, 'apply', config);
    expect([applied.code, applied.body['details']]).toEqual([200, undefined]);
    expect(await annotations()).toEqual({ step: 'json', applied: 'yes' });
    const again = await server.patch(`${one()}?fieldManager=tester`, 'apply', config);
    expect(again.body['metadata']!['resourceVersion']).toBe(applied.body['metadata']!['resourceVersion']);
    const dry = await server.call('PATCH', `${one()}?dryRun=All`, { body: { metadata: { annotations: { step: 'dry' } } }, type: 'application/merge-patch+json' });
    expect(dry.body['metadata']!['annotations']).toMatchObject({ step: 'dry' });
    expect(await annotations()).toMatchObject({ step: 'json' });
  });

  it('is watched and deleted', async () => {
    const { resourceVersion } = (await server.get(one())).body['metadata'] as unknown as { resourceVersion: string };
    const watching = await server.watch(`${at()}?watch=1&resourceVersion=${resourceVersion}&labelSelector=fixture%3Dyes`);
    // Admission may have added finalizers that hold storage back.
    await server.patch(one(), 'merge', { metadata: { labels: { more: '1' }, finalizers: null } });
    expect((await server.call('DELETE', `${one()}?dryRun=All`)).code).toBe(200);
    expect((await server.get(one())).code).toBe(200);
    const deleted = await server.delete(one(), { propagationPolicy: 'Background', gracePeriodSeconds: 0 });
    expect(deleted.code).toBe(200);
    if (definition.resource === 'namespaces') {
      expect(deleted.body).toMatchObject({ status: { phase: 'Terminating' } });
      await server.put(`${one()}/finalize`, { metadata: { name }, spec: { finalizers: [] } });
      expect(await watching.take(3)).toEqual([`MODIFIED ${name}`, `MODIFIED ${name}`, `DELETED ${name}`]);
    } else {
      expect(await watching.take(2)).toEqual([`MODIFIED ${name}`, `DELETED ${name}`]);
    }
    watching.close();
    expect((await server.get(one())).body).toMatchObject({ code: 404, reason: 'NotFound' });
  });

  it('is deleted in bulk, and told what was', async () => {
    if (!definition.verbs.includes('deletecollection')) return;
    expect((await server.post(at(), made())).code).toBe(201);
    await server.patch(one(), 'merge', { metadata: { finalizers: null } });
    const deleted = await server.call('DELETE', `${at()}?labelSelector=fixture%3Dyes&propagationPolicy=Background`);
    expect(deleted.body).toMatchObject({ kind: definition.list!.gvk.kind, items: [{ metadata: { name } }] });
    expect((await server.get(one())).code).toBe(404);
  });
});
