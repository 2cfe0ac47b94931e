import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { SubjectAccessReviewSpec, SubjectAccessReviewStatus } from './access-review.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const LocalSubjectAccessReview = kind('authorization.v1.LocalSubjectAccessReview', { group: 'authorization.k8s.io', version: 'v1', kind: 'LocalSubjectAccessReview' }, 'Checks whether a user may do something within one given namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; its namespace has to agree with the spec.', { presence: 'always' }),
  spec: field(2, SubjectAccessReviewSpec, 'The user and the namespaced action to be checked.', { required: true, presence: 'always' }),
  status: field(3, SubjectAccessReviewStatus, 'The server\'s decision on the checked action.', { presence: 'always' }),
});
export interface LocalSubjectAccessReview extends TypeOf<typeof LocalSubjectAccessReview> {}
