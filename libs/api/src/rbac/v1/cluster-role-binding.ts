import { field, kind, kindList, list, type TypeOf } from '@kubets/apimachinery/schema/index';
import { RoleRef, Subject } from './subject.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ClusterRoleBinding = kind('rbac.v1.ClusterRoleBinding', { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRoleBinding' }, 'Grants a cluster role to subjects throughout the cluster.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the binding.', { presence: 'always' }),
  subjects: field(2, list(Subject), 'Users, groups and service accounts that receive the role.', { list: 'atomic' }),
  roleRef: field(3, RoleRef, 'The cluster role being granted; immutable.', { required: true, presence: 'always' }),
});
export interface ClusterRoleBinding extends TypeOf<typeof ClusterRoleBinding> {}

export const ClusterRoleBindingList = kindList('rbac.v1.ClusterRoleBindingList', ClusterRoleBinding, ListMeta, 'A list of ClusterRoleBinding objects.');
export interface ClusterRoleBindingList extends TypeOf<typeof ClusterRoleBindingList> {}
