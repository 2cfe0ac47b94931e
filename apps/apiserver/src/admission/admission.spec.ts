import { createClient } from '@kubets/client/create-client';
import { type Any, TestServer } from '../testing/server.js';

let server: TestServer;
let ns: string;
beforeAll(async () => { server = await TestServer.start(); ns = await server.namespace(); });
afterAll(async () => { await server.stop(); });

const container = (more: object = {}): object => ({ name: 'c', image: 'registry.example/app:1', ...more });
const pod = (name: string, spec: object = {}): object => ({ metadata: { name }, spec: { containers: [container()], ...spec } });
const make = (name: string, spec: object = {}, namespace = ns): Promise<{ code: number; body: Any; headers: Readonly<Record<string, string>> }> => server.post(`/api/v1/namespaces/${namespace}/pods`, pod(name, spec));
const call = async (user: { name: string; groups: string[] }, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, type?: string): Promise<Any> =>
  createClient(server.server.transport({ ...user, groups: [...user.groups, 'system:authenticated'] }, 'test')).raw(method, path, body, type)
    .catch((e: { toStatus(): object }) => e.toStatus()) as Promise<Any>;

describe('pods', () => {
  it('stay five minutes on nodes in trouble, unless they say otherwise', async () => {
    const { body } = await make('plain');
    expect(body['spec']!['tolerations']).toEqual(['not-ready', 'unreachable'].map((s) => ({ key: `node.kubernetes.io/${s}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })));
    const own = await make('stays', { tolerations: [{ operator: 'Exists' }] });
    expect(own.body['spec']!['tolerations']).toEqual([{ operator: 'Exists' }]);
  });

  it('get the priority of their class', async () => {
    expect((await make('usual')).body['spec']).toMatchObject({ priority: 0, preemptionPolicy: 'PreemptLowerPriority' });
    expect((await make('critical', { priorityClassName: 'system-node-critical' })).body['spec']).toMatchObject({ priority: 2_000_001_000 });
    expect((await make('unknown', { priorityClassName: 'nope' })).body['message']).toBe('pods "unknown" is forbidden: no PriorityClass with name nope was found');
    expect((await make('numbered', { priority: 7 })).body['message']).toContain('the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0');
  });

  it('of no class take the default one, of which there is one', async () => {
    const path = '/apis/scheduling.k8s.io/v1/priorityclasses';
    await server.post(path, { metadata: { name: 'usual' }, value: 5, globalDefault: true, preemptionPolicy: 'Never' });
    expect((await make('defaulted')).body['spec']).toMatchObject({ priority: 5, priorityClassName: 'usual', preemptionPolicy: 'Never' });
    expect((await server.post(path, { metadata: { name: 'other' }, value: 6, globalDefault: true })).body['message']).toContain('PriorityClass usual is already marked as default. Only one default can exist');
    await server.delete(`${path}/usual`);
  });

  it('get overhead, selector and tolerations of their runtime class', async () => {
    await server.post('/apis/node.k8s.io/v1/runtimeclasses', { metadata: { name: 'vm' }, handler: 'vm', overhead: { podFixed: { cpu: '250m' } }, scheduling: { nodeSelector: { vm: 'yes' }, tolerations: [{ key: 'vm', operator: 'Exists' }] } });
    const { body } = await make('in-vm', { runtimeClassName: 'vm', nodeSelector: { disk: 'ssd' } });
    expect(body['spec']).toMatchObject({ overhead: { cpu: '250m' }, nodeSelector: { disk: 'ssd', vm: 'yes' } });
    expect(body['spec']!['tolerations']).toContainEqual({ key: 'vm', operator: 'Exists' });
    expect((await make('no-vm', { runtimeClassName: 'nope' })).body['message']).toContain('RuntimeClass "nope" not found');
    expect((await make('elsewhere', { runtimeClassName: 'vm', nodeSelector: { vm: 'no' } })).body['message']).toContain('conflict: runtimeClass.scheduling.nodeSelector[vm] = yes; pod.spec.nodeSelector[vm] = no');
  });

  it('in a namespace that does not exist hear so', async () => {
    expect((await make('lost', {}, 'nowhere')).body['message']).toBe('namespaces "nowhere" not found');
  });
});

describe('LimitRanger', () => {
  it('fills in defaults and enforces bounds', async () => {
    const limited = await server.namespace();
    await server.post(`/api/v1/namespaces/${limited}/limitranges`, { metadata: { name: 'l' }, spec: { limits: [
      { type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: '100m' }, max: { cpu: '1' }, min: { cpu: '50m' }, maxLimitRequestRatio: { cpu: '5' } },
      { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } },
    ] } });
    const { body } = await make('filled', {}, limited);
    expect(body['spec']!['containers']![0]!['resources']).toEqual({ requests: { cpu: '100m' }, limits: { cpu: '500m' } });
    expect(body['metadata']!['annotations']!['kubernetes.io/limit-ranger']).toBe('LimitRanger plugin set: cpu request for container c; cpu limit for container c');
    const sized = (requests: string, limits: string): object => ({ containers: [container({ resources: { requests: { cpu: requests }, limits: { cpu: limits } } })] });
    expect((await make('big', sized('900m', '2'), limited)).body['message']).toBe('pods "big" is forbidden: maximum cpu usage per Container is 1, but limit is 2');
    expect((await make('small', sized('10m', '50m'), limited)).body['message']).toBe('pods "small" is forbidden: minimum cpu usage per Container is 50m, but request is 10m');
    expect((await make('burst', sized('100m', '1'), limited)).body['message']).toBe('pods "burst" is forbidden: cpu max limit to request ratio per Container is 5, but provided ratio is 10.000000');
    expect((await make('both', sized('10m', '2'), limited)).body['message']).toMatch(/^pods "both" is forbidden: \[minimum .*, maximum .*, cpu max limit .*\]$/);
    const claim = await server.post(`/api/v1/namespaces/${limited}/persistentvolumeclaims`, { metadata: { name: 'huge' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } } });
    expect(claim.body['message']).toBe('persistentvolumeclaims "huge" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi');
  });
});

describe('PodSecurity', () => {
  const restrictive = async (labels: object): Promise<string> => {
    const name = await server.namespace();
    await server.patch(`/api/v1/namespaces/${name}`, 'merge', { metadata: { labels } });
    return name;
  };

  it('refuses what the level of the namespace does not allow', async () => {
    const name = await restrictive({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect((await make('p', {}, name)).body['message']).toBe('pods "p" is forbidden: violates PodSecurity "restricted:latest": '
      + 'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), '
      + 'runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")');
    const good = container({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } });
    expect((await make('q', { containers: [good], securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }, name)).code).toBe(201);
  });

  it('holds to the baseline', async () => {
    const name = await restrictive({ 'pod-security.kubernetes.io/enforce': 'baseline' });
    expect((await make('p', { hostNetwork: true, hostPID: true, volumes: [{ name: 'h', hostPath: { path: '/' } }], containers: [container({ securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } })] }, name)).body['message'])
      .toBe('pods "p" is forbidden: violates PodSecurity "baseline:latest": non-default capabilities (container "c" must not include "SYS_ADMIN" in securityContext.capabilities.add), '
        + 'host namespaces (hostNetwork=true, hostPID=true), hostPath volumes (volume "h"), privileged (container "c" must not set securityContext.privileged=true)');
    expect((await make('q', {}, name)).code).toBe(201);
  });

  it('warns of templates', async () => {
    const name = await restrictive({ 'pod-security.kubernetes.io/warn': 'baseline', 'pod-security.kubernetes.io/warn-version': 'v1.30' });
    const made = await server.post(`/apis/apps/v1/namespaces/${name}/deployments`, { metadata: { name: 'd' }, spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { hostPID: true, containers: [container()] } } } });
    expect(made.code).toBe(201);
    expect(made.headers['warning']).toContain('would violate PodSecurity \\"baseline:v1.30\\": host namespaces (hostPID=true)');
  });

  it('knows its labels', async () => {
    const { body } = await server.patch(`/api/v1/namespaces/${ns}`, 'merge', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'strict' } } });
    expect(body['message']).toContain('must be one of privileged, baseline, restricted');
  });
});

describe('default classes', () => {
  it('goes to claims that name none', async () => {
    const path = '/apis/storage.k8s.io/v1/storageclasses';
    await server.post(path, { metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }, provisioner: 'example.com/x' });
    const claim = (name: string, more: object = {}): Promise<{ body: Any }> => server.post(`/api/v1/namespaces/${ns}/persistentvolumeclaims`, { metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...more } });
    expect((await claim('a')).body['spec']!['storageClassName']).toBe('fast');
    expect((await claim('b', { storageClassName: '' })).body['spec']!['storageClassName']).toBe('');
  });
});

describe('nodes', () => {
  const n1 = { name: 'system:node:n1', groups: ['system:masters', 'system:nodes'] };
  let uid: string;
  beforeAll(async () => { uid = (await call(n1, 'POST', '/api/v1/nodes', { metadata: { name: 'n1', labels: { 'kubernetes.io/hostname': 'n1' } } }))['metadata']!['uid'] as unknown as string; });

  it('begin with a taint', async () => {
    expect((await server.get('/api/v1/nodes/n1')).body['spec']!['taints']).toEqual([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]);
  });

  it.each<[string, 'POST' | 'PATCH' | 'DELETE', string, object | undefined, string]>([
    ['another node', 'POST', '/api/v1/nodes', { metadata: { name: 'n2' } }, 'node "n1" is not allowed to modify node "n2"'],
    ['labels that steer pods', 'PATCH', '/api/v1/nodes/n1', { metadata: { labels: { 'node-restriction.kubernetes.io/pci': 'yes' } } }, 'node "n1" is not allowed to modify labels: node-restriction.kubernetes.io/pci'],
    ['labels through the status', 'PATCH', '/api/v1/nodes/n1/status', { metadata: { labels: { 'node-role.kubernetes.io/master': '' } } }, 'node "n1" is not allowed to modify labels: node-role.kubernetes.io/master'],
    ['its taints', 'PATCH', '/api/v1/nodes/n1', { spec: { taints: null } }, 'node "n1" is not allowed to modify taints'],
    ['ordinary pods', 'POST', '/api/v1/namespaces/NS/pods', pod('x', { nodeName: 'n1' }), 'can only create mirror pods'],
  ])('may not touch %s', async (_name, method, path, body, message) => {
    expect((await call(n1, method, path.replace('NS', ns), body, method === 'PATCH' ? 'application/merge-patch+json' : undefined))['message']).toContain(message);
  });

  it('may set their own labels', async () => {
    const changed = await call(n1, 'PATCH', '/api/v1/nodes/n1', { metadata: { labels: { 'topology.kubernetes.io/zone': 'a', disk: 'ssd' } } }, 'application/merge-patch+json');
    expect(changed['metadata']!['labels']).toMatchObject({ disk: 'ssd' });
  });

  it('show mirror pods that refer to nothing', async () => {
    const mirror = (name: string, spec: object = {}): object => ({
      ...pod(name, { nodeName: 'n1', ...spec }),
      metadata: { name, annotations: { 'kubernetes.io/config.mirror': 'x', 'kubernetes.io/config.source': 'file' }, ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n1', uid, controller: true }] },
    });
    expect((await call(n1, 'POST', `/api/v1/namespaces/${ns}/pods`, mirror('m')))['kind']).toBe('Pod');
    const spec = { volumes: [{ name: 'v', configMap: { name: 'x' } }] };
    expect((await call(n1, 'POST', `/api/v1/namespaces/${ns}/pods`, mirror('m2', spec)))['message']).toContain('can not create pods that reference configmaps: "x"');
  });

  it('report on their own pods only', async () => {
    await make('foreign');
    const status = { status: { phase: 'Running' } };
    expect((await call(n1, 'PATCH', `/api/v1/namespaces/${ns}/pods/foreign/status`, status, 'application/merge-patch+json'))['message']).toContain('node "n1" can only update pod status for pods with spec.nodeName set to itself');
    expect((await call(n1, 'DELETE', `/api/v1/namespaces/${ns}/pods/foreign`))['message']).toContain('node "n1" can only delete pods with spec.nodeName set to itself');
  });
});

describe('RBAC escalation', () => {
  const roles = '/apis/rbac.authorization.k8s.io/v1';
  const jane = { name: 'jane', groups: ['staff'] };
  const bindTo = (name: string, role: string, subject: object = { kind: 'User', name: 'joe', apiGroup: 'rbac.authorization.k8s.io' }): object => ({
    metadata: { name }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subjects: [subject],
  });
  const role = (name: string, ...rules: object[]): object => ({ metadata: { name }, rules });
  const readPods = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  beforeAll(async () => {
    await server.post(`${roles}/namespaces/${ns}/rolebindings`, bindTo('jane-admin', 'admin', { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' }));
  });

  it('lets people hand out what they have', async () => {
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/roles`, role('reader', readPods)))['kind']).toBe('Role');
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/rolebindings`, bindTo('joe-edits', 'edit')))['kind']).toBe('RoleBinding');
  });

  it('and nothing more', async () => {
    const asked = role('more', readPods, { apiGroups: ['example.com'], resources: ['things'], verbs: ['get', 'list'] });
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/roles`, asked))['message']).toBe('roles.rbac.authorization.k8s.io "more" is forbidden: '
      + 'user "jane" (groups=["staff" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:["example.com"], Resources:["things"], Verbs:["get" "list"]}');
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/rolebindings`, bindTo('joe-rules', 'cluster-admin')))['message']).toContain('{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}');
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/rolebindings`, bindTo('joe-what', 'no-such')))['message']).toBe('clusterroles.rbac.authorization.k8s.io "no-such" not found');
  });

  it('unless they may escalate or bind', async () => {
    await server.post(`${roles}/namespaces/${ns}/roles`, role('granter', { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['escalate'] },
      { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], resourceNames: ['cluster-admin'], verbs: ['bind'] }));
    await server.post(`${roles}/namespaces/${ns}/rolebindings`, { ...bindTo('jane-grants', 'x', { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' }), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'granter' } });
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/roles`, role('more', { apiGroups: ['example.com'], resources: ['things'], verbs: ['get'] })))['kind']).toBe('Role');
    expect((await call(jane, 'POST', `${roles}/namespaces/${ns}/rolebindings`, bindTo('joe-rules', 'cluster-admin')))['kind']).toBe('RoleBinding');
  });

  it('does not look at changes of labels', async () => {
    const boss = { name: 'boss', groups: [] };
    await server.post(`${roles}/namespaces/${ns}/roles`, role('labelled', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }));
    await server.post(`${roles}/namespaces/${ns}/rolebindings`, bindTo('boss-admin', 'admin', { kind: 'User', name: 'boss', apiGroup: 'rbac.authorization.k8s.io' }));
    const path = `${roles}/namespaces/${ns}/roles/labelled`;
    expect((await call(boss, 'PATCH', path, { metadata: { labels: { a: 'b' } } }, 'application/merge-patch+json'))['kind']).toBe('Role');
    expect((await call(boss, 'PATCH', path, { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }] }, 'application/merge-patch+json'))['code']).toBe(403);
  });
});
