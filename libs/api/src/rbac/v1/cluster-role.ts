import { field, kind, kindList, list, message, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PolicyRule } from './subject.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const AggregationRule = message('rbac.v1.AggregationRule', 'Tells how a cluster role is assembled from others.', {
  clusterRoleSelectors: field(1, list(LabelSelector),
    'Selectors for the cluster roles whose rules are merged in; any match suffices.',
    { list: 'atomic' }),
});
export interface AggregationRule extends TypeOf<typeof AggregationRule> {}

export const ClusterRole = kind('rbac.v1.ClusterRole', { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole' }, 'Set of permissions usable cluster-wide or within any namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the role.', { presence: 'always' }),
  rules: field(2, list(PolicyRule), 'Permissions that the role grants; overwritten by the controller when aggregated.', { presence: 'explicit', list: 'atomic' }),
  aggregationRule: field(3, AggregationRule, 'Assembles the rules from other cluster roles; manual rule edits are then overwritten.'),
});
export interface ClusterRole extends TypeOf<typeof ClusterRole> {}

export const ClusterRoleList = kindList('rbac.v1.ClusterRoleList', ClusterRole, ListMeta, 'A list of ClusterRole objects.');
export interface ClusterRoleList extends TypeOf<typeof ClusterRoleList> {}
