import { field, kind, kindList, list, type TypeOf } from '@kubets/apimachinery/schema/index';
import { RoleRef, Subject } from './subject.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const RoleBinding = kind('rbac.v1.RoleBinding', { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'RoleBinding' }, 'Grants a role or cluster role to subjects within one namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the binding.', { presence: 'always' }),
  subjects: field(2, list(Subject), 'Users, groups and service accounts that receive the role.', { list: 'atomic' }),
  roleRef: field(3, RoleRef, 'The role, local or cluster-wide, being granted; immutable.', { required: true, presence: 'always' }),
});
export interface RoleBinding extends TypeOf<typeof RoleBinding> {}

export const RoleBindingList = kindList('rbac.v1.RoleBindingList', RoleBinding, ListMeta, 'A list of RoleBinding objects.');
export interface RoleBindingList extends TypeOf<typeof RoleBindingList> {}
