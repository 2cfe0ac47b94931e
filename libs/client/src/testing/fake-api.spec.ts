import { deployments } from '@kubets/api/apps/v1/resources.cfg';
import { configmaps, namespaces, pods } from '@kubets/api/core/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { isAlreadyExists, isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { createFakeClient } from './fake-api.js';

const pod = (name: string, labels: Record<string, string> = {}): Draft<Pod> =>
  ({ metadata: { name, namespace: 'ns', labels }, spec: { containers: [{ name: 'main', image: 'a' }] } });

describe('the fake API', () => {
  it('keeps versions, names, UIDs and generations, and refuses stale writes', async () => {
    const client = createFakeClient([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns' } }]);
    expect((await client.resource(namespaces).get('ns')).metadata.uid).toBeTruthy();
    const created = await client.resource(pods, 'ns').create({ ...pod('a'), metadata: { generateName: 'web-' } });
    expect(created.metadata).toMatchObject({ name: expect.stringMatching(/^web-.{5}$/) as string, namespace: 'ns', generation: 1 });
    const updated = await client.resource(pods, 'ns').update({ ...created, spec: { ...created.spec!, nodeName: 'n1' } });
    expect(updated.metadata.generation).toBe(2);
    const failure = await client.resource(pods, 'ns').update(created).catch((error: unknown) => error);
    expect(isConflict(failure)).toBe(true);
    expect(isAlreadyExists(await client.resource(pods, 'ns').create(created).catch((e: unknown) => e))).toBe(false);
    expect(isAlreadyExists(await client.resource(pods, 'ns').create({ metadata: { name: created.metadata.name } }).catch((e: unknown) => e))).toBe(true);
    expect(isNotFound(await client.resource(pods, 'ns').get('none').catch((e: unknown) => e))).toBe(true);
    expect(client.writes.map((a) => `${a.verb} ${a.resource} ${a.name ?? ''}`)).toHaveLength(5);
  });

  it('keeps status and the rest apart', async () => {
    const client = createFakeClient();
    client.put(deployments, { metadata: { name: 'd', namespace: 'ns' }, spec: { replicas: 1 }, status: { replicas: 1 } });
    const api = client.resource(deployments, 'ns');
    const one = await api.get('d');
    const two = await api.update({ ...one, spec: { ...one.spec!, replicas: 2 }, status: { replicas: 9 } } as typeof one);
    expect(two).toMatchObject({ spec: { replicas: 2 }, status: { replicas: 1 } });
    const three = await api.updateStatus({ ...two, spec: { ...two.spec!, replicas: 7 }, status: { replicas: 2 } } as typeof two);
    expect(three).toMatchObject({ spec: { replicas: 2 }, status: { replicas: 2 }, metadata: { generation: 2 } });
    const four = await api.patch('d', { type: 'merge', body: { status: { replicas: 3 }, spec: { replicas: 5 } } }, { subresource: 'status' });
    expect(four).toMatchObject({ spec: { replicas: 2 }, status: { replicas: 3 } });
    const same = await api.update(four);
    expect(same.metadata.resourceVersion).toBe(four.metadata.resourceVersion);
    expect(await api.update({ ...four, spec: { replicas: 8 } } as typeof four, { dryRun: true })).toMatchObject({ spec: { replicas: 8 } });
    expect(client.object(deployments, 'ns/d')?.spec?.replicas).toBe(2);
  });

  it('patches by every kind of patch', async () => {
    const client = createFakeClient();
    client.put(pods, pod('a', { x: '1', y: '2' }));
    const api = client.resource(pods, 'ns');
    await api.patch('a', { type: 'strategic', body: { spec: { containers: [{ name: 'side', image: 'b' }] } } });
    await api.patch('a', { type: 'merge', body: { metadata: { labels: { x: null } } } });
    const after = await api.patch('a', { type: 'json', body: [{ op: 'replace', path: '/metadata/labels/y', value: '3' }] });
    expect(after.metadata.labels).toEqual({ y: '3' });
    expect(after.spec?.containers.map((c) => c.name).sort()).toEqual(['main', 'side']);
    expect((await client.resource(configmaps, 'ns').patch('m', { type: 'apply', body: { data: { a: '1' } }, fieldManager: 'me' })).data).toEqual({ a: '1' });
  });

  it('deletes when nobody holds on, with the finalizers that a policy asks for', async () => {
    const client = createFakeClient();
    const api = client.resource(configmaps, 'ns');
    client.put(configmaps, { metadata: { name: 'a', namespace: 'ns', finalizers: ['mine'] } });
    await api.delete('a', { propagationPolicy: 'Foreground' });
    const going = await api.get('a');
    expect(going.metadata).toMatchObject({ finalizers: ['mine', 'foregroundDeletion'], deletionTimestamp: expect.any(String) as string });
    await api.update({ ...going, metadata: { ...going.metadata, finalizers: [] } });
    expect(client.object(configmaps, 'ns/a')).toBeUndefined();
    const other = client.put(configmaps, { metadata: { name: 'b', namespace: 'ns' } });
    expect(isConflict(await api.delete('b', { preconditions: { uid: 'another' } }).catch((e: unknown) => e))).toBe(true);
    await api.delete('b', { preconditions: { uid: other.metadata.uid! } });
    client.put(configmaps, { metadata: { name: 'c', namespace: 'ns', labels: { x: '1' } } });
    client.put(configmaps, { metadata: { name: 'd', namespace: 'ns' } });
    await api.deleteCollection({ labelSelector: 'x=1' });
    expect(client.objects(configmaps).map((o) => o.metadata.name)).toEqual(['d']);
  });

  it('selects in lists and watches, where an object comes and goes with its labels', async () => {
    const client = createFakeClient();
    client.put(pods, pod('a', { app: 'web' }));
    client.put(pods, pod('b', { app: 'db' }));
    const names = async (options: object) => (await client.resource(pods).list(options)).items.map((p) => p.metadata.name);
    expect(await names({ labelSelector: 'app in (web, x),!tier' })).toEqual(['a']);
    expect(await names({ labelSelector: 'app!=web' })).toEqual(['b']);
    expect(await names({ fieldSelector: 'metadata.name=b' })).toEqual(['b']);
    expect(await names({ fieldSelector: 'spec.nodeName=' })).toEqual(['a', 'b']);
    await expect(names({ labelSelector: 'a=(' })).rejects.toMatchObject({ code: 400 });
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const e of client.resource(pods, 'ns').watch({ labelSelector: 'app=web', signal: stop.signal })) if (e.type !== 'BOOKMARK') seen.push(`${e.type} ${e.object.metadata.name}`);
    })();
    await client.settled();
    client.put(pods, pod('b', { app: 'web' }));
    client.put(pods, pod('a', { app: 'none' }));
    client.remove(pods, 'ns/b');
    await client.settled();
    expect(seen).toEqual(['ADDED a', 'ADDED b', 'DELETED a', 'DELETED b']);
    stop.abort();
    await watching;
  });

  it('binds and evicts, and fails when told to', async () => {
    const client = createFakeClient();
    client.put(pods, pod('a'));
    const api = client.resource(pods, 'ns');
    await api.createSubresource('a', 'binding', { target: { kind: 'Node', name: 'n1' } });
    expect(client.object(pods, 'ns/a')?.spec?.nodeName).toBe('n1');
    await api.createSubresource('a', 'eviction', {});
    expect(client.objects(pods)).toEqual([]);
    client.react(({ verb, resource }) => { if (verb === 'list' && resource === 'pods') throw new Error('away'); });
    await expect(api.list()).rejects.toThrow('away');
    expect((await client.raw<{ metadata: { name: string } }>('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } })).metadata.name).toBe('x');
    expect((await client.resource(namespaces).updateStatus({ metadata: { name: 'x' }, spec: {}, status: { phase: 'Active' } })).status).toEqual({ phase: 'Active' });
  });
});
