import { field, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const PolicyRule = message('rbac.v1.PolicyRule', 'Allows certain verbs on certain resources or URL paths.', {
  verbs: field(1, list(string), 'Actions allowed, such as get or create; * means all.', { required: true, list: 'atomic' }),
  apiGroups: field(2, list(string), 'API groups covered; the empty string is core and * means all.', { list: 'atomic' }),
  resources: field(3, list(string), 'Resources or subresources covered, in plural form; * means all.', { list: 'atomic' }),
  resourceNames: field(4, list(string), 'Limits the rule to objects with these names; all names when empty.', { list: 'atomic' }),
  nonResourceURLs: field(5, list(string), 'URL paths allowed, with * as a whole or as final part; cluster roles only.', { list: 'atomic' }),
});
export interface PolicyRule extends TypeOf<typeof PolicyRule> {}

export const RoleRef = message('rbac.v1.RoleRef', 'Points to the role granted by a binding.', {
  apiGroup: field(1, string, 'API group of the role, rbac.authorization.k8s.io.', { presence: 'always' }),
  kind: field(2, string, 'Kind of role granted: Role or ClusterRole.', { required: true, presence: 'always' }),
  name: field(3, string, 'Name of the role granted.', { required: true, presence: 'always' }),
}, { atomic: true });
export interface RoleRef extends TypeOf<typeof RoleRef> {}

export const Subject = message('rbac.v1.Subject', 'A user, group or service account that receives a role.', {
  kind: field(1, string, 'Kind of subject: User, Group or ServiceAccount.', { required: true, presence: 'always' }),
  apiGroup: field(2, string, 'API group of the subject; empty for ServiceAccount, rbac.authorization.k8s.io for the others.'),
  name: field(3, string, 'Name of the user, group or service account.', { required: true, presence: 'always' }),
  namespace: field(4, string, 'Namespace of a service account; must be empty for users and groups.'),
}, { atomic: true });
export interface Subject extends TypeOf<typeof Subject> {}
