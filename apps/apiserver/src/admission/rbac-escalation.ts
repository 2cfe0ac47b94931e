import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { RoleBinding } from '@kubets/api/rbac/v1/role-binding';
import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import { forbidden, notFound } from '@kubets/apimachinery/errors/status';
import type { AccessAttributes, Authorizer } from '../authorization/authorizer.js';
import { describeRule, quoteAll, uncovered } from '../authorization/rbac/cover.js';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import { sameValue } from '../registry/same-value.js';
import type { AdmissionPlugin, Attributes } from './plugin.js';
import { subjectOf } from './targets.js';

const GROUP = 'rbac.authorization.k8s.io';
const ROLES: ReadonlySet<string> = new Set(['roles', 'clusterroles']);
const BINDINGS: ReadonlySet<string> = new Set(['rolebindings', 'clusterrolebindings']);
const EVERYTHING: readonly PolicyRule[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }];

/**
 * Nobody hands out rights that they do not have: roles may contain, and bindings refer to, only what their author holds, unless the author
 * has the verb `escalate` on the role or `bind` on the role that is referred to. Source: Using RBAC, "Privilege escalation prevention and bootstrapping".
 */
export function rbacEscalation(needs: { readonly rbac: RbacAuthorizer; readonly authorizers: readonly Authorizer[] }): AdmissionPlugin {
  const may = async (attributes: Attributes, verb: string, resource: string, name: string): Promise<boolean> => {
    const asked: AccessAttributes = {
      user: attributes.user, verb, isResource: true, group: GROUP, version: '*', resource, subresource: '', namespace: attributes.namespace, name, path: '',
    };
    for (const authorizer of needs.authorizers) {
      const { decision } = await authorizer.authorize(asked);
      if (decision !== 'no opinion') return decision === 'allow';
    }
    return false;
  };

  const refuseUnheld = (attributes: Attributes, rules: readonly PolicyRule[]): void => {
    const { user } = attributes;
    const held = [...needs.rbac.rulesFor(user, attributes.namespace)].flatMap((found) => found.rules);
    const missing = uncovered(held, rules);
    if (missing.length === 0) return;
    throw forbidden(subjectOf(attributes), attributes.name, `user ${JSON.stringify(user.name)} (groups=${quoteAll(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${missing.map(describeRule).sort().join('\n')}`);
  };

  const checkRole = async (attributes: Attributes): Promise<void> => {
    const role = attributes.object as unknown as ClusterRole;
    const old = attributes.old as unknown as ClusterRole | undefined;
    // Labels, finalizers and owners may change without a look at the rules.
    if (old && sameValue(old.rules ?? [], role.rules ?? []) && sameValue(old.aggregationRule, role.aggregationRule)) return;
    if (await may(attributes, 'escalate', attributes.definition.resource, old ? attributes.name : '')) return;
    refuseUnheld(attributes, role.rules ?? []);
    // An aggregated role takes in whatever comes to match, so that its author has to hold everything.
    if ((role.aggregationRule ?? old?.aggregationRule) === undefined) return;
    try { refuseUnheld(attributes, EVERYTHING); } catch {
      throw forbidden(subjectOf(attributes), attributes.name, 'must have cluster-admin privileges to use the aggregationRule');
    }
  };

  const checkBinding = async (attributes: Attributes): Promise<void> => {
    const binding = attributes.object as unknown as RoleBinding;
    const old = attributes.old as unknown as RoleBinding | undefined;
    if (old && sameValue(old.roleRef, binding.roleRef) && sameValue(old.subjects ?? [], binding.subjects ?? [])) return;
    const { kind, name } = binding.roleRef;
    const resource = kind === 'ClusterRole' ? 'clusterroles' : 'roles';
    if (await may(attributes, 'bind', resource, name)) return;
    const rules = needs.rbac.rulesOf(kind, attributes.namespace, name);
    if (!rules) throw notFound({ group: GROUP, resource }, name);
    refuseUnheld(attributes, rules);
  };

  return {
    name: 'RBACEscalation',
    handles: ({ definition, operation, subresource, user }) =>
      definition.group === GROUP && subresource === '' && (operation === 'CREATE' || operation === 'UPDATE') && !user.groups.includes('system:masters'),
    async validate(attributes) {
      if (ROLES.has(attributes.definition.resource)) await checkRole(attributes);
      else if (BINDINGS.has(attributes.definition.resource)) await checkBinding(attributes);
    },
  };
}

