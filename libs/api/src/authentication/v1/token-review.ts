import { bool, field, kind, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { UserInfo } from './user-info.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const TokenReviewSpec = message('authentication.v1.TokenReviewSpec', 'The input of a token review.', {
  token: field(1, string, 'The opaque bearer token to be verified.', { required: true }),
  audiences: field(2, list(string), 'Audiences the asking server identifies with; the API server\'s own audience when empty.', { list: 'atomic' }),
});
export interface TokenReviewSpec extends TypeOf<typeof TokenReviewSpec> {}

export const TokenReviewStatus = message('authentication.v1.TokenReviewStatus', 'The outcome of a token review.', {
  authenticated: field(1, bool, 'Whether the token belongs to a known user.'),
  user: field(2, UserInfo, 'The user behind the token, filled in when it is authenticated.', { presence: 'always' }),
  audiences: field(4, list(string), 'Audiences shared by the token and the request, on which the token is valid.', { list: 'atomic' }),
  error: field(3, string, 'Explains why the token could not be checked.'),
});
export interface TokenReviewStatus extends TypeOf<typeof TokenReviewStatus> {}

export const TokenReview = kind('authentication.v1.TokenReview', { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenReview' }, 'Asks the server to verify a bearer token and name its user.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the review.', { presence: 'always' }),
  spec: field(2, TokenReviewSpec, 'The token to check and the audiences expected.', { required: true, presence: 'always' }),
  status: field(3, TokenReviewStatus, 'The verdict on the token and the user behind it.', { presence: 'always' }),
});
export interface TokenReview extends TypeOf<typeof TokenReview> {}
