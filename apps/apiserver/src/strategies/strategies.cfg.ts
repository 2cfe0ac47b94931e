import type { Strategy } from '../registry/strategy.js';
import { certificateSigningRequestStrategy } from './certificate-signing-request.js';
import { customResourceDefinitionStrategy } from './custom-resource-definition.js';
import { jobStrategy } from './job.js';
import { namespaceStrategy } from './namespace.js';
import { nodeStrategy } from './node.js';
import { persistentVolumeClaimStrategy, persistentVolumeStrategy } from './persistent-volume.js';
import { podStrategy } from './pod.js';
import { serviceStrategy } from './service.js';
import type { ServiceAllocator } from './service-allocator.js';

export interface StrategyNeeds { readonly services: ServiceAllocator }

/** The older groups: labels and the like may be changed through the status too. */
const counted: Strategy = { generation: true, statusMetadata: true };
const created: Strategy = { createOnUpdate: true };
const configuration: Strategy = { generation: true };
/** A change has to name the version that it is based on. */
const versioned: Strategy = { unconditionalUpdate: false };
const plain: Strategy = { statusMetadata: true };
/** How long events are kept (upstream's `--event-ttl`). */
const EVENT_TTL_SECONDS = 3600;
const event: Strategy = { ttl: () => EVENT_TTL_SECONDS, createOnUpdate: true };

/** What differs from the rule, by `group/resource`; kinds that are not listed follow the rule. */
export const strategies = (needs: StrategyNeeds): Readonly<Record<string, Strategy<never>>> => ({
  '/pods': podStrategy,
  '/services': serviceStrategy(needs.services),
  '/namespaces': namespaceStrategy,
  '/nodes': nodeStrategy,
  '/persistentvolumes': persistentVolumeStrategy,
  '/persistentvolumeclaims': persistentVolumeClaimStrategy,
  '/replicationcontrollers': { ...counted, defaultPropagation: 'Orphan' } satisfies Strategy,
  '/events': event,
  'events.k8s.io/events': event,
  '/endpoints': created,
  '/limitranges': created,
  '/podtemplates': { generation: true, returnsDeleted: true } satisfies Strategy,
  '/resourcequotas': { ...plain, returnsDeleted: true } satisfies Strategy,
  '/serviceaccounts': { returnsDeleted: true } satisfies Strategy,
  'coordination.k8s.io/leases': { createOnUpdate: true, unconditionalUpdate: false } satisfies Strategy,
  'rbac.authorization.k8s.io/roles': created,
  'rbac.authorization.k8s.io/rolebindings': created,
  'rbac.authorization.k8s.io/clusterroles': created,
  'rbac.authorization.k8s.io/clusterrolebindings': created,
  'apps/deployments': { ...counted, generationOfAnnotations: true } satisfies Strategy,
  'apps/replicasets': counted,
  'apps/statefulsets': counted,
  'apps/daemonsets': counted,
  'autoscaling/horizontalpodautoscalers': plain,
  'batch/jobs': jobStrategy,
  'batch/cronjobs': counted,
  'certificates.k8s.io/certificatesigningrequests': certificateSigningRequestStrategy,
  'networking.k8s.io/ingresses': counted,
  'networking.k8s.io/ingressclasses': configuration,
  'networking.k8s.io/networkpolicies': configuration,
  'policy/poddisruptionbudgets': { ...counted, unconditionalUpdate: false } satisfies Strategy,
  'discovery.k8s.io/endpointslices': configuration,
  'apiextensions.k8s.io/customresourcedefinitions': customResourceDefinitionStrategy,
  'apiregistration.k8s.io/apiservices': versioned,
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': configuration,
  'admissionregistration.k8s.io/validatingwebhookconfigurations': configuration,
  'admissionregistration.k8s.io/validatingadmissionpolicies': configuration,
  'admissionregistration.k8s.io/mutatingadmissionpolicies': configuration,
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': configuration,
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': configuration,
  'flowcontrol.apiserver.k8s.io/flowschemas': configuration,
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations': configuration,
  'resource.k8s.io/deviceclasses': configuration,
  'resource.k8s.io/resourceslices': configuration,
});
