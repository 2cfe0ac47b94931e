import { bool, field, kind, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const NonResourceRule = message('authorization.v1.NonResourceRule', 'The verbs a subject may use on certain non-resource URLs.', {
  verbs: field(1, list(string), 'Permitted HTTP methods in lower case; * permits all.', { required: true, list: 'atomic' }),
  nonResourceURLs: field(2, list(string), 'URL paths covered by the rule; * may stand as the final full segment.', { list: 'atomic' }),
});
export interface NonResourceRule extends TypeOf<typeof NonResourceRule> {}

export const ResourceRule = message('authorization.v1.ResourceRule', 'The verbs a subject may use on certain API resources.', {
  verbs: field(1, list(string), 'Permitted API verbs; * permits all of them.', { required: true, list: 'atomic' }),
  apiGroups: field(2, list(string), 'API groups that hold the listed resources; * covers all groups.', { list: 'atomic' }),
  resources: field(3, list(string), 'Plural resources covered by the rule; * covers all in the groups.', { list: 'atomic' }),
  resourceNames: field(4, list(string), 'Object names the rule is limited to; empty allows every name.', { list: 'atomic' }),
});
export interface ResourceRule extends TypeOf<typeof ResourceRule> {}

export const SelfSubjectRulesReviewSpec = message('authorization.v1.SelfSubjectRulesReviewSpec', 'The input of a rules review by the caller.', {
  namespace: field(1, string, 'Namespace whose effective rules are listed; required.'),
});
export interface SelfSubjectRulesReviewSpec extends TypeOf<typeof SelfSubjectRulesReviewSpec> {}

export const SubjectRulesReviewStatus = message('authorization.v1.SubjectRulesReviewStatus', 'The rules that apply to a subject in a namespace, possibly incomplete.', {
  resourceRules: field(1, list(ResourceRule), 'Permitted actions on API resources, in no particular order.', { required: true, list: 'atomic' }),
  nonResourceRules: field(2, list(NonResourceRule),
    'Permitted actions on non-resource URLs, in no particular order.',
    { required: true, list: 'atomic' }),
  incomplete: field(3, bool, 'True if some authorizer could not list its rules, so more may apply.', { required: true, presence: 'always' }),
  evaluationError: field(4, string, 'Problem met while collecting rules; the lists may then be missing entries.'),
});
export interface SubjectRulesReviewStatus extends TypeOf<typeof SubjectRulesReviewStatus> {}

export const SelfSubjectRulesReview = kind('authorization.v1.SelfSubjectRulesReview', { group: 'authorization.k8s.io', version: 'v1', kind: 'SelfSubjectRulesReview' }, 'Lists the actions that the caller may perform in a namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the review.', { presence: 'always' }),
  spec: field(2, SelfSubjectRulesReviewSpec, 'The namespace that the caller asks about.', { required: true, presence: 'always' }),
  status: field(3, SubjectRulesReviewStatus, 'The rules found to apply to the caller.', { presence: 'always' }),
});
export interface SelfSubjectRulesReview extends TypeOf<typeof SelfSubjectRulesReview> {}
