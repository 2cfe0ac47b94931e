import { bool, bytes, field, kind, list, map, message, rawExtension, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { UserInfo } from '../../authentication/v1/user-info.js';
import { GroupVersionKind, GroupVersionResource } from '@kubets/apimachinery/meta/v1/discovery';
import { Status } from '@kubets/apimachinery/meta/v1/status';

export const AdmissionRequest = message('admission.v1.AdmissionRequest', 'The operation about which an admission webhook is asked.', {
  uid: field(1, string, 'ID of this one call, to be repeated in the response.', { required: true, presence: 'always' }),
  kind: field(2, GroupVersionKind, 'Full type of the submitted object, after any conversion for matching.', { required: true, presence: 'always' }),
  resource: field(3, GroupVersionResource,
    'Full resource type being requested, after any conversion for matching.',
    { required: true, presence: 'always' }),
  subResource: field(4, string, 'Subresource being requested, such as status or scale, if any.'),
  requestKind: field(13, GroupVersionKind, 'Type in the original request; differs from kind after conversion.'),
  requestResource: field(14, GroupVersionResource, 'Resource in the original request; differs from resource after conversion.'),
  requestSubResource: field(15, string, 'Subresource named in the original API request, if any.'),
  name: field(5, string, 'Name of the object; may be empty on creation when the server generates it.'),
  namespace: field(6, string, 'Namespace of the request; empty for cluster-scoped objects.'),
  operation: field(7, string, 'What is being done: CREATE, UPDATE, DELETE or CONNECT.', { required: true, presence: 'always' }),
  userInfo: field(8, UserInfo, 'Identity of the user who made the request.', { required: true, presence: 'always' }),
  object: field(9, rawExtension, 'The incoming object; null when deleting.'),
  oldObject: field(10, rawExtension, 'The existing object; set only for UPDATE and DELETE.'),
  dryRun: field(11, bool, 'If true, nothing will be persisted and side effects are to be avoided.', { presence: 'explicit' }),
  options: field(12, rawExtension, 'Options object of the operation, such as CreateOptions or DeleteOptions.'),
});
export interface AdmissionRequest extends TypeOf<typeof AdmissionRequest> {}

export const AdmissionResponse = message('admission.v1.AdmissionResponse', 'The verdict that an admission webhook returns.', {
  uid: field(1, string, 'Repeats the uid of the request being answered.', { required: true, presence: 'always' }),
  allowed: field(2, bool, 'Whether the request may go ahead.', { required: true, presence: 'always' }),
  status: field(3, Status, 'Extra details for a refusal; ignored when the request is allowed.'),
  patch: field(4, bytes, 'Base64-encoded patch of the object, from mutating webhooks only.'),
  patchType: field(5, string, 'Format of the patch; JSONPatch is the only one, required with patch.', { presence: 'explicit' }),
  auditAnnotations: field(6, map(string), 'Annotations added to the audit event, their keys prefixed with the webhook name.'),
  warnings: field(7, list(string), 'Messages shown to the client, preferably below 120 characters each.'),
});
export interface AdmissionResponse extends TypeOf<typeof AdmissionResponse> {}

export const AdmissionReview = kind('admission.v1.AdmissionReview', { group: 'admission.k8s.io', version: 'v1', kind: 'AdmissionReview' }, 'Envelope in which an admission request and its response are exchanged.', {
  request: field(1, AdmissionRequest, 'The operation to be judged; set by the API server.'),
  response: field(2, AdmissionResponse, 'The verdict on the operation; set by the webhook.'),
});
export interface AdmissionReview extends TypeOf<typeof AdmissionReview> {}
