import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { Stored } from '../../store/stored.js';
import { WatchCache } from '../../store/watch-cache.js';
import type { AccessAttributes } from '../authorizer.js';
import { RbacAuthorizer } from './rbac-authorizer.js';

const API = 'rbac.authorization.k8s.io';
const names = ['roles', 'roleBindings', 'clusterRoles', 'clusterRoleBindings'] as const;
type Kind = (typeof names)[number];

class World {
  readonly caches = Object.fromEntries(names.map((n) => [n, new WatchCache(`/registry/${n}/`)])) as Record<Kind, WatchCache>;
  #revision = 1;
  constructor() { for (const cache of Object.values(this.caches)) cache.fill([], 0); }
  put(kind: Kind, name: string, content: object, namespace?: string): this {
    const value = Buffer.from(JSON.stringify({ metadata: { name, ...(namespace ? { namespace } : {}) }, ...content }));
    const revision = ++this.#revision;
    this.caches[kind].apply([{ type: 'put', key: this.#key(kind, name, namespace), value, revision }] as never, revision);
    return this;
  }
  delete(kind: Kind, name: string, namespace?: string): void {
    const key = this.#key(kind, name, namespace);
    const old = this.caches[kind].get(key)! satisfies Stored;
    const revision = ++this.#revision;
    this.caches[kind].apply([{ type: 'delete', key, value: Buffer.from(JSON.stringify(old.object satisfies KubeObject)), revision }] as never, revision);
  }
  bind(name: string, role: string, subject: object, namespace?: string, kind = namespace ? 'Role' : 'ClusterRole'): this {
    return this.put(namespace ? 'roleBindings' : 'clusterRoleBindings', name, { roleRef: { apiGroup: API, kind, name: role }, subjects: [subject] }, namespace);
  }
  #key(kind: Kind, name: string, namespace?: string): string { return `/registry/${kind}/${namespace ? `${namespace}/` : ''}${name}`; }
}

const asked = (text: string, over: Partial<AccessAttributes> = {}): AccessAttributes => {
  const [verb = '', target = '', name = ''] = text.split(' ');
  const isResource = !target.startsWith('/');
  const [resource = '', subresource = ''] = target.split('/');
  return {
    user: { name: 'jane', groups: ['staff', 'system:authenticated'] }, verb, isResource, group: '', version: 'v1', resource: isResource ? resource : '', subresource: isResource ? subresource : '',
    namespace: '', name, path: isResource ? '' : target, ...over,
  };
};
const JANE = { apiGroup: API, kind: 'User', name: 'jane' };
const rule = (verbs: string, groups: string[], resources: string, resourceNames?: string[]): object => ({ verbs: verbs.split(' '), apiGroups: groups, resources: resources.split(' '), ...(resourceNames ? { resourceNames } : {}) });

describe('rules', () => {
  it.each<[string, object, AccessAttributes, boolean]>([
    ['verb and resource', rule('get', [''], 'pods'), asked('get pods a'), true],
    ['another verb', rule('get', [''], 'pods'), asked('list pods'), false],
    ['another group', rule('get', ['apps'], 'pods'), asked('get pods a'), false],
    ['any group', rule('get', ['*'], 'pods'), asked('get pods a', { group: 'x' }), true],
    ['any verb', rule('*', [''], 'pods'), asked('impersonate pods a'), true],
    ['a subresource is not its resource', rule('get', [''], 'pods'), asked('get pods/log a'), false],
    ['a subresource', rule('get', [''], 'pods/log'), asked('get pods/log a'), true],
    ['a subresource of anything', rule('get', ['*'], '*/scale'), asked('get deployments/scale a', { group: 'apps' }), true],
    ['everything covers subresources', rule('get', [''], '*'), asked('get pods/log a'), true],
    ['a name', rule('get', [''], 'pods', ['a']), asked('get pods a'), true],
    ['another name', rule('get', [''], 'pods', ['a']), asked('get pods b'), false],
    ['a list has no name', rule('list', [''], 'pods', ['a']), asked('list pods'), false],
    ['a path', { verbs: ['get'], nonResourceURLs: ['/metrics'] }, asked('get /metrics'), true],
    ['a path below', { verbs: ['get'], nonResourceURLs: ['/healthz/*'] }, asked('get /healthz/etcd'), true],
    ['a path beside', { verbs: ['get'], nonResourceURLs: ['/healthz/*'] }, asked('get /healthzz'), false],
    ['resources are not paths', rule('*', ['*'], '*'), asked('get /metrics'), false],
  ])('%s', (_name, content, attributes, allowed) => {
    const world = new World().put('clusterRoles', 'r', { rules: [content] }).bind('b', 'r', JANE);
    expect(new RbacAuthorizer(world.caches).authorize(attributes).decision).toBe(allowed ? 'allow' : 'no opinion');
  });
});

describe('bindings', () => {
  const read = { rules: [rule('get', [''], 'pods')] };

  it('of groups, service accounts and users count', () => {
    const world = new World().put('clusterRoles', 'read', read)
      .bind('g', 'read', { kind: 'Group', name: 'staff' }).bind('s', 'read', { kind: 'ServiceAccount', name: 'bot', namespace: 'ops' });
    const rbac = new RbacAuthorizer(world.caches);
    expect(rbac.authorize(asked('get pods a'))).toEqual({ decision: 'allow', reason: 'RBAC: allowed by ClusterRoleBinding "g" of ClusterRole "read" to Group "staff"' });
    expect(rbac.authorize(asked('get pods a', { user: { name: 'system:serviceaccount:ops:bot', groups: [] } })).reason).toBe('RBAC: allowed by ClusterRoleBinding "s" of ClusterRole "read" to ServiceAccount "bot/ops"');
    expect(rbac.authorize(asked('get pods a', { user: { name: 'staff', groups: ['jane'] } })).decision).toBe('no opinion');
  });

  it('of a namespace count there only, and not for paths', () => {
    const world = new World().put('clusterRoles', 'read', { rules: [rule('get', [''], 'pods nodes'), { verbs: ['get'], nonResourceURLs: ['/metrics'] }] }).bind('b', 'read', JANE, 'a', 'ClusterRole');
    const rbac = new RbacAuthorizer(world.caches);
    expect(rbac.authorize(asked('get pods x', { namespace: 'a' })).reason).toBe('RBAC: allowed by RoleBinding "b/a" of ClusterRole "read" to User "jane"');
    expect(rbac.authorize(asked('get pods x', { namespace: 'b' })).decision).toBe('no opinion');
    expect(rbac.authorize(asked('get nodes x')).decision).toBe('no opinion');
    expect(rbac.authorize(asked('get /metrics', { namespace: 'a' })).decision).toBe('no opinion');
  });

  it('follow changes of roles and bindings', () => {
    const world = new World();
    const rbac = new RbacAuthorizer(world.caches);
    const allowed = (): boolean => rbac.authorize(asked('get pods x', { namespace: 'a' })).decision === 'allow';
    world.bind('b', 'read', JANE, 'a');
    expect(allowed()).toBe(false);
    world.put('roles', 'read', read, 'a');
    expect(allowed()).toBe(true);
    world.put('roles', 'read', { rules: [] }, 'a');
    expect(allowed()).toBe(false);
    world.put('roles', 'read', read, 'a');
    world.bind('b', 'read', { kind: 'User', name: 'joe' }, 'a');
    expect(allowed()).toBe(false);
    world.bind('b', 'read', JANE, 'a');
    expect(allowed()).toBe(true);
    world.delete('roleBindings', 'b', 'a');
    expect(allowed()).toBe(false);
    world.bind('b', 'read', JANE, 'a');
    world.delete('roles', 'read', 'a');
    expect(allowed()).toBe(false);
  });

  it('name what a user may do, each binding once', () => {
    const world = new World().put('clusterRoles', 'read', read)
      .put('clusterRoleBindings', 'b', { roleRef: { apiGroup: API, kind: 'ClusterRole', name: 'read' }, subjects: [JANE, { kind: 'Group', name: 'staff' }] });
    expect([...new RbacAuthorizer(world.caches).rulesFor(asked('get pods').user, 'a')].map((r) => r.binding.name)).toEqual(['b']);
  });
});
