import { field, int64, kind, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const BoundObjectReference = message('authentication.v1.BoundObjectReference', 'The object whose existence a requested token depends on.', {
  kind: field(1, string, 'Kind of the bound object: Pod, Secret or Node.'),
  apiVersion: field(2, string, 'API version of the bound object, such as v1.'),
  name: field(3, string, 'Name of the object the token is tied to.'),
  uid: field(4, string, 'Unique ID of the object, so that a recreated namesake does not keep the token valid.'),
});
export interface BoundObjectReference extends TypeOf<typeof BoundObjectReference> {}

export const TokenRequestSpec = message('authentication.v1.TokenRequestSpec', 'What the requester wants of a service account token.', {
  audiences: field(1, list(string), 'Intended recipients of the token; each should reject tokens that do not name it.', { presence: 'explicit', list: 'atomic' }),
  expirationSeconds: field(4, int64,
    'Requested lifetime in seconds, at least 600; 3600 when unset, and the issuer may alter it.',
    { presence: 'explicit' }),
  boundObjectRef: field(3, BoundObjectReference, 'Optional object on which the token depends; deleting that object invalidates the token.'),
});
export interface TokenRequestSpec extends TypeOf<typeof TokenRequestSpec> {}

export const TokenRequestStatus = message('authentication.v1.TokenRequestStatus', 'The outcome of a token request.', {
  token: field(1, string, 'The signed bearer token, to be handled as a secret.', { presence: 'always' }),
  expirationTimestamp: field(2, time, 'Moment after which the token is no longer accepted.'),
});
export interface TokenRequestStatus extends TypeOf<typeof TokenRequestStatus> {}

export const TokenRequest = kind('authentication.v1.TokenRequest', { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' }, 'Asks for a time-limited token for a service account.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the token request.', { presence: 'always' }),
  spec: field(2, TokenRequestSpec, 'The wanted audience, lifetime and binding of the token.', { presence: 'always' }),
  status: field(3, TokenRequestStatus, 'The issued token and its expiry time.', { presence: 'always' }),
});
export interface TokenRequest extends TypeOf<typeof TokenRequest> {}
