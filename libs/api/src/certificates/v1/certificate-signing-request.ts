import { bytes, field, int32, kind, kindList, list, map, message, string, stringList, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const CertificateSigningRequestCondition = message('certificates.v1.CertificateSigningRequestCondition', 'Records an approval, denial or failure of the request.', {
  type: field(1, string, 'Kind of decision: Approved, Denied or Failed.', { required: true, presence: 'always' }),
  status: field(6, string,
    'Must be True for Approved, Denied and Failed; False or Unknown are not allowed there.',
    { required: true, presence: 'always' }),
  reason: field(2, string, 'Short machine-readable cause of the decision.'),
  message: field(3, string, 'Details of the decision for people to read.'),
  lastUpdateTime: field(4, time, 'When this condition was last changed.'),
  lastTransitionTime: field(5, time, 'When the status last flipped; filled in by the server when omitted.'),
});
export interface CertificateSigningRequestCondition extends TypeOf<typeof CertificateSigningRequestCondition> {}

export const CertificateSigningRequestSpec = message('certificates.v1.CertificateSigningRequestSpec', 'The certificate wanted, who asked for it and who should sign it.', {
  request: field(1, bytes, 'PEM-encoded PKCS#10 request, transmitted as base64.', { required: true }),
  signerName: field(7, string,
    'Qualified name of the signer asked, such as kubernetes.io/kube-apiserver-client.',
    { required: true, presence: 'always' }),
  expirationSeconds: field(8, int32,
    'Wished-for certificate lifetime in seconds, at least 600; the signer may choose otherwise.',
    { presence: 'explicit' }),
  usages: field(5, list(string),
    'Key usages wanted in the certificate, such as digital signature or client auth.',
    { list: 'atomic', enum: ['signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment', 'cert sign', 'crl sign', 'encipher only', 'decipher only', 'any', 'server auth', 'client auth', 'code signing', 'email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user', 'timestamping', 'ocsp signing', 'microsoft sgc', 'netscape sgc'] }),
  username: field(2, string, 'Name of the requesting user, set by the server on creation.'),
  uid: field(3, string, 'UID of the requesting user, set by the server on creation.'),
  groups: field(4, list(string), 'Groups of the requesting user, set by the server on creation.', { list: 'atomic' }),
  extra: field(6, map(stringList), 'Further attributes of the requesting user, set by the server on creation.'),
});
export interface CertificateSigningRequestSpec extends TypeOf<typeof CertificateSigningRequestSpec> {}

export const CertificateSigningRequestStatus = message('certificates.v1.CertificateSigningRequestStatus', 'Outcome of a signing request so far.', {
  conditions: field(1, list(CertificateSigningRequestCondition), 'Decisions taken on the request, keyed by type.', { list: 'map', keys: ['type'] }),
  certificate: field(2, bytes, 'PEM certificate chain filled in by the signer after approval, transmitted as base64.'),
});
export interface CertificateSigningRequestStatus extends TypeOf<typeof CertificateSigningRequestStatus> {}

export const CertificateSigningRequest = kind('certificates.v1.CertificateSigningRequest', { group: 'certificates.k8s.io', version: 'v1', kind: 'CertificateSigningRequest' }, 'Asks a signer for an X.509 certificate, subject to approval.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the signing request.', { presence: 'always' }),
  spec: field(2, CertificateSigningRequestSpec,
    'The request itself, immutable after creation apart from server-set fields.',
    { required: true, presence: 'always' }),
  status: field(3, CertificateSigningRequestStatus, 'The approval decision and, later, the issued certificate.', { presence: 'always' }),
});
export interface CertificateSigningRequest extends TypeOf<typeof CertificateSigningRequest> {}

export const CertificateSigningRequestList = kindList('certificates.v1.CertificateSigningRequestList', CertificateSigningRequest, ListMeta, 'A list of CertificateSigningRequest objects.');
export interface CertificateSigningRequestList extends TypeOf<typeof CertificateSigningRequestList> {}
