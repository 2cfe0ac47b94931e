import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { SubjectAccessReviewSpec, SubjectAccessReviewStatus } from './access-review.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const SubjectAccessReview = kind('authorization.v1.SubjectAccessReview', { group: 'authorization.k8s.io', version: 'v1', kind: 'SubjectAccessReview' }, 'Checks whether a given user or group may do something, in any scope.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the review.', { presence: 'always' }),
  spec: field(2, SubjectAccessReviewSpec, 'The subject and the action to be checked.', { required: true, presence: 'always' }),
  status: field(3, SubjectAccessReviewStatus, 'The server\'s decision on the checked action.', { presence: 'always' }),
});
export interface SubjectAccessReview extends TypeOf<typeof SubjectAccessReview> {}
