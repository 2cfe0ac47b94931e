import { createClient } from '@kubets/client/create-client';
import { type Any, TestServer } from '../testing/server.js';

// The components of a cluster under the identities that they have there, with the policy that every cluster starts with.
const MANAGER = { name: 'system:kube-controller-manager', groups: [] };
const SCHEDULER = { name: 'system:kube-scheduler', groups: [] };
const PROXY = { name: 'system:kube-proxy', groups: [] };
const DNS = { name: 'system:serviceaccount:kube-system:coredns', groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system'] };
const ADMIN = { name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] };
const node = (name: string): { name: string; groups: string[] } => ({ name: `system:node:${name}`, groups: ['system:nodes'] });

let server: TestServer;
beforeAll(async () => { server = await TestServer.start(); });
afterAll(async () => { await server.stop(); });

type User = { name: string; groups: string[] };
const call = async (user: User, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, type?: string): Promise<Any> =>
  createClient(server.server.transport({ ...user, groups: [...user.groups, 'system:authenticated'] }, 'test')).raw(method, path, body, type)
    .catch((e: { toStatus(): object }) => e.toStatus()) as Promise<Any>;

/** `verb group/resource[/subresource] [namespace]`. */
async function may({ name, groups }: User, text: string): Promise<boolean> {
  const [verb, target = '', namespace = ''] = text.split(' ');
  const [group, resource, subresource] = target.split('/');
  const answer = await server.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    spec: { user: name, groups: [...groups, 'system:authenticated'], resourceAttributes: { verb, group, resource, ...(subresource ? { subresource } : {}), namespace } },
  });
  return answer.body['status']!['allowed'] as unknown as boolean;
}

it.each<[string, User, string[], string[]]>([
  ['the controller manager', MANAGER, [
    'list example.com/widgets', 'watch /pods', 'create /pods a', 'delete example.com/widgets a', 'deletecollection /secrets a', 'patch apps/deployments/status a', 'update /namespaces/finalize', 'create discovery.k8s.io/endpointslices a',
    'create /serviceaccounts a', 'create /configmaps a', 'create coordination.k8s.io/leases kube-system', 'create /events a', 'create apps/replicasets a', 'patch /nodes', 'create authentication.k8s.io/tokenreviews',
  ], ['create rbac.authorization.k8s.io/clusterrolebindings', 'create /pods/exec a', 'impersonate /users', 'bind rbac.authorization.k8s.io/clusterroles']],
  ['the scheduler', SCHEDULER, [
    'list /pods', 'watch /nodes', 'create /pods/binding a', 'patch /pods/status a', 'delete /pods a', 'create /events a', 'list policy/poddisruptionbudgets', 'list apps/replicasets', 'list apps/statefulsets', 'list /replicationcontrollers', 'list /services', 'list /namespaces',
    'patch /persistentvolumes', 'create coordination.k8s.io/leases kube-system',
  ], ['create /pods a', 'get /secrets a', 'patch /nodes']],
  ['kube-proxy', PROXY, ['list /services', 'watch discovery.k8s.io/endpointslices', 'watch /nodes', 'create /events a'], ['list /pods', 'get /secrets a', 'patch /services a']],
  ['DNS', DNS, ['list /services', 'watch discovery.k8s.io/endpointslices', 'list /namespaces', 'watch /pods'], ['get /secrets a', 'list /nodes', 'patch /services a']],
  ['the administrator', ADMIN, ['create rbac.authorization.k8s.io/clusterroles', '* */*', 'escalate rbac.authorization.k8s.io/clusterroles'], []],
  ['anybody', { name: 'jane', groups: [] }, ['create authorization.k8s.io/selfsubjectaccessreviews', 'create authentication.k8s.io/selfsubjectreviews'], ['list /pods a', 'list /namespaces']],
])('%s may do its work, and no more', async (_name, user, can, cannot) => {
  for (const text of can) expect([text, await may(user, text)]).toEqual([text, true]);
  for (const text of cannot) expect([text, await may(user, text)]).toEqual([text, false]);
});

describe('a kubelet', () => {
  let ns: string;
  const pod = (nodeName: string): object => ({ metadata: { name: 'web' }, spec: { nodeName, containers: [{ name: 'c', image: 'i', envFrom: [{ secretRef: { name: 'used' } }] }] } });
  beforeAll(async () => {
    ns = await server.namespace();
    for (const name of ['used', 'unused']) await server.post(`/api/v1/namespaces/${ns}/secrets`, { metadata: { name }, data: {} });
    await server.post(`/api/v1/namespaces/${ns}/pods`, pod('n1'));
  });

  it('registers its node, and reports on it', async () => {
    expect((await call(node('n1'), 'POST', '/api/v1/nodes', { metadata: { name: 'n1', labels: { 'kubernetes.io/hostname': 'n1' } }, status: { capacity: { cpu: '1' } } }))['kind']).toBe('Node');
    expect((await call(node('n1'), 'PATCH', '/api/v1/nodes/n1/status', { status: { phase: 'Running' } }, 'application/strategic-merge-patch+json'))['kind']).toBe('Node');
    expect((await call(node('n1'), 'POST', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases', { metadata: { name: 'n1' }, spec: { holderIdentity: 'n1' } }))['kind']).toBe('Lease');
    expect((await call(node('n2'), 'PATCH', '/api/v1/nodes/n1/status', {}, 'application/merge-patch+json'))['code']).toBe(403);
    expect((await call(node('n1'), 'POST', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases', { metadata: { name: 'n2' } }))['code']).toBe(403);
  });

  it('reads what its pods refer to', async () => {
    expect((await call(node('n1'), 'GET', `/api/v1/namespaces/${ns}/secrets/used`))['kind']).toBe('Secret');
    expect((await call(node('n1'), 'GET', `/api/v1/namespaces/${ns}/secrets?fieldSelector=metadata.name%3Dused`))['items']).toHaveLength(1);
    expect((await call(node('n2'), 'GET', `/api/v1/namespaces/${ns}/secrets/used`))['message']).toContain('no relationship found between node "n2" and this object');
    expect((await call(node('n1'), 'GET', `/api/v1/namespaces/${ns}/secrets/unused`))['code']).toBe(403);
    expect((await call(node('n1'), 'GET', `/api/v1/namespaces/${ns}/secrets`))['code']).toBe(403);
  });

  it('gets tokens for its pods, and reports on them', async () => {
    const { metadata } = (await server.get(`/api/v1/namespaces/${ns}/pods/web`)).body;
    const body = { spec: { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'web', uid: metadata!['uid'] } } };
    expect((await call(node('n1'), 'POST', `/api/v1/namespaces/${ns}/serviceaccounts/default/token`, body))['kind']).toBe('TokenRequest');
    expect((await call(node('n2'), 'POST', `/api/v1/namespaces/${ns}/serviceaccounts/default/token`, body))['code']).toBe(403);
    const status = [`/api/v1/namespaces/${ns}/pods/web/status`, { status: { phase: 'Running' } }, 'application/strategic-merge-patch+json'] as const;
    expect((await call(node('n1'), 'PATCH', ...status))['status']!['phase']).toBe('Running');
    expect((await call(node('n2'), 'PATCH', ...status))['code']).toBe(403);
    expect((await call(node('n1'), 'DELETE', `/api/v1/namespaces/${ns}/pods/web`, { gracePeriodSeconds: 0 }))['code']).toBeUndefined();
  });
});
