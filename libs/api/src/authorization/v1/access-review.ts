import { bool, field, list, map, message, string, stringList, type TypeOf } from '@kubets/apimachinery/schema/index';
import { FieldSelectorRequirement, LabelSelectorRequirement } from '@kubets/apimachinery/meta/v1/selectors';

export const FieldSelectorAttributes = message('authorization.v1.FieldSelectorAttributes', 'The field selector of a request under review; set only one of its two forms.', {
  rawSelector: field(1, string, 'Field selector in query string form; not allowed together with requirements.'),
  requirements: field(2, list(FieldSelectorRequirement),
    'Parsed field requirements, all of which restrict the request together.',
    { list: 'atomic' }),
});
export interface FieldSelectorAttributes extends TypeOf<typeof FieldSelectorAttributes> {}

export const LabelSelectorAttributes = message('authorization.v1.LabelSelectorAttributes', 'The label selector of a request under review; set only one of its two forms.', {
  rawSelector: field(1, string, 'Label selector in query string form; not allowed together with requirements.'),
  requirements: field(2, list(LabelSelectorRequirement),
    'Parsed label requirements, all of which restrict the request together.',
    { list: 'atomic' }),
});
export interface LabelSelectorAttributes extends TypeOf<typeof LabelSelectorAttributes> {}

export const NonResourceAttributes = message('authorization.v1.NonResourceAttributes', 'The details of a request to a URL that is not an API resource.', {
  path: field(1, string, 'URL path of the request, such as /healthz.'),
  verb: field(2, string, 'HTTP method of the request in lower case.'),
});
export interface NonResourceAttributes extends TypeOf<typeof NonResourceAttributes> {}

export const ResourceAttributes = message('authorization.v1.ResourceAttributes', 'The details of a request to an API resource whose authorization is checked.', {
  namespace: field(1, string, 'Namespace of the action; empty means cluster-scoped, or all namespaces for a namespaced resource.'),
  verb: field(2, string, 'API verb such as get, list, create or delete; * stands for any.'),
  group: field(3, string, 'API group of the resource; * stands for any.'),
  version: field(4, string, 'API version of the resource; * stands for any.'),
  resource: field(5, string, 'Plural resource name; * stands for any.'),
  subresource: field(6, string, 'Subresource being accessed, such as status; empty for the resource itself.'),
  name: field(7, string, 'Name of the single object accessed; empty stands for all objects.'),
  fieldSelector: field(8, FieldSelectorAttributes, 'Field restriction of the request, which may narrow the access checked.'),
  labelSelector: field(9, LabelSelectorAttributes, 'Label restriction of the request, which may narrow the access checked.'),
});
export interface ResourceAttributes extends TypeOf<typeof ResourceAttributes> {}

export const SubjectAccessReviewSpec = message('authorization.v1.SubjectAccessReviewSpec', 'The subject and action to check; exactly one attribute set is given.', {
  resourceAttributes: field(1, ResourceAttributes, 'Describes an action on an API resource.'),
  nonResourceAttributes: field(2, NonResourceAttributes, 'Describes an action on a non-resource URL.'),
  user: field(3, string, 'User name to check; leaving it empty asks about the groups alone.'),
  groups: field(4, list(string), 'Groups to which the checked subject belongs.', { list: 'atomic' }),
  extra: field(5, map(stringList), 'Further user attributes supplied by the authenticator, passed on to the authorizer.'),
  uid: field(6, string, 'Unique ID of the user being checked.'),
});
export interface SubjectAccessReviewSpec extends TypeOf<typeof SubjectAccessReviewSpec> {}

export const SubjectAccessReviewStatus = message('authorization.v1.SubjectAccessReviewStatus', 'The decision reached by an access review.', {
  allowed: field(1, bool, 'True if the action is permitted.', { required: true, presence: 'always' }),
  denied: field(4, bool, 'True if an authorizer explicitly refused the action; never true together with allowed.'),
  reason: field(2, string, 'Optional explanation of why the action was permitted or refused.'),
  evaluationError: field(3, string, 'Problem met while checking; a decision may still have been reached despite it.'),
});
export interface SubjectAccessReviewStatus extends TypeOf<typeof SubjectAccessReviewStatus> {}
