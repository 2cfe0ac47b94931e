import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { ClusterRoleBinding } from '@kubets/api/rbac/v1/cluster-role-binding';
import type { Role } from '@kubets/api/rbac/v1/role';
import type { RoleBinding } from '@kubets/api/rbac/v1/role-binding';
import type { PolicyRule, Subject } from '@kubets/api/rbac/v1/subject';
import type { Draft } from '@kubets/apimachinery/schema/index';

/** The words in which the built-in policy is written down; lists are words separated by spaces. */
const API_GROUP = 'rbac.authorization.k8s.io';
export const AUTOUPDATE = 'rbac.authorization.kubernetes.io/autoupdate';
const words = (text: string): string[] => text.split(' ').filter(Boolean);

export const READ = 'get list watch';
export const WRITE = 'create delete deletecollection patch update';

/**
 * A rule about resources.
 * @param groups API groups; `core` stands for the one without a name
 * @param names restricts the rule to objects of these names
 */
export function can(verbs: string, groups: string, resources: string, names?: string): PolicyRule {
  return {
    apiGroups: words(groups).map((g) => (g === 'core' ? '' : g)), resources: words(resources).sort(), verbs: words(verbs).sort(),
    ...(names ? { resourceNames: words(names).sort() } : {}),
  };
}

/** A rule about paths that are not resources. */
export const reach = (paths: string, verbs = 'get'): PolicyRule => ({ nonResourceURLs: words(paths), verbs: words(verbs) });

/** Every component reports what it does. */
export const recordEvents: PolicyRule = can('create patch update', 'core events.k8s.io', 'events');

const metadata = (name: string, labels: Record<string, string> = {}, namespace?: string) => ({
  name, ...(namespace ? { namespace } : {}), labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels }, annotations: { [AUTOUPDATE]: 'true' },
});

/** @param into aggregated roles that take this one in: `admin`, `edit`, `view` */
export const clusterRole = (name: string, rules: readonly PolicyRule[], into?: string): Draft<ClusterRole> => ({
  metadata: metadata(name, into ? aggregationLabel(into) : {}), rules: [...rules],
});

/** A role whose rules are those of all roles labelled `aggregate-to-<name>`. */
export const aggregatedRole = (name: string, into?: string): Draft<ClusterRole> => ({
  metadata: metadata(name, into ? aggregationLabel(into) : {}), aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregationLabel(name) }] }, rules: [],
});

const aggregationLabel = (into: string): Record<string, string> => ({ [`${API_GROUP}/aggregate-to-${into}`]: 'true' });

export const role = (namespace: string, name: string, rules: readonly PolicyRule[]): Draft<Role> => ({ metadata: metadata(name, {}, namespace), rules: [...rules] });

export const group = (name: string): Subject => ({ apiGroup: API_GROUP, kind: 'Group', name });
export const user = (name: string): Subject => ({ apiGroup: API_GROUP, kind: 'User', name });
export const account = (name: string, namespace = 'kube-system'): Subject => ({ kind: 'ServiceAccount', name, namespace });

/** Binds a ClusterRole everywhere. */
export const bind = (name: string, subjects: readonly Subject[], to = name): Draft<ClusterRoleBinding> => ({
  metadata: metadata(name), roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: to }, ...(subjects.length ? { subjects: [...subjects] } : {}),
});

/** Binds a Role in its namespace. */
export const bindIn = (namespace: string, name: string, subjects: readonly Subject[], to = name): Draft<RoleBinding> => ({
  metadata: metadata(name, {}, namespace), roleRef: { apiGroup: API_GROUP, kind: 'Role', name: to }, subjects: [...subjects],
});
