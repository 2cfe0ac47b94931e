import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CertificateSigningRequest, CertificateSigningRequestList } from './certificate-signing-request.js';
import { certificateSigningRequestColumns } from './certificate-signing-request.columns.js';
import {
  validateCertificateSigningRequest, validateCertificateSigningRequestStatus, validateCertificateSigningRequestUpdate,
} from './certificate-signing-request.validation.js';
import { signerFields } from './field-selectors.js';

export const certificatesigningrequests = resource<CertificateSigningRequest>({
  group: 'certificates.k8s.io', version: 'v1', resource: 'certificatesigningrequests', singular: 'certificatesigningrequest', kind: CertificateSigningRequest, list: CertificateSigningRequestList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['csr'],
  rules: {
    names: 'path', validate: validateCertificateSigningRequest, validateUpdate: validateCertificateSigningRequestUpdate,
    validateStatus: validateCertificateSigningRequestStatus, columns: certificateSigningRequestColumns, fieldSelectors: signerFields,
  },
  subresources: [
    { name: 'approval', verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
