import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import type { UserInfo } from '../../request/request.js';
import type { AccessAttributes, Authorizer, Decision } from '../authorizer.js';
import { type Binding, type RbacCaches, RbacIndex } from './rbac-index.js';

export type { RbacCaches } from './rbac-index.js';

const NO_OPINION: Decision = { decision: 'no opinion', reason: '' };

/** Role-based access control: a user may do what some role that is bound to the user, or to one of the user's groups, allows. Source: Using RBAC Authorization. */
export class RbacAuthorizer implements Authorizer {
  readonly name = 'RBAC';
  readonly #index: RbacIndex;

  constructor(caches: RbacCaches) { this.#index = new RbacIndex(caches); }

  authorize(attributes: AccessAttributes): Decision {
    for (const binding of this.#index.bindingsOf(attributes.user, attributes.isResource ? attributes.namespace : '')) {
      if (this.#index.rules(binding.roleKind, binding.namespace, binding.roleName)?.allows(attributes)) return { decision: 'allow', reason: reasonOf(binding, attributes.user) };
    }
    return NO_OPINION;
  }

  /** What a user may do in a namespace (and everywhere), with where it comes from; each binding once. */
  *rulesFor(user: UserInfo, namespace: string): Generator<{ rules: readonly PolicyRule[]; binding: Binding }> {
    for (const binding of new Set(this.#index.bindingsOf(user, namespace))) {
      const found = this.#index.rules(binding.roleKind, binding.namespace, binding.roleName);
      if (found) yield { rules: found.rules, binding };
    }
  }

  /** Rules of a role, for escalation checks. */
  rulesOf(kind: string, namespace: string, name: string): readonly PolicyRule[] | undefined {
    return this.#index.rules(kind, namespace, name)?.rules;
  }
}

/** `RBAC: allowed by ClusterRoleBinding "view" of ClusterRole "view" to Group "staff"`. */
function reasonOf(binding: Binding, user: UserInfo): string {
  const where = binding.namespace ? `RoleBinding ${JSON.stringify(`${binding.name}/${binding.namespace}`)}` : `ClusterRoleBinding ${JSON.stringify(binding.name)}`;
  const subject = binding.subjects.find((s) => (s.kind === 'Group' ? user.groups.includes(s.name)
    : s.kind === 'User' ? s.name === user.name : user.name === `system:serviceaccount:${s.namespace ?? binding.namespace}:${s.name}`));
  const name = subject?.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? binding.namespace}` : subject?.name;
  const to = subject ? ` to ${subject.kind} ${JSON.stringify(name)}` : '';
  return `RBAC: allowed by ${where} of ${binding.roleKind} ${JSON.stringify(binding.roleName)}${to}`;
}
