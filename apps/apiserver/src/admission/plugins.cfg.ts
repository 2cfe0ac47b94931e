import type { Namespace } from '@kubets/api/core/v1/namespace';
import type { ServiceAccount } from '@kubets/api/core/v1/service-account';
import type { Authorizer } from '../authorization/authorizer.js';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import type { Registry } from '../registry/registry.js';
import { namespaceLifecycle } from './namespace-lifecycle.js';
import type { AdmissionPlugin } from './plugin.js';
import { serviceAccountAdmission } from './service-account.js';

export interface AdmissionNeeds {
  readonly registry: Registry;
  readonly authorizers: readonly Authorizer[];
  readonly rbac: RbacAuthorizer;
  readonly namespace: (name: string) => Namespace | undefined;
  readonly serviceAccount: (namespace: string, name: string) => Promise<ServiceAccount | undefined>;
  readonly now: () => number;
}

/** In upstream's order: what refuses cheaply first, what changes objects before what judges the outcome. */
export const admissionPlugins = (needs: AdmissionNeeds): readonly AdmissionPlugin[] => [
  namespaceLifecycle(needs.namespace),
  serviceAccountAdmission(needs.serviceAccount),
];
