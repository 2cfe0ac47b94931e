import { field, kind, kindList, list, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PolicyRule } from './subject.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const Role = kind('rbac.v1.Role', { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' }, 'Set of permissions within a single namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the role.', { presence: 'always' }),
  rules: field(2, list(PolicyRule), 'Permissions that the role grants in its namespace.', { presence: 'explicit', list: 'atomic' }),
});
export interface Role extends TypeOf<typeof Role> {}

export const RoleList = kindList('rbac.v1.RoleList', Role, ListMeta, 'A list of Role objects.');
export interface RoleList extends TypeOf<typeof RoleList> {}
