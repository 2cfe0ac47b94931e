import type { ApiRequest, UserInfo } from '../request/request.js';
import type { Authenticator } from './authenticator.js';

/** A client certificate that the TLS layer verified: the common name is the user, the organizations are the groups. */
export const x509Authenticator: Authenticator = {
  name: 'x509',
  async authenticate(request: ApiRequest): Promise<UserInfo | undefined> {
    const certificate = request.clientCertificate;
    if (!certificate?.commonName) return undefined;
    return {
      name: certificate.commonName, groups: certificate.organizations,
      extra: { 'authentication.kubernetes.io/credential-id': [`X509SHA256=${certificate.fingerprint.replaceAll(':', '').toLowerCase()}`] },
    };
  },
};
