import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CertificateSigningRequest, CertificateSigningRequestList } from './certificate-signing-request.js';

export const certificatesigningrequests = resource<CertificateSigningRequest>({
  group: 'certificates.k8s.io', version: 'v1', resource: 'certificatesigningrequests', singular: 'certificatesigningrequest', kind: CertificateSigningRequest, list: CertificateSigningRequestList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['csr'],
  subresources: [
    { name: 'approval', verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
