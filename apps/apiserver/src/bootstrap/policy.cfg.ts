import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { ClusterRoleBinding } from '@kubets/api/rbac/v1/cluster-role-binding';
import type { Role } from '@kubets/api/rbac/v1/role';
import type { RoleBinding } from '@kubets/api/rbac/v1/role-binding';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { CERTIFICATE_ROLES } from './policy/certificate-roles.cfg.js';
import { COMPONENT_BINDINGS, COMPONENT_ROLES } from './policy/component-roles.cfg.js';
import { CONTROLLER_BINDINGS, CONTROLLER_ROLES } from './policy/controller-roles.cfg.js';
import { DISTRIBUTION_BINDINGS, DISTRIBUTION_ROLES } from './policy/distribution.cfg.js';
import { NAMESPACED_BINDINGS, NAMESPACED_ROLES } from './policy/namespaced.cfg.js';
import { NODE_BINDINGS, NODE_ROLES } from './policy/node-roles.cfg.js';
import { USER_BINDINGS, USER_ROLES } from './policy/user-roles.cfg.js';

/** The policy that every cluster starts with: upstream's of 1.36, and what kubets' own components need. */
export interface Policy {
  readonly clusterRoles: readonly Draft<ClusterRole>[];
  readonly clusterRoleBindings: readonly Draft<ClusterRoleBinding>[];
  readonly roles: readonly Draft<Role>[];
  readonly roleBindings: readonly Draft<RoleBinding>[];
}

export const POLICY: Policy = {
  clusterRoles: [...USER_ROLES, ...NODE_ROLES, ...COMPONENT_ROLES, ...CERTIFICATE_ROLES, ...CONTROLLER_ROLES, ...DISTRIBUTION_ROLES],
  clusterRoleBindings: [...USER_BINDINGS, ...NODE_BINDINGS, ...COMPONENT_BINDINGS, ...CONTROLLER_BINDINGS, ...DISTRIBUTION_BINDINGS],
  roles: NAMESPACED_ROLES,
  roleBindings: NAMESPACED_BINDINGS,
};
