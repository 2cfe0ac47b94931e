import { field, kind, message, type TypeOf } from '@kubets/apimachinery/schema/index';
import { NonResourceAttributes, ResourceAttributes, SubjectAccessReviewStatus } from './access-review.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const SelfSubjectAccessReviewSpec = message('authorization.v1.SelfSubjectAccessReviewSpec', 'The action to check for the caller; exactly one attribute set is given.', {
  resourceAttributes: field(1, ResourceAttributes, 'Describes an action on an API resource.'),
  nonResourceAttributes: field(2, NonResourceAttributes, 'Describes an action on a non-resource URL.'),
});
export interface SelfSubjectAccessReviewSpec extends TypeOf<typeof SelfSubjectAccessReviewSpec> {}

export const SelfSubjectAccessReview = kind('authorization.v1.SelfSubjectAccessReview', { group: 'authorization.k8s.io', version: 'v1', kind: 'SelfSubjectAccessReview' }, 'Checks whether the caller itself may do something.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the review.', { presence: 'always' }),
  spec: field(2, SelfSubjectAccessReviewSpec, 'The action that the caller asks about.', { required: true, presence: 'always' }),
  status: field(3, SubjectAccessReviewStatus, 'The server\'s decision on the checked action.', { presence: 'always' }),
});
export interface SelfSubjectAccessReview extends TypeOf<typeof SelfSubjectAccessReview> {}
