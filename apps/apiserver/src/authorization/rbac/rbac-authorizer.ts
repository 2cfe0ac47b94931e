import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { ClusterRoleBinding } from '@kubets/api/rbac/v1/cluster-role-binding';
import type { Role } from '@kubets/api/rbac/v1/role';
import type { RoleBinding } from '@kubets/api/rbac/v1/role-binding';
import type { PolicyRule, Subject } from '@kubets/api/rbac/v1/subject';
import type { UserInfo } from '../../request/request.js';
import type { WatchCache } from '../../store/watch-cache.js';
import type { AccessAttributes, Authorizer, Decision } from '../authorizer.js';
import { ruleAllows } from './rules.js';

export interface RbacCaches {
  readonly roles: WatchCache;
  readonly roleBindings: WatchCache;
  readonly clusterRoles: WatchCache;
  readonly clusterRoleBindings: WatchCache;
}

interface Binding { readonly subjects: readonly Subject[]; readonly roleKind: string; readonly roleName: string; readonly name: string; readonly namespace: string }

/**
 * Role-based access control. Bindings are indexed by subject and roles kept parsed; both follow the watch caches, so that a
 * decision is a look-up, not a walk over all bindings. Source: Using RBAC Authorization.
 */
export class RbacAuthorizer implements Authorizer {
  readonly name = 'RBAC';
  #bindings = new Map<string, Binding[]>();
  #rules = new Map<string, readonly PolicyRule[]>();
  #stale = true;

  constructor(private readonly caches: RbacCaches) {
    const forget = (): void => { this.#stale = true; };
    for (const cache of Object.values(caches) as WatchCache[]) cache.listen((events) => { if (events.length) forget(); });
  }

  authorize(attributes: AccessAttributes): Decision {
    for (const { rules, binding } of this.rulesFor(attributes.user, attributes.namespace)) {
      const role = `${binding.roleKind} ${JSON.stringify(binding.roleName)}`;
      if (rules.some((rule) => ruleAllows(rule, attributes))) return { decision: 'allow', reason: `RBAC: allowed by ${binding.namespace ? 'RoleBinding' : 'ClusterRoleBinding'} ${JSON.stringify(binding.name)} of ${role}` };
    }
    return { decision: 'no opinion', reason: '' };
  }

  /** What a user may do in a namespace (and everywhere), with where it comes from. */
  *rulesFor(user: UserInfo, namespace: string): Generator<{ rules: readonly PolicyRule[]; binding: Binding }> {
    if (this.#stale) this.#rebuild();
    const seen = new Set<Binding>();
    for (const subject of subjectKeys(user)) {
      for (const binding of this.#bindings.get(subject) ?? []) {
        if (seen.has(binding) || (binding.namespace && binding.namespace !== namespace)) continue;
        seen.add(binding);
        const rules = this.#rules.get(binding.roleKind === 'ClusterRole' ? `/${binding.roleName}` : `${binding.namespace}/${binding.roleName}`);
        if (rules) yield { rules, binding };
      }
    }
  }

  /** Rules of a role, for escalation checks. */
  rulesOf(kind: string, namespace: string, name: string): readonly PolicyRule[] | undefined {
    if (this.#stale) this.#rebuild();
    return this.#rules.get(kind === 'ClusterRole' ? `/${name}` : `${namespace}/${name}`);
  }

  #rebuild(): void {
    this.#stale = false;
    this.#bindings = new Map();
    this.#rules = new Map();
    for (const stored of this.caches.clusterRoles.range()) { const role = stored.object as ClusterRole; this.#rules.set(`/${role.metadata.name}`, role.rules ?? []); }
    for (const stored of this.caches.roles.range()) { const role = stored.object as Role; this.#rules.set(`${role.metadata.namespace}/${role.metadata.name}`, role.rules ?? []); }
    for (const stored of this.caches.clusterRoleBindings.range()) this.#index(stored.object as ClusterRoleBinding, '');
    for (const stored of this.caches.roleBindings.range()) this.#index(stored.object as RoleBinding, stored.object.metadata.namespace ?? '');
  }

  #index(from: ClusterRoleBinding | RoleBinding, namespace: string): void {
    const binding: Binding = { subjects: from.subjects ?? [], roleKind: from.roleRef.kind, roleName: from.roleRef.name, name: from.metadata.name ?? '', namespace };
    for (const subject of binding.subjects) {
      const key = subject.kind === 'ServiceAccount' ? `User/system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}` : `${subject.kind}/${subject.name}`;
      const list = this.#bindings.get(key);
      if (list) list.push(binding); else this.#bindings.set(key, [binding]);
    }
  }
}

const subjectKeys = (user: UserInfo): string[] => [`User/${user.name}`, ...user.groups.map((g) => `Group/${g}`)];
