import type { Strategy } from '../registry/strategy.js';
import { namespaceStrategy } from './namespace.js';
import { nodeStrategy } from './node.js';
import { podStrategy } from './pod.js';
import { serviceStrategy } from './service.js';
import type { ServiceAllocator } from './service-allocator.js';

export interface StrategyNeeds { readonly services: ServiceAllocator }

const counted: Strategy = { generation: true };
/** A change has to name the version that it is based on. */
const versioned: Strategy = { unconditionalUpdate: false };

/** What differs from the rule, by `group/resource`; kinds that are not listed follow the rule. */
export const strategies = (needs: StrategyNeeds): Readonly<Record<string, Strategy<never>>> => ({
  '/pods': podStrategy,
  '/services': serviceStrategy(needs.services),
  '/namespaces': namespaceStrategy,
  '/nodes': nodeStrategy,
  '/replicationcontrollers': counted,
  '/events': { ttl: () => EVENT_TTL_SECONDS, createOnUpdate: true } satisfies Strategy,
  'events.k8s.io/events': { ttl: () => EVENT_TTL_SECONDS, createOnUpdate: true } satisfies Strategy,
  '/endpoints': { createOnUpdate: true } satisfies Strategy,
  '/limitranges': { createOnUpdate: true } satisfies Strategy,
  'coordination.k8s.io/leases': { createOnUpdate: true, unconditionalUpdate: false } satisfies Strategy,
  'rbac.authorization.k8s.io/roles': { createOnUpdate: true } satisfies Strategy,
  'rbac.authorization.k8s.io/rolebindings': { createOnUpdate: true } satisfies Strategy,
  'rbac.authorization.k8s.io/clusterroles': { createOnUpdate: true } satisfies Strategy,
  'rbac.authorization.k8s.io/clusterrolebindings': { createOnUpdate: true } satisfies Strategy,
  'apps/deployments': counted,
  'apps/replicasets': counted,
  'apps/statefulsets': counted,
  'apps/daemonsets': counted,
  'batch/jobs': counted,
  'batch/cronjobs': counted,
  'networking.k8s.io/ingresses': counted,
  'networking.k8s.io/ingressclasses': counted,
  'networking.k8s.io/networkpolicies': counted,
  'policy/poddisruptionbudgets': { generation: true, unconditionalUpdate: false } satisfies Strategy,
  'discovery.k8s.io/endpointslices': counted,
  'apiextensions.k8s.io/customresourcedefinitions': { generation: true, unconditionalUpdate: false } satisfies Strategy,
  'apiregistration.k8s.io/apiservices': versioned,
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': counted,
  'admissionregistration.k8s.io/validatingwebhookconfigurations': counted,
  'admissionregistration.k8s.io/validatingadmissionpolicies': counted,
  'admissionregistration.k8s.io/mutatingadmissionpolicies': counted,
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': counted,
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': counted,
  'flowcontrol.apiserver.k8s.io/flowschemas': counted,
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations': counted,
  'resource.k8s.io/deviceclasses': counted,
  'resource.k8s.io/resourceslices': counted,
});

/** How long events are kept (upstream's `--event-ttl`). */
const EVENT_TTL_SECONDS = 3600;
