import { field, kind, message, type TypeOf } from '@kubets/apimachinery/schema/index';
import { UserInfo } from './user-info.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const SelfSubjectReviewStatus = message('authentication.v1.SelfSubjectReviewStatus', 'The result of a caller asking about its own identity.', {
  userInfo: field(1, UserInfo, 'Name, groups and other attributes of the calling user.', { presence: 'always' }),
});
export interface SelfSubjectReviewStatus extends TypeOf<typeof SelfSubjectReviewStatus> {}

export const SelfSubjectReview = kind('authentication.v1.SelfSubjectReview', { group: 'authentication.k8s.io', version: 'v1', kind: 'SelfSubjectReview' }, 'Reports who the caller is, as seen by the server after authentication.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the review.', { presence: 'always' }),
  status: field(2, SelfSubjectReviewStatus, 'The identity that the server established for the caller.', { presence: 'always' }),
});
export interface SelfSubjectReview extends TypeOf<typeof SelfSubjectReview> {}
