import * as core from '@kubets/api/core/v1/resources.cfg';
import type { Namespace } from '@kubets/api/core/v1/namespace';
import type { ServiceAccount } from '@kubets/api/core/v1/service-account';
import * as networking from '@kubets/api/networking/v1/resources.cfg';
import * as nodes from '@kubets/api/node/v1/resources.cfg';
import * as scheduling from '@kubets/api/scheduling/v1/resources.cfg';
import * as storage from '@kubets/api/storage/v1/resources.cfg';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Authorizer } from '../authorization/authorizer.js';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import type { Registry } from '../registry/registry.js';
import { certificateApproval, certificateSigning, certificateSubjectRestriction } from './certificates/certificates.js';
import { organizationsOf } from './certificates/organizations.js';
import { defaultIngressClass, defaultStorageClass } from './default-classes.js';
import { defaultTolerationSeconds } from './default-toleration-seconds.js';
import { limitRanger } from './limit-ranger/limit-ranger.js';
import { namespaceLifecycle } from './namespace-lifecycle.js';
import { nodeRestriction } from './node-restriction.js';
import type { AdmissionPlugin } from './plugin.js';
import { podSecurity } from './pod-security/pod-security.js';
import { priorityAdmission } from './priority.js';
import { rbacEscalation } from './rbac-escalation.js';
import { runtimeClassAdmission } from './runtime-class.js';
import { serviceAccountAdmission } from './service-account.js';
import { taintNodesByCondition } from './taint-nodes-by-condition.js';

export interface AdmissionNeeds {
  readonly registry: Registry;
  readonly authorizers: readonly Authorizer[];
  readonly rbac: RbacAuthorizer;
  readonly namespace: (name: string) => Namespace | undefined;
  readonly serviceAccount: (namespace: string, name: string) => Promise<ServiceAccount | undefined>;
  readonly now: () => number;
}

/** In upstream's order: what refuses cheaply first, what changes objects before what judges the outcome. */
export function admissionPlugins(needs: AdmissionNeeds): readonly AdmissionPlugin[] {
  const { registry } = needs;
  const find = <T extends KubeObject>(definition: ResourceDefinition<T>) => (namespace: string, name: string): T | undefined => registry.storage(definition).peek(namespace, name)?.object as T | undefined;
  const named = <T extends KubeObject>(definition: ResourceDefinition<T>) => (name: string): T | undefined => find(definition)('', name);
  const all = <T extends KubeObject>(definition: ResourceDefinition<T>) => function* (namespace = ''): Generator<T> {
    const kept = registry.storage(definition);
    for (const stored of kept.cache.range(namespace ? kept.key(namespace, '') : '')) yield stored.object as T;
  };
  return [
    namespaceLifecycle(needs.namespace),
    limitRanger((namespace) => [...all(core.limitranges)(namespace)]),
    serviceAccountAdmission(needs.serviceAccount),
    nodeRestriction({ pod: find(core.pods), node: named(core.nodes) }),
    taintNodesByCondition,
    podSecurity(needs.namespace),
    priorityAdmission({ find: named(scheduling.priorityclasses), all: all(scheduling.priorityclasses) }),
    defaultTolerationSeconds,
    defaultStorageClass(all(storage.storageclasses)),
    runtimeClassAdmission(named(nodes.runtimeclasses)),
    certificateApproval(needs.authorizers),
    certificateSigning(needs.authorizers),
    certificateSubjectRestriction(organizationsOf),
    defaultIngressClass(all(networking.ingressclasses)),
    rbacEscalation(needs),
  ];
}
