import type { Authenticator } from './authenticator.js';
import type { ServiceAccountTokens } from './service-account-tokens.js';
import { x509Authenticator } from './x509.js';

/** In the order in which they are asked: certificates cost nothing to check, tokens a look-up or a signature. */
export const authenticators = (needs: { serviceAccounts: ServiceAccountTokens }): readonly Authenticator[] => [
  x509Authenticator,
  needs.serviceAccounts,
];
