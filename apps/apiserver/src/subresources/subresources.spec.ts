import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { type Any, TestServer } from '../testing/server.js';
import { connectTo, parseProxyName } from './proxy.js';

let server: TestServer;
let namespace: string;
let pods: string;
let kubelet: http.Server;
beforeAll(async () => {
  kubelet = http.createServer((request, response) => response.end(`${request.method} ${request.url}`));
  await new Promise<void>((resolve) => { kubelet.listen(0, '127.0.0.1', resolve); });
  server = await TestServer.start({ dialNode: async () => net.connect((kubelet.address() as AddressInfo).port, '127.0.0.1') });
});
afterAll(async () => { await server.stop(); kubelet.closeAllConnections(); await new Promise((resolve) => { kubelet.close(resolve); }); });
beforeEach(async () => { namespace = await server.namespace(); pods = `/api/v1/namespaces/${namespace}/pods`; });

const spec = { containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }], nodeName: 'n' };
async function running(name: string, ready = 'True'): Promise<void> {
  await server.post(pods, { metadata: { name, labels: { app: 'x' } }, spec });
  await server.patch(`${pods}/${name}/status`, 'merge', { status: { phase: 'Running', podIP: '192.0.2.7', conditions: [{ type: 'Ready', status: ready }] } });
}
const evict = (name: string): Promise<{ code: number; headers: Readonly<Record<string, string>>; body: Any }> =>
  server.post(`${pods}/${name}/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } });

describe('eviction', () => {
  const budgets = (): string => `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
  const budget = async (name: string, allowed: number): Promise<void> => {
    await server.post(budgets(), { metadata: { name }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'x' } } } });
    await server.patch(`${budgets()}/${name}/status`, 'merge', { status: { observedGeneration: 1, disruptionsAllowed: allowed, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 } });
  };

  it('ends a pod that no budget protects, and says why', async () => {
    await running('p');
    expect((await evict('p')).code).toBe(201);
    expect((await server.get(`${pods}/p`)).body).toMatchObject({ metadata: { deletionTimestamp: expect.any(String) }, status: { conditions: expect.arrayContaining([expect.objectContaining({ type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI' })]) } });
  });

  it('spends the budget, and is refused when there is none left', async () => {
    await running('p');
    await running('q');
    await budget('b', 1);
    expect((await evict('p')).code).toBe(201);
    expect((await server.get(`${budgets()}/b`)).body['status']).toMatchObject({ disruptionsAllowed: 0, disruptedPods: { p: expect.any(String) } });
    expect((await evict('q')).body).toMatchObject({
      code: 429, reason: 'TooManyRequests', message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: { causes: [{ reason: 'DisruptionBudget', message: 'The disruption budget b needs 1 healthy pods and has 1 currently' }] },
    });
    expect((await server.get(`${pods}/q`)).body['metadata']!['deletionTimestamp']).toBeUndefined();
  });

  it('waits for a budget that is not worked out yet', async () => {
    await running('p');
    await server.post(budgets(), { metadata: { name: 'new' }, spec: { minAvailable: 1, selector: {} } });
    const refused = await evict('p');
    expect([refused.code, refused.headers['retry-after']]).toEqual([429, '10']);
  });

  it('refuses to choose between budgets', async () => {
    await running('p');
    await budget('b', 1);
    await budget('c', 1);
    expect((await evict('p')).body).toMatchObject({ code: 500, message: expect.stringContaining('more than one PodDisruptionBudget') });
  });
});

it('ephemeral containers are added, and stay', async () => {
  await running('p');
  expect((await server.patch(`${pods}/p`, 'strategic', { spec: { ephemeralContainers: [{ name: 'd', image: 'i' }] } })).code).toBe(422);
  const added = await server.patch(`${pods}/p/ephemeralcontainers`, 'strategic', { spec: { ephemeralContainers: [{ name: 'd', image: 'i' }], containers: [{ name: 'c', image: 'other' }] } });
  expect(added.body).toMatchObject({ metadata: { generation: 2 }, spec: { containers: [{ image: 'i' }], ephemeralContainers: [{ name: 'd', image: 'i', terminationMessagePolicy: 'File' }] } });
  expect((await server.patch(`${pods}/p/ephemeralcontainers`, 'merge', { spec: { ephemeralContainers: null } })).code).toBe(422);
});

it('pods are resized', async () => {
  await running('p');
  const resized = await server.patch(`${pods}/p/resize`, 'strategic', { spec: { containers: [{ name: 'c', resources: { requests: { cpu: '2' } } }] } });
  expect(resized.body).toMatchObject({ metadata: { generation: 2 }, spec: { containers: [{ resources: { requests: { cpu: '2' } } }] }, status: { phase: 'Running' } });
  expect((await server.patch(`${pods}/p/resize`, 'strategic', { spec: { containers: [{ name: 'c', image: 'other' }] } })).code).toBe(422);
});

it('signing requests are decided in one place', async () => {
  const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
  const request = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nMA==\n-----END CERTIFICATE REQUEST-----\n').toString('base64');
  const made = await server.post(path, { metadata: { name: 'r' }, spec: { request, signerName: 'example.com/s', usages: ['client auth'], username: 'somebody-else' } });
  expect(made.body['spec']).toMatchObject({ username: 'admin', groups: ['system:masters', 'system:authenticated'] });
  const approved = { status: { conditions: [{ type: 'Approved', status: 'True', reason: 'Because' }] } };
  expect((await server.patch(`${path}/r/status`, 'merge', approved)).body['status']!['conditions']).toBeUndefined();
  expect((await server.patch(`${path}/r/approval`, 'merge', approved)).body['status']!['conditions']).toMatchObject([{ type: 'Approved', lastUpdateTime: expect.any(String) }]);
  expect((await server.patch(`${path}/r/approval`, 'merge', { status: { conditions: [] } })).code).toBe(422);
});

it('the scheduler binds a pod once', async () => {
  const { nodeName: _, ...unbound } = spec;
  await server.post(pods, { metadata: { name: 'p' }, spec: unbound });
  const bind = (node: string) => server.post(`${pods}/p/binding`, { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'p' }, target: { kind: 'Node', name: node } });
  expect((await bind('one')).code).toBe(201);
  expect((await bind('two')).body).toMatchObject({ code: 409, message: expect.stringContaining('already assigned to node "one"') });
  expect((await server.get(`${pods}/p`)).body).toMatchObject({ spec: { nodeName: 'one' }, status: { conditions: [{ type: 'PodScheduled', status: 'True' }] } });
});

describe('proxy', () => {
  it('reaches kubelets with the path as it was written', async () => {
    await server.post('/api/v1/nodes', { metadata: { name: 'n' } });
    const node = '/api/v1/nodes/n';
    expect((await server.get(`${node}/proxy/a%2Fb/c/?x=1&y=a%20b`)).text).toBe('GET /a%2Fb/c/?x=1&y=a+b');
    expect((await server.get(`${node}/proxy`)).headers['location']).toBe(`${node}/proxy/`);
    expect((await server.get(`${node}/proxy/picture`, 'image/png')).code).toBe(200);
    expect((await server.post(`${node}/proxy/run`, 'x')).text).toBe('POST /run');
  });

  it('leads only to addresses of the cluster', async () => {
    await running('p');
    await server.patch(`${pods}/p/status`, 'merge', { status: { podIP: '127.0.0.1' } });
    expect((await server.get(`${pods}/p:80/proxy/`)).body).toMatchObject({ code: 403, reason: 'Forbidden' });
    for (const address of ['169.254.169.254', '0.0.0.0', '::1', '::ffff:127.0.0.1']) await expect(connectTo(address, 80, '', new AbortController().signal)).rejects.toMatchObject({ code: 403 });
    await expect(connectTo('localhost', 80, '', new AbortController().signal)).rejects.toMatchObject({ code: 503 });
  });

  it('needs a service with endpoints', async () => {
    const services = `/api/v1/namespaces/${namespace}/services`;
    await server.post(services, { metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } });
    expect((await server.get(`${services}/s/proxy/`)).body).toMatchObject({ code: 503, message: 'no endpoints available for service "s"' });
    expect((await server.get(`${services}/s:none/proxy/`)).body).toMatchObject({ code: 503 });
  });

  it.each([['n', '', 'n', ''], ['n:80', '', 'n', '80'], ['https:n:web', 'https', 'n', 'web']])('reads %s', (text, scheme, name, port) => expect(parseProxyName(text)).toEqual({ scheme, name, port }));
  it('refuses other schemes', () => expect(() => parseProxyName('ftp:n:1')).toThrow('invalid proxy target'));
});

it('shows the parts of the control plane', async () => {
  expect((await server.get('/api/v1/componentstatuses')).body).toMatchObject({ kind: 'ComponentStatusList', items: [{ metadata: { name: 'controller-manager' } }, {}, { metadata: { name: 'etcd-0' }, conditions: [{ type: 'Healthy', status: 'True' }] }] });
  expect((await server.get('/api/v1/componentstatuses/scheduler', 'application/json;as=Table;v=v1;g=meta.k8s.io')).body['rows']).toHaveLength(1);
  expect((await server.get('/api/v1/componentstatuses/none')).code).toBe(404);
});

describe('one object in two versions', () => {
  it('autoscalers', async () => {
    const v1 = `/apis/autoscaling/v1/namespaces/${namespace}/horizontalpodautoscalers`;
    const v2 = v1.replace('v1', 'v2');
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' };
    await server.post(v1, { metadata: { name: 'a' }, spec: { scaleTargetRef, maxReplicas: 4, targetCPUUtilizationPercentage: 60 } });
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }];
    expect((await server.get(`${v2}/a`)).body).toMatchObject({ apiVersion: 'autoscaling/v2', spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 4, metrics } });
    const pods = { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' } } };
    await server.patch(`${v2}/a`, 'merge', { spec: { metrics: [pods, ...metrics] } });
    const old = await server.get(`${v1}/a`);
    expect(old.body).toMatchObject({ apiVersion: 'autoscaling/v1', spec: { targetCPUUtilizationPercentage: 60 }, metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/metrics': '[{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"10"}}]' } } });
    await server.patch(`${v1}/a`, 'merge', { spec: { maxReplicas: 9 } });
    const back = await server.get(`${v2}/a`);
    expect(back.body).toMatchObject({ spec: { maxReplicas: 9, metrics: [pods, ...metrics] } });
    expect(back.body['metadata']!['annotations']).toBeUndefined();
  });

  it('events', async () => {
    const core = `/api/v1/namespaces/${namespace}/events`;
    const events = `/apis/events.k8s.io/v1/namespaces/${namespace}/events`;
    const watching = await server.watch(`${events}?watch=1`);
    await server.post(core, { metadata: { name: 'e' }, involvedObject: { kind: 'Pod', name: 'p', namespace }, message: 'hello', reason: 'Why', count: 2, source: { component: 'c' } });
    expect(await watching.next()).toMatchObject({ type: 'ADDED', object: { apiVersion: 'events.k8s.io/v1', regarding: { name: 'p' }, note: 'hello', deprecatedCount: 2, deprecatedSource: { component: 'c' } } });
    watching.close();
    expect((await server.get(`${events}?fieldSelector=regarding.name%3Dp`)).body['items']).toHaveLength(1);
    expect((await server.delete(`${events}/e`)).code).toBe(200);
    expect((await server.get(`${core}/e`)).code).toBe(404);
  });
});
