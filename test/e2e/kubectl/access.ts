import { type Section } from './session.js';

/** Who may do what. */
export const access: Section = (session) => {
  const account = (): string => `system:serviceaccount:${session().name}:reader`;

  test('auth reconcile makes roles and bindings, and adds what is missing', async () => {
    const s = session();
    const role = (verbs: string[]): object => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'reader', namespace: s.name }, rules: [{ apiGroups: [''], resources: ['pods'], verbs }] });
    expect(await s.given(role(['get']), 'auth', 'reconcile')).toContain('role.rbac.authorization.k8s.io/reader reconciled');
    expect(await s.given(role(['get', 'list']), 'auth', 'reconcile')).toContain('reader reconciled');
    expect(await s.given(role(['get', 'list']), 'auth', 'reconcile')).toBe('role.rbac.authorization.k8s.io/reader reconciled');
    expect(await s.ok('get', 'role', 'reader', '-o', 'jsonpath={.rules[*].verbs}')).toMatch(/get.*list/);
    await s.ok('create', 'serviceaccount', 'reader');
    await s.ok('create', 'rolebinding', 'reader', '--role=reader', `--serviceaccount=${s.name}:reader`);
  });

  test('auth can-i answers with yes and 0, no and 1', async () => {
    const s = session();
    expect(await s.ok('auth', 'can-i', 'create', 'pods')).toBe('yes');
    expect(await s.ok('auth', 'can-i', 'list', 'pods', '--as', account())).toBe('yes');
    expect(await s.try('auth', 'can-i', 'delete', 'pods', '--as', account())).toMatchObject({ code: 1, stdout: 'no\n' });
    expect(await s.try('auth', 'can-i', 'get', '/metrics', '--as', 'ann')).toMatchObject({ code: 1, stdout: 'no\n' });
    const listed = await s.ok('auth', 'can-i', '--list', '--as', account());
    expect(listed).toMatch(/^Resources +Non-Resource URLs +Resource Names +Verbs\n/);
    expect(listed).toMatch(/^pods +\[\] +\[\] +\[get list\]$/m);
  });

  test('auth whoami', async () => {
    const s = session();
    expect(await s.ok('auth', 'whoami')).toMatch(/^ATTRIBUTE +VALUE\nUsername +kubernetes-super-admin\nGroups +\[system:masters system:authenticated\]/);
    expect(await s.ok('auth', 'whoami', '--as=ann', '--as-group=team', '-o', 'jsonpath={.status.userInfo.username} {.status.userInfo.groups}')).toBe('ann ["team","system:authenticated"]');
  });

  test('who may not is told who, what and where', async () => {
    const s = session();
    expect(await s.refused('get', 'secrets', '--as', account())).toBe(`Error from server (Forbidden): secrets is forbidden: User "${account()}" cannot list resource "secrets" in API group "" in the namespace "${s.name}"`);
    expect(await s.refused('delete', 'node', 'node-0', '--as=ann')).toContain('Error from server (Forbidden): nodes "node-0" is forbidden: User "ann" cannot delete resource "nodes" in API group "" at the cluster scope');
    expect(await s.refused('create', 'deployment', 'x', '--image=x', '--as=ann')).toBe(`error: failed to create deployment: deployments.apps is forbidden: User "ann" cannot create resource "deployments" in API group "apps" in the namespace "${s.name}"`);
    expect(await s.refused('get', '--raw', '/metrics', '--as=ann')).toBe('Error from server (Forbidden): forbidden: User "ann" cannot get path "/metrics"');
  });
};
