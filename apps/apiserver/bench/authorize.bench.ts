// What a decision costs with 1,000 roles and bindings, and what following a change costs.
//   node --import ./libs/storage/src/crash/typescript.mjs apps/apiserver/bench/authorize.bench.ts
import { WatchCache } from '@kubets/apiserver/store/watch-cache';
import type { AccessAttributes } from '@kubets/apiserver/authorization/authorizer';
import { RbacAuthorizer } from '@kubets/apiserver/authorization/rbac/rbac-authorizer';

const COUNT = 1_000;
const cache = (kind: string): WatchCache => { const made = new WatchCache(`/registry/${kind}/`); made.fill([], 0); return made; };
const caches = { roles: cache('roles'), roleBindings: cache('roleBindings'), clusterRoles: cache('clusterRoles'), clusterRoleBindings: cache('clusterRoleBindings') };
let revision = 1;
function put(kind: keyof typeof caches, key: string, object: object): void {
  revision++;
  caches[kind].apply([{ type: 'put', key: `/registry/${kind}/${key}`, value: Buffer.from(JSON.stringify(object)), revision }] as never, revision);
}
const rules = Array.from({ length: 10 }, (_, i) => ({ apiGroups: [i % 2 ? 'apps' : ''], resources: ['pods', 'services', `things-${i}`], verbs: ['get', 'list', 'watch'] }));
const bind = (name: string, namespace: string | undefined, subjects: object[]): object => ({ metadata: { name, ...(namespace ? { namespace } : {}) }, roleRef: { kind: 'ClusterRole', name }, subjects });
const rbac = new RbacAuthorizer(caches);
for (let i = 0; i < COUNT; i++) {
  put('clusterRoles', `r${i}`, { metadata: { name: `r${i}` }, rules });
  put('roleBindings', `ns${i % 100}/r${i}`, bind(`r${i}`, `ns${i % 100}`, [{ kind: 'User', name: `u${i % 200}` }, { kind: 'Group', name: `g${i % 50}` }]));
  put('clusterRoleBindings', `r${i}`, bind(`r${i}`, undefined, [{ kind: 'User', name: i < 100 ? 'busy' : `v${i}` }]));
}
const asked = (user: string, groups: string[], verb: string): AccessAttributes => ({
  user: { name: user, groups: [...groups, 'system:authenticated'] }, verb, isResource: true, group: '', version: 'v1', resource: 'pods', subresource: '', namespace: 'ns7', name: 'a', path: '',
});

function measure(name: string, run: (i: number) => void, times = 200_000): void {
  for (let i = 0; i < times / 10; i++) run(i);
  const start = performance.now();
  for (let i = 0; i < times; i++) run(i);
  console.log(`${name.padEnd(58)} ${(((performance.now() - start) * 1000) / times).toFixed(2).padStart(8)} µs`);
}
const cases: readonly (readonly [string, AccessAttributes])[] = [
  ['allowed by the first role', asked('u7', ['g7'], 'get')], ['refused: 10 bindings in the namespace', asked('u7', ['g7'], 'delete')],
  ['refused: a stranger in 5 groups', asked('nobody', ['a', 'b', 'c', 'd'], 'get')], ['refused: 100 bindings everywhere', asked('busy', [], 'delete')],
];
for (const [name, attributes] of cases) measure(name, () => { rbac.authorize(attributes); });
measure('a role changes', (i) => put('clusterRoles', `r${i % COUNT}`, { metadata: { name: `r${i % COUNT}` }, rules }), 5_000);
