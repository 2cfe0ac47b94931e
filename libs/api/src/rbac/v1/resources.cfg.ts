import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { ClusterRoleBinding, ClusterRoleBindingList } from './cluster-role-binding.js';
import { ClusterRole, ClusterRoleList } from './cluster-role.js';
import { RoleBinding, RoleBindingList } from './role-binding.js';
import { Role, RoleList } from './role.js';
import { GENERIC_COLUMNS } from '../../table/column.js';
import { bindingColumns } from './binding.columns.js';
import { defaultBinding } from './binding.defaults.js';
import {
  validateClusterRole, validateClusterRoleBinding, validateClusterRoleBindingUpdate, validateRole, validateRoleBinding, validateRoleBindingUpdate,
} from './rbac.validation.js';

export const clusterrolebindings = resource<ClusterRoleBinding>({
  group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterrolebindings', singular: 'clusterrolebinding', kind: ClusterRoleBinding, list: ClusterRoleBindingList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: {
    names: 'path', defaults: defaultBinding, validate: validateClusterRoleBinding, validateUpdate: validateClusterRoleBindingUpdate,
    columns: bindingColumns,
  },
});

export const clusterroles = resource<ClusterRole>({
  group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles', singular: 'clusterrole', kind: ClusterRole, list: ClusterRoleList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { names: 'path', validate: validateClusterRole, columns: GENERIC_COLUMNS },
});

export const rolebindings = resource<RoleBinding>({
  group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'rolebindings', singular: 'rolebinding', kind: RoleBinding, list: RoleBindingList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: {
    names: 'path', defaults: defaultBinding, validate: validateRoleBinding, validateUpdate: validateRoleBindingUpdate, columns: bindingColumns,
  },
});

export const roles = resource<Role>({
  group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'roles', singular: 'role', kind: Role, list: RoleList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: { names: 'path', validate: validateRole, columns: GENERIC_COLUMNS },
});
