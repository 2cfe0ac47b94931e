import * as core from '@kubets/api/core/v1/resources.cfg';
import type { Registry } from '../registry/registry.js';
import { alwaysAllowedPaths } from './always-allowed-paths.js';
import type { Authorizer } from './authorizer.js';
import { mastersAuthorizer } from './masters.js';
import { NodeAuthorizer } from './node/node-authorizer.js';
import { NodeGraph } from './node/node-graph.js';
import type { RbacAuthorizer } from './rbac/rbac-authorizer.js';

export interface AuthorizerNeeds {
  readonly rbac: RbacAuthorizer;
  /** Where pods and volumes are; without it nodes have the rights that RBAC gives them, and those are none. */
  readonly registry?: Registry;
}

/** In the order in which they are asked; the first that allows settles it. */
export const authorizers = ({ rbac, registry }: AuthorizerNeeds): readonly Authorizer[] => [
  mastersAuthorizer,
  alwaysAllowedPaths,
  ...(registry ? [new NodeAuthorizer(new NodeGraph({ pods: registry.storage(core.pods).cache, persistentVolumes: registry.storage(core.persistentvolumes).cache }))] : []),
  rbac,
];
