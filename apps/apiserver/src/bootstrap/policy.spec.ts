import * as rbac from '@kubets/api/rbac/v1/resources.cfg';
import { createClient } from '@kubets/client/create-client';
import { silentLogger } from '@kubets/component/log';
import { TestServer } from '../testing/server.js';
import { POLICY } from './policy.cfg.js';
import { reconcilePolicy } from './policy.js';

describe('built-in policy', () => {
  it('names every object once', () => {
    for (const list of Object.values(POLICY) as { metadata?: { name?: string; namespace?: string } }[][]) {
      const keys = list.map((o) => `${o.metadata?.namespace ?? ''}/${o.metadata?.name ?? ''}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('binds only roles that exist', () => {
    const cluster = new Set(POLICY.clusterRoles.map((r) => r.metadata?.name));
    const namespaced = new Set(POLICY.roles.map((r) => `${r.metadata?.namespace}/${r.metadata?.name}`));
    for (const b of POLICY.clusterRoleBindings) expect(cluster).toContain(b.roleRef?.name);
    for (const b of POLICY.roleBindings) expect(namespaced).toContain(`${b.metadata?.namespace}/${b.roleRef?.name}`);
  });
});

describe('reconciliation with a server', () => {
  let server: TestServer;
  beforeAll(async () => { server = await TestServer.start(); });
  afterAll(async () => { await server.stop(); });
  const client = () => createClient(server.server.transport({ name: 'root', groups: ['system:masters'] }, 'test'));

  it('has made everything at start, with aggregated roles filled', async () => {
    const roles = await client().resource(rbac.clusterroles).list();
    expect(roles.items.length).toBe(POLICY.clusterRoles.length);
    const admin = roles.items.find((r) => r.metadata.name === 'admin')!;
    expect(admin.rules).toContainEqual({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'roles'], verbs: ['get', 'list', 'watch', 'create', 'delete', 'deletecollection', 'patch', 'update'].sort() });
    expect(admin.rules).toContainEqual(expect.objectContaining({ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }));
    expect(admin.metadata.labels).toEqual({ 'kubernetes.io/bootstrapping': 'rbac-defaults' });
  });

  it('writes nothing the second time', async () => {
    expect(await reconcilePolicy(client(), silentLogger)).toBe(0);
  });

  it('gives back what was taken away, keeps what was added, and leaves protected roles alone', async () => {
    const resource = client().resource(rbac.clusterroles);
    const extra = { apiGroups: ['example.com'], resources: ['things'], verbs: ['get'] };
    const basic = await resource.get('system:basic-user');
    await resource.update({ ...basic, rules: [extra] });
    const dns = await resource.get('system:kube-dns');
    await resource.update({ ...dns, rules: [], metadata: { ...dns.metadata, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } } });
    expect(await reconcilePolicy(client(), silentLogger)).toBe(1);
    const after = await resource.get('system:basic-user');
    expect(after.rules?.[0]).toEqual(extra);
    expect(after.rules).toHaveLength(4);
    expect((await resource.get('system:kube-dns')).rules ?? []).toEqual([]);
  });

  it('makes a binding anew that was bound to another role', async () => {
    const bindings = client().resource(rbac.clusterrolebindings);
    await bindings.delete('system:discovery');
    const subject = { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' };
    await bindings.create({ metadata: { name: 'system:discovery' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }, subjects: [subject] });
    await reconcilePolicy(client(), silentLogger);
    const after = await bindings.get('system:discovery');
    expect(after.roleRef.name).toBe('system:discovery');
    expect(after.subjects?.map((s) => s.name)).toEqual(['jane', 'system:authenticated']);
  });

  it('keeps aggregated roles current', async () => {
    const resource = client().resource(rbac.clusterroles);
    const rule = { apiGroups: ['example.com'], resources: ['gadgets'], verbs: ['get'] };
    await resource.create({ metadata: { name: 'gadgets', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } }, rules: [rule] });
    const until = async (name: string, holds: boolean): Promise<void> => {
      for await (const event of resource.watch({ sendInitialEvents: false, resourceVersion: '0', timeoutSeconds: 5 })) {
        if (event.type === 'BOOKMARK' || event.object.metadata.name !== name) continue;
        if ((event.object.rules ?? []).some((r) => r.resources?.includes('gadgets')) === holds) return;
      }
      throw new Error(`${name} did not change`);
    };
    for (const name of ['view', 'edit', 'admin']) await until(name, true);
    await resource.delete('gadgets');
    for (const name of ['view', 'edit', 'admin']) await until(name, false);
  });
});
