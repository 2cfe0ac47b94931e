import { createClient } from '@kubets/client/create-client';
import { type Any, TestServer } from '../testing/server.js';

let server: TestServer;
let ns: string;
beforeAll(async () => {
  server = await TestServer.start();
  ns = await server.namespace();
  await server.post(`/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}/rolebindings`, {
    metadata: { name: 'jane-views' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }, subjects: [{ kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' }],
  });
});
afterAll(async () => { await server.stop(); });
const as = (name: string, ...groups: string[]) => async (path: string, body: object): Promise<Any> =>
  createClient(server.server.transport({ name, groups: [...groups, 'system:authenticated'] }, 'test')).raw('POST', path, body).catch((e: { toStatus(): object }) => e.toStatus()) as Promise<Any>;
const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const AUTHENTICATION = '/apis/authentication.k8s.io/v1';
const resource = (verb: string, name: string, namespace = ns): object => ({ resourceAttributes: { verb, resource: name, namespace } });

it.each<[string, () => object, boolean]>([
  ['what a role allows', () => resource('list', 'pods'), true], ['a subresource', () => ({ resourceAttributes: { verb: 'get', resource: 'pods', subresource: 'log', namespace: ns } }), true],
  ['what it does not', () => resource('delete', 'pods'), false], ['secrets, which viewers do not see', () => resource('get', 'secrets'), false], ['elsewhere', () => resource('list', 'pods', 'default'), false],
  ['a path', () => ({ nonResourceAttributes: { verb: 'get', path: '/version' } }), true], ['another path', () => ({ nonResourceAttributes: { verb: 'get', path: '/metrics' } }), false],
])('SelfSubjectAccessReview: %s', async (_name, spec, allowed) => {
  expect((await as('jane')(`${AUTHORIZATION}/selfsubjectaccessreviews`, { spec: spec() }))['status']!['allowed']).toBe(allowed);
});

it('SubjectAccessReview asks about others, and needs the right to', async () => {
  const body = { spec: { ...resource('list', 'pods'), user: 'jane' } };
  const answer = await server.post(`${AUTHORIZATION}/subjectaccessreviews`, body);
  expect(answer.body['status']).toEqual({ allowed: true, reason: `RBAC: allowed by RoleBinding "jane-views/${ns}" of ClusterRole "view" to User "jane"` });
  expect((await as('jane')(`${AUTHORIZATION}/subjectaccessreviews`, body))['code']).toBe(403);
  expect((await server.post(`${AUTHORIZATION}/subjectaccessreviews`, { spec: resource('list', 'pods') })).code).toBe(422);
});

it('LocalSubjectAccessReview stays in its namespace', async () => {
  const ask = (namespace: string): Promise<{ code: number; body: Any }> => server.post(`${AUTHORIZATION}/namespaces/${ns}/localsubjectaccessreviews`, { metadata: { namespace: ns }, spec: { ...resource('list', 'pods', namespace), user: 'jane' } });
  expect((await ask(ns)).body['status']!['allowed']).toBe(true);
  expect((await ask('default')).code).toBe(400);
});

it('SelfSubjectRulesReview lists what the caller may do', async () => {
  const answer = await as('jane')(`${AUTHORIZATION}/selfsubjectrulesreviews`, { spec: { namespace: ns } });
  const status = answer['status'] as unknown as { resourceRules: { resources: string[] }[]; nonResourceRules: { nonResourceURLs: string[] }[] };
  expect(status.resourceRules).toContainEqual({ verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] });
  expect(status.resourceRules.some((r) => r.resources.includes('pods/log'))).toBe(true);
  expect(status.nonResourceRules.some((r) => r.nonResourceURLs.includes('/version'))).toBe(true);
});

it('SelfSubjectReview says who asks', async () => {
  expect((await as('jane', 'staff')(`${AUTHENTICATION}/selfsubjectreviews`, {}))['status']!['userInfo']).toEqual({ username: 'jane', groups: ['staff', 'system:authenticated'] });
});

it('TokenReview tells good tokens from bad ones', async () => {
  const { body } = await server.post(`/api/v1/namespaces/${ns}/serviceaccounts/default/token`, { spec: {} });
  const token = body['status']!['token'] as unknown as string;
  const review = async (token: string, audiences?: string[]): Promise<Any> => (await server.post(`${AUTHENTICATION}/tokenreviews`, { spec: { token, ...(audiences ? { audiences } : {}) } })).body['status']!;
  expect(await review(token)).toMatchObject({ authenticated: true, user: { username: `system:serviceaccount:${ns}:default` } });
  expect((await review(token, ['vault']))['authenticated'] ?? false).toBe(false);
  expect((await review('abc'))['authenticated'] ?? false).toBe(false);
});
