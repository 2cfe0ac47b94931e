import { type Any, TestServer } from '../testing/server.js';

let server: TestServer;
let namespace: string;
let at: string;
beforeAll(async () => { server = await TestServer.start(); });
afterAll(() => server.stop());
beforeEach(async () => { namespace = await server.namespace(); at = `/api/v1/namespaces/${namespace}/configmaps`; });

const meta = (answer: { body: Any }): Any => answer.body['metadata']!;
const deployment = (name: string): object => ({ metadata: { name }, spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } } } });

describe('names', () => {
  it('are generated, and again when taken', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => server.post(at, { metadata: { generateName: 'g-' } })));
    const names = made.map((m) => meta(m)['name'] as unknown as string);
    expect(new Set(names).size).toBe(20);
    for (const name of names) expect(name).toMatch(/^g-[a-z0-9]{5}$/);
  });

  it('are needed', async () => expect((await server.post(at, { data: {} })).body).toMatchObject({ code: 422, reason: 'Invalid', message: expect.stringContaining('name or generateName is required') }));
  it.each(['Upper', 'a_b', '-a', 'a/b', 'ä'])('such as %j are refused', async (name) => expect((await server.post(at, { metadata: { name } })).code).toBe(422));

  it('of RBAC may hold what paths may', async () => {
    const roles = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/roles`;
    expect((await server.post(roles, { metadata: { name: 'system:a b~Ü' } })).code).toBe(201);
    expect(meta(await server.get(`${roles}/${encodeURIComponent('system:a b~Ü')}`))['name']).toBe('system:a b~Ü');
  });

  it('`__proto__` and `constructor` are keys like others', async () => {
    await server.post(at, `{"metadata":{"name":"p"},"data":{"__proto__":"1","constructor":"2"}}`);
    const got = await server.get(`${at}/p`);
    expect(got.text).toContain('"data":{"__proto__":"1","constructor":"2"}');
    await server.patch(`${at}/p`, 'merge', '{"data":{"__proto__":"3"}}');
    expect((await server.get(`${at}/p`)).text).toContain('"__proto__":"3"');
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});

describe('versions', () => {
  it('stay when nothing changes', async () => {
    const made = await server.post(at, { metadata: { name: 'a' }, data: { x: '1' } });
    for (const answer of [await server.patch(`${at}/a`, 'merge', { data: { x: '1' } }), await server.put(`${at}/a`, { metadata: { name: 'a' }, data: { x: '1' } })]) {
      expect(answer.text).toBe(made.text);
    }
  });

  it('are not needed for updates, but where the kind wants them', async () => {
    await server.post(at, { metadata: { name: 'a' }, data: { x: '1' } });
    expect((await server.put(`${at}/a`, { metadata: { name: 'a' }, data: { x: '2' } })).body['data']).toEqual({ x: '2' });
    const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
    await server.post(leases, { metadata: { name: 'l' }, spec: { holderIdentity: 'a' } });
    expect((await server.put(`${leases}/l`, { metadata: { name: 'l' }, spec: { holderIdentity: 'b' } })).body).toMatchObject({ code: 422, message: expect.stringContaining('metadata.resourceVersion') });
  });

  it('that are wrong are conflicts, and cannot be set at creation', async () => {
    await server.post(at, { metadata: { name: 'a' } });
    expect((await server.put(`${at}/a`, { metadata: { name: 'a', resourceVersion: '1' }, data: { x: '2' } })).body).toMatchObject({ code: 409, reason: 'Conflict' });
    expect((await server.patch(`${at}/a`, 'merge', { metadata: { resourceVersion: '1' }, data: { x: '2' } })).body).toMatchObject({ code: 409, reason: 'Conflict' });
    expect((await server.post(at, { metadata: { name: 'b', resourceVersion: '5' } })).code).toBe(400);
  });

  it('do not make patches fail that happen at the same time', async () => {
    await server.post(at, { metadata: { name: 'a' } });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => server.patch(`${at}/a`, 'merge', { data: { [`k${i}`]: 'v' } })));
    expect(answers.map((a) => a.code)).toEqual(answers.map(() => 200));
    expect(Object.keys((await server.get(`${at}/a`)).body['data']!)).toHaveLength(12);
  });

  it('are created by updates where the kind says so', async () => {
    const endpoints = `/api/v1/namespaces/${namespace}/endpoints/e`;
    expect((await server.put(endpoints, { metadata: { name: 'e' } })).code).toBe(201);
    expect((await server.put(`${at}/nobody`, { metadata: { name: 'nobody' } })).code).toBe(404);
  });
});

describe('spec, status and generation', () => {
  const path = (name = ''): string => `/apis/apps/v1/namespaces/${namespace}/deployments${name && `/${name}`}`;

  it('are apart', async () => {
    const made = await server.post(path(), { ...deployment('d'), status: { replicas: 7 } });
    expect([made.body['status'], meta(made)['generation']]).toEqual([{}, 1]);
    const scaled = await server.patch(path('d'), 'merge', { spec: { replicas: 3 }, status: { replicas: 9 } });
    expect([scaled.body['status'], meta(scaled)['generation']]).toEqual([{}, 2]);
    const status = await server.patch(`${path('d')}/status`, 'merge', { spec: { replicas: 5 }, status: { replicas: 2, observedGeneration: 2 } });
    expect([status.body['spec']!['replicas'], status.body['status']!['replicas'], meta(status)['generation']]).toEqual([3, 2, 2]);
    const labelled = await server.patch(path('d'), 'merge', { metadata: { labels: { x: 'y' } } });
    expect([meta(labelled)['generation'], labelled.body['status']!['replicas']]).toEqual([2, 2]);
  });

  it('have owners', async () => {
    await server.post(`${path()}?fieldManager=creator`, deployment('d'));
    await server.patch(`${path('d')}/status?fieldManager=controller`, 'merge', { status: { replicas: 1, observedGeneration: 1 } });
    await server.patch(`${path('d')}?fieldManager=applier&force=true`, 'apply', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { replicas: 4 } });
    const managers = (meta(await server.get(path('d')))['managedFields'] as unknown as { manager: string; operation: string; subresource?: string }[]).map((m) => `${m.manager} ${m.operation} ${m.subresource ?? ''}`.trim());
    expect(managers.sort()).toEqual(['applier Apply', 'controller Update status', 'creator Update']);
    const conflicting = await server.patch(`${path('d')}?fieldManager=other`, 'apply', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { replicas: 5 } });
    expect(conflicting.body).toMatchObject({ code: 409, details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }] } });
    // Who leaves managedFields out keeps them.
    const { managedFields: _, ...rest } = meta(await server.get(path('d'))) as unknown as Record<string, unknown>;
    await server.put(path('d'), { ...(await server.get(path('d'))).body, metadata: rest });
    expect(meta(await server.get(path('d')))['managedFields']!.length).toBeGreaterThanOrEqual(3);
  });

  it('of a scale are those of its workload', async () => {
    await server.post(path(), deployment('d'));
    const scale = (await server.get(`${path('d')}/scale`)).body;
    expect(scale).toMatchObject({ kind: 'Scale', spec: { replicas: 1 }, status: { replicas: 0, selector: 'a=b' } });
    expect((await server.put(`${path('d')}/scale`, { ...scale, spec: { replicas: 6 } })).body).toMatchObject({ spec: { replicas: 6 } });
    expect(await server.get(path('d'))).toMatchObject({ body: { spec: { replicas: 6 }, metadata: { generation: 2 } } });
    expect((await server.patch(`${path('d')}/scale`, 'merge', { spec: { replicas: -1 } })).code).toBe(422);
  });
});

describe('deletion', () => {
  it('waits for finalizers', async () => {
    await server.post(at, { metadata: { name: 'a', finalizers: ['example.com/hold'] } });
    expect(meta(await server.delete(`${at}/a`))).toMatchObject({ deletionTimestamp: expect.any(String), deletionGracePeriodSeconds: 0 });
    expect((await server.post(at, { metadata: { name: 'a' } })).body['message']).toContain('object is being deleted');
    expect((await server.patch(`${at}/a`, 'merge', { metadata: { finalizers: ['example.com/hold', 'example.com/more'] } })).code).toBe(422);
    expect((await server.patch(`${at}/a`, 'merge', { metadata: { finalizers: null } })).code).toBe(200);
    expect((await server.get(`${at}/a`)).code).toBe(404);
  });

  it('of pods is graceful once they are on a node', async () => {
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const spec = { containers: [{ name: 'c', image: 'i' }] };
    await server.post(pods, { metadata: { name: 'pending' }, spec });
    await server.delete(`${pods}/pending`);
    expect((await server.get(`${pods}/pending`)).code).toBe(404);
    await server.post(pods, { metadata: { name: 'bound' }, spec: { ...spec, nodeName: 'n' } });
    expect(meta(await server.delete(`${pods}/bound`))['deletionGracePeriodSeconds']).toBe(30);
    expect(meta(await server.delete(`${pods}/bound`, { gracePeriodSeconds: 5 }))['deletionGracePeriodSeconds']).toBe(5);
    expect(meta(await server.delete(`${pods}/bound`, { gracePeriodSeconds: 50 }))['deletionGracePeriodSeconds']).toBe(5);
    expect((await server.delete(`${pods}/bound`, { gracePeriodSeconds: 0 })).body['kind']).toBe('Pod');
    expect((await server.get(`${pods}/bound`)).code).toBe(404);
  });

  it('heeds preconditions and options', async () => {
    const made = await server.post(at, { metadata: { name: 'a' } });
    expect((await server.delete(`${at}/a`, { preconditions: { uid: 'other' } })).body).toMatchObject({ code: 409, message: expect.stringContaining('Precondition failed') });
    expect((await server.delete(`${at}/a`, { preconditions: { resourceVersion: '1' } })).code).toBe(409);
    expect((await server.delete(`${at}/a`, { propagationPolicy: 'Sideways' })).code).toBe(422);
    expect((await server.delete(`${at}/a`, { propagationPolicy: 'Orphan', orphanDependents: true })).code).toBe(422);
    expect(meta(await server.delete(`${at}/a`, { propagationPolicy: 'Foreground' }))['finalizers']).toEqual(['foregroundDeletion']);
    await server.patch(`${at}/a`, 'merge', { metadata: { finalizers: null } });
    await server.post(at, { metadata: { name: 'a' } });
    expect((await server.delete(`${at}/a`, { preconditions: { uid: meta(await server.get(`${at}/a`))['uid'] } })).body).toMatchObject({ status: 'Success', details: { name: 'a', kind: 'configmaps', uid: expect.not.stringContaining(String(meta(made)['uid'])) } });
  });
});

describe('services', () => {
  const path = (): string => `/api/v1/namespaces/${namespace}/services`;
  const spec = (more: object = {}): object => ({ ports: [{ port: 80 }], ...more });

  it('get addresses and node ports that nobody else has, also at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 60 }, (_, i) => server.post(path(), { metadata: { name: `s${i}` }, spec: spec({ type: 'NodePort' }) })));
    expect(new Set(made.map((m) => m.body['spec']!['clusterIP'])).size).toBe(60);
    expect(new Set(made.map((m) => m.body['spec']!['ports']![0]!['nodePort'])).size).toBe(60);
  });

  it('keep what they have, and give it back', async () => {
    const wanted = { metadata: { name: 'fixed' }, spec: spec({ clusterIP: '10.96.0.77' }) };
    expect((await server.post(path(), wanted)).code).toBe(201);
    expect((await server.post(path(), { ...wanted, metadata: { name: 'second' } })).body).toMatchObject({ code: 422, message: expect.stringContaining('provided IP is already allocated') });
    expect((await server.put(`${path()}/fixed`, { metadata: { name: 'fixed' }, spec: spec({ ports: [{ port: 81 }] }) })).body['spec']!['clusterIP']).toBe('10.96.0.77');
    await server.delete(`${path()}/fixed`);
    expect((await server.post(path(), { ...wanted, metadata: { name: 'second' } })).code).toBe(201);
    await server.delete(`${path()}/second`);
  });

  it('refuse addresses and ports out of range', async () => {
    expect((await server.post(path(), { metadata: { name: 'a' }, spec: spec({ clusterIP: '10.1.1.1' }) })).code).toBe(422);
    expect((await server.post(path(), { metadata: { name: 'a' }, spec: spec({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }) })).code).toBe(422);
  });
});
