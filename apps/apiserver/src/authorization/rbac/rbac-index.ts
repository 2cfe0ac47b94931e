import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { ClusterRoleBinding } from '@kubets/api/rbac/v1/cluster-role-binding';
import type { Role } from '@kubets/api/rbac/v1/role';
import type { RoleBinding } from '@kubets/api/rbac/v1/role-binding';
import type { Subject } from '@kubets/api/rbac/v1/subject';
import type { Stored } from '../../store/stored.js';
import type { WatchCache } from '../../store/watch-cache.js';
import type { UserInfo } from '../../request/request.js';
import { RuleSet } from './rules.js';

export interface RbacCaches {
  readonly roles: WatchCache;
  readonly roleBindings: WatchCache;
  readonly clusterRoles: WatchCache;
  readonly clusterRoleBindings: WatchCache;
}

export interface Binding {
  readonly name: string;
  /** Empty for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly roleKind: string;
  readonly roleName: string;
  readonly subjects: readonly Subject[];
}

const NONE: readonly Binding[] = [];

/**
 * Roles, and bindings by subject and namespace, as of now. Follows the watch caches change by change: a role that changes costs
 * that role, however many there are.
 */
export class RbacIndex {
  /** By `/name` for ClusterRoles and `namespace/name` for Roles. */
  readonly #rules = new Map<string, RuleSet>();
  /** By subject, then by namespace (empty: everywhere). */
  readonly #bindings = new Map<string, Map<string, Binding[]>>();
  readonly #byKey = new Map<string, Binding>();

  constructor(caches: RbacCaches) {
    this.#follow(caches.clusterRoles, (stored, gone) => this.#role('', stored, gone));
    this.#follow(caches.roles, (stored, gone) => this.#role(stored.object.metadata.namespace ?? '', stored, gone));
    this.#follow(caches.clusterRoleBindings, (stored, gone) => this.#binding('', stored, gone));
    this.#follow(caches.roleBindings, (stored, gone) => this.#binding(stored.object.metadata.namespace ?? '', stored, gone));
  }

  /** Bindings that count for a user in a namespace, those that count everywhere first; a binding that names several of the user's groups comes once for each. */
  *bindingsOf(user: UserInfo, namespace: string): Generator<Binding> {
    yield* this.#of(`User/${user.name}`, '');
    for (const group of user.groups) yield* this.#of(`Group/${group}`, '');
    if (!namespace) return;
    yield* this.#of(`User/${user.name}`, namespace);
    for (const group of user.groups) yield* this.#of(`Group/${group}`, namespace);
  }

  /** The rules that a binding, or a reference to a role in a namespace, stands for; `undefined` when there is no such role. */
  rules(kind: string, namespace: string, name: string): RuleSet | undefined {
    return this.#rules.get(kind === 'ClusterRole' ? `/${name}` : `${namespace}/${name}`);
  }

  #of(subject: string, namespace: string): readonly Binding[] { return this.#bindings.get(subject)?.get(namespace) ?? NONE; }

  #follow(cache: WatchCache, take: (stored: Stored, gone: boolean) => void): void {
    for (const stored of cache.range()) take(stored, false);
    cache.listen((events) => { for (const event of events) take(event.current, event.deleted); });
  }

  #role(namespace: string, stored: Stored, gone: boolean): void {
    const role = stored.object as ClusterRole | Role;
    const key = `${namespace}/${role.metadata.name ?? ''}`;
    if (gone) this.#rules.delete(key); else this.#rules.set(key, new RuleSet(role.rules ?? []));
  }

  #binding(namespace: string, stored: Stored, gone: boolean): void {
    const known = this.#byKey.get(stored.key);
    if (known) this.#unlink(known);
    this.#byKey.delete(stored.key);
    if (gone) return;
    const { metadata, roleRef, subjects = [] } = stored.object as ClusterRoleBinding | RoleBinding;
    const binding: Binding = { name: metadata.name ?? '', namespace, roleKind: roleRef.kind, roleName: roleRef.name, subjects };
    this.#byKey.set(stored.key, binding);
    for (const subject of subjects) {
      const key = keyOf(subject, namespace);
      let byNamespace = this.#bindings.get(key);
      if (!byNamespace) this.#bindings.set(key, byNamespace = new Map());
      const list = byNamespace.get(namespace);
      if (list) list.push(binding); else byNamespace.set(namespace, [binding]);
    }
  }

  #unlink(binding: Binding): void {
    for (const subject of binding.subjects) {
      const key = keyOf(subject, binding.namespace);
      const byNamespace = this.#bindings.get(key);
      const rest = byNamespace?.get(binding.namespace)?.filter((b) => b !== binding) ?? [];
      if (rest.length) byNamespace?.set(binding.namespace, rest); else byNamespace?.delete(binding.namespace);
      if (byNamespace?.size === 0) this.#bindings.delete(key);
    }
  }
}

/** A service account is a user with a long name. */
const keyOf = (subject: Subject, namespace: string): string => (subject.kind === 'ServiceAccount'
  ? `User/system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}` : `${subject.kind}/${subject.name}`);
