import type { Draft } from '@kubets/apimachinery/schema/types';
import type { RoleBinding } from './role-binding.js';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Users and groups are concepts of this API group; service accounts are objects of the core group, whose name is empty. */
export function defaultBinding(binding: Draft<Pick<RoleBinding, 'subjects' | 'roleRef'>>): void {
  (binding.roleRef ??= {}).apiGroup ||= RBAC_GROUP;
  for (const subject of binding.subjects ?? []) {
    if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC_GROUP;
  }
}
