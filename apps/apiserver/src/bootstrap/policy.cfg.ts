import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { ClusterRoleBinding } from '@kubets/api/rbac/v1/cluster-role-binding';
import type { Draft } from '@kubets/apimachinery/schema/index';

export const CLUSTER_ROLES: readonly Draft<ClusterRole>[] = [
  { metadata: { name: 'cluster-admin' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }] },
];
export const CLUSTER_ROLE_BINDINGS: readonly Draft<ClusterRoleBinding>[] = [
  { metadata: { name: 'cluster-admin' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:masters' }] },
];
