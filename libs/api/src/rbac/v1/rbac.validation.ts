import { type FieldError, child, invalid, notSupported, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain, pathSegment } from '@kubets/apimachinery/validation/names';
import { each, immutable, requiredText } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import { RBAC_GROUP } from './binding.defaults.js';
import type { ClusterRole } from './cluster-role.js';
import type { RoleBinding } from './role-binding.js';
import type { Role } from './role.js';
import type { PolicyRule, Subject } from './subject.js';

/** @param namespaced paths such as `/healthz` belong to no namespace, so roles of one cannot grant them */
function validateRule({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Draft<PolicyRule>, path: string, namespaced: boolean): FieldError[] {
  const errors: FieldError[] = verbs?.length ? [] : [required(child(path, 'verbs'), 'verbs must contain at least one value')];
  if (nonResourceURLs?.length) {
    const at = child(path, 'nonResourceURLs');
    if (namespaced) errors.push(invalid(at, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs'));
    if (apiGroups?.length || resources?.length || resourceNames?.length) errors.push(invalid(at, nonResourceURLs, 'rules cannot apply to both regular resources and non-resource URLs'));
    return errors;
  }
  if (!apiGroups?.length) errors.push(required(child(path, 'apiGroups'), 'resource rules must supply at least one api group'));
  if (!resources?.length) errors.push(required(child(path, 'resources'), 'resource rules must supply at least one resource'));
  return errors;
}

export const validateRole = ({ rules }: Draft<Role>): FieldError[] => each(rules, 'rules', (rule, at) => validateRule(rule, at, true));

export function validateClusterRole({ rules, aggregationRule }: Draft<ClusterRole>): FieldError[] {
  const errors = each(rules, 'rules', (rule, at) => validateRule(rule, at, false));
  if (!aggregationRule) return errors;
  const path = 'aggregationRule.clusterRoleSelectors';
  if (!aggregationRule.clusterRoleSelectors?.length) errors.push(required(path, 'at least one clusterRoleSelector required if aggregationRule is non-nil'));
  return [...errors, ...each(aggregationRule.clusterRoleSelectors, path, (selector, at) => checkSelector(selector, at))];
}

function validateSubject({ kind, apiGroup = '', name, namespace }: Draft<Subject>, path: string, namespaced: boolean): FieldError[] {
  const unnamed = name ? [] : [required(child(path, 'name'))];
  const group = (wanted: string): FieldError[] => (apiGroup === wanted ? [] : [notSupported(child(path, 'apiGroup'), apiGroup, [wanted])]);
  switch (kind) {
    case 'ServiceAccount': return [
      ...requiredText(child(path, 'name'), name, dns1123Subdomain), ...group(''),
      ...(namespace || namespaced ? [] : [required(child(path, 'namespace'))]),
    ];
    case 'User':
    case 'Group': return [...unnamed, ...group(RBAC_GROUP)];
    default: return [...unnamed, notSupported(child(path, 'kind'), kind ?? '', ['Group', 'ServiceAccount', 'User'])];
  }
}

type Binding = Pick<RoleBinding, 'subjects' | 'roleRef'>;

function validateBinding({ roleRef = {}, subjects }: Draft<Binding>, kinds: readonly string[]): FieldError[] {
  const errors: FieldError[] = roleRef.apiGroup === RBAC_GROUP ? [] : [notSupported('roleRef.apiGroup', roleRef.apiGroup ?? '', [RBAC_GROUP])];
  if (!kinds.includes(roleRef.kind ?? '')) errors.push(notSupported('roleRef.kind', roleRef.kind ?? '', kinds));
  errors.push(...requiredText('roleRef.name', roleRef.name, pathSegment));
  return [...errors, ...each(subjects, 'subjects', (subject, at) => validateSubject(subject, at, kinds.includes('Role')))];
}

export const validateRoleBinding = (binding: Draft<Binding>): FieldError[] => validateBinding(binding, ['Role', 'ClusterRole']);
export const validateClusterRoleBinding = (binding: Draft<Binding>): FieldError[] => validateBinding(binding, ['ClusterRole']);

/** Whoever may edit subjects must not thereby hand out another role. */
const fixedRole = (binding: Draft<Binding>, old: Draft<Binding>): FieldError[] =>
  immutable('roleRef', binding.roleRef, old.roleRef).map(() => invalid('roleRef', binding.roleRef, 'cannot change roleRef'));

export const validateRoleBindingUpdate = (binding: Draft<Binding>, old: Draft<Binding>): FieldError[] => [...validateRoleBinding(binding), ...fixedRole(binding, old)];
export const validateClusterRoleBindingUpdate = (binding: Draft<Binding>, old: Draft<Binding>): FieldError[] =>
  [...validateClusterRoleBinding(binding), ...fixedRole(binding, old)];
