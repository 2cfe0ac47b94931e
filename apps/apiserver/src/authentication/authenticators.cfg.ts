import * as core from '@kubets/api/core/v1/resources.cfg';
import type { Registry } from '../registry/registry.js';
import type { UserInfo } from '../request/request.js';
import type { Authenticator } from './authenticator.js';
import { BootstrapTokens } from './bootstrap-tokens.js';
import type { ServiceAccountTokens } from './service-account-tokens.js';
import { StaticTokens } from './static-tokens.js';
import { unknownTokens } from './unknown-tokens.js';
import { x509Authenticator } from './x509.js';

export interface AuthenticatorNeeds {
  readonly serviceAccounts: ServiceAccountTokens;
  /** Where the Secrets with bootstrap tokens are; without it none are taken. */
  readonly registry?: Registry;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Users by token; see `parseTokenFile`. */
  readonly staticTokens?: ReadonlyMap<string, UserInfo>;
}

/** In the order in which they are asked: certificates cost nothing to check, tokens a look-up or a signature. */
export const authenticators = ({ serviceAccounts, registry, now = Date.now, staticTokens }: AuthenticatorNeeds): readonly Authenticator[] => [
  x509Authenticator,
  ...(staticTokens?.size ? [new StaticTokens(staticTokens)] : []),
  ...(registry ? [new BootstrapTokens({ now, secret: (name) => registry.storage(core.secrets).peek('kube-system', name)?.object as never })] : []),
  serviceAccounts,
  unknownTokens,
];
