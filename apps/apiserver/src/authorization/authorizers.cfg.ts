import { alwaysAllowedPaths } from './always-allowed-paths.js';
import type { Authorizer } from './authorizer.js';
import { mastersAuthorizer } from './masters.js';
import type { RbacAuthorizer } from './rbac/rbac-authorizer.js';

/** In the order in which they are asked; the first that allows settles it. */
export const authorizers = (needs: { rbac: RbacAuthorizer }): readonly Authorizer[] => [
  mastersAuthorizer,
  alwaysAllowedPaths,
  needs.rbac,
];
