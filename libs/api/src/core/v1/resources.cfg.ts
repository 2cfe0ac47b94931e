import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { TokenRequest } from '../../authentication/v1/token-request.js';
import { Scale } from '../../autoscaling/v1/scale.js';
import { Eviction } from '../../policy/v1/eviction.js';
import { Binding } from './binding.js';
import { ComponentStatus, ComponentStatusList } from './component-status.js';
import { ConfigMap, ConfigMapList } from './config-map.js';
import { NodeProxyOptions, PodAttachOptions, PodExecOptions, PodPortForwardOptions, PodProxyOptions, ServiceProxyOptions } from './connect-options.js';
import { Endpoints, EndpointsList } from './endpoints.js';
import { Event, EventList } from './event.js';
import { LimitRange, LimitRangeList } from './limit-range.js';
import { Namespace, NamespaceList } from './namespace.js';
import { Node, NodeList } from './node.js';
import { PersistentVolumeClaim, PersistentVolumeClaimList } from './persistent-volume-claim.js';
import { PersistentVolume, PersistentVolumeList } from './persistent-volume.js';
import { PodTemplate, PodTemplateList } from './pod-template.js';
import { Pod, PodList } from './pod.js';
import { ReplicationController, ReplicationControllerList } from './replication-controller.js';
import { ResourceQuota, ResourceQuotaList } from './resource-quota.js';
import { Secret, SecretList } from './secret.js';
import { ServiceAccount, ServiceAccountList } from './service-account.js';
import { Service, ServiceList } from './service.js';
import { validateReplicaCounts } from '../../apps/v1/replica-set.validation.js';
import { GENERIC_COLUMNS } from '../../table/column.js';
import { validateConfigMap, validateConfigMapUpdate, validateSecret, validateSecretUpdate } from './config-map.validation.js';
import { componentStatusColumns, configMapColumns, namespaceColumns, secretColumns, serviceAccountColumns } from './configuration.columns.js';
import { endpointsColumns } from './endpoints.columns.js';
import { defaultEndpoints } from './endpoints.defaults.js';
import { validateEndpoints } from './endpoints.validation.js';
import { eventColumns } from './event.columns.js';
import { validateEvent } from './event.validation.js';
import { eventFields, namespaceFields, nodeFields, podFields, replicaFields, secretFields, serviceFields } from './field-selectors.js';
import { defaultLimitRange } from './limit-range.defaults.js';
import { defaultNamespace } from './namespace.defaults.js';
import { validateNamespace, validateNamespaceStatus } from './namespace.validation.js';
import { nodeColumns } from './node.columns.js';
import { validateNode, validateNodeStatus, validateNodeUpdate } from './node.validation.js';
import { validatePersistentVolumeClaim, validatePersistentVolumeClaimUpdate } from './persistent-volume-claim.validation.js';
import { persistentVolumeClaimColumns, persistentVolumeColumns } from './persistent-volume.columns.js';
import { defaultPersistentVolume, defaultPersistentVolumeClaim } from './persistent-volume.defaults.js';
import { validatePersistentVolume, validatePersistentVolumeUpdate } from './persistent-volume.validation.js';
import { defaultPodTemplateObject } from './pod-template.defaults.js';
import { validatePodUpdate } from './pod-update.validation.js';
import { podColumns } from './pod.columns.js';
import { defaultPod } from './pod.defaults.js';
import { validatePod, validatePodStatus } from './pod.validation.js';
import { validateLimitRange, validateResourceQuota, validateResourceQuotaUpdate } from './quota.validation.js';
import { podTemplateColumns, replicationControllerColumns } from './replication-controller.columns.js';
import { defaultReplicationController } from './replication-controller.defaults.js';
import { validatePodTemplateObject, validateReplicationController } from './replication-controller.validation.js';
import { resourceQuotaColumns } from './resource-quota.columns.js';
import { defaultResourceQuota } from './resource-quota.defaults.js';
import { defaultSecret } from './secret.defaults.js';
import { validateServiceAccount } from './service-account.validation.js';
import { serviceColumns } from './service.columns.js';
import { defaultService } from './service.defaults.js';
import { validateService, validateServiceStatus, validateServiceUpdate } from './service.validation.js';

export const componentstatuses = resource<ComponentStatus>({
  group: '', version: 'v1', resource: 'componentstatuses', singular: 'componentstatus', kind: ComponentStatus, list: ComponentStatusList, namespaced: false,
  verbs: ['get', 'list', 'watch'], shortNames: ['cs'], deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  rules: { columns: componentStatusColumns },
});

export const configmaps = resource<ConfigMap>({
  group: '', version: 'v1', resource: 'configmaps', singular: 'configmap', kind: ConfigMap, list: ConfigMapList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['cm'],
  rules: { validate: validateConfigMap, validateUpdate: validateConfigMapUpdate, columns: configMapColumns },
});

export const endpoints = resource<Endpoints>({
  group: '', version: 'v1', resource: 'endpoints', singular: 'endpoints', kind: Endpoints, list: EndpointsList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ep'], deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  rules: { defaults: defaultEndpoints, validate: validateEndpoints, columns: endpointsColumns },
});

export const events = resource<Event>({
  group: '', version: 'v1', resource: 'events', singular: 'event', kind: Event, list: EventList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ev'],
  rules: { validate: validateEvent, columns: eventColumns, fieldSelectors: eventFields },
});

export const limitranges = resource<LimitRange>({
  group: '', version: 'v1', resource: 'limitranges', singular: 'limitrange', kind: LimitRange, list: LimitRangeList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['limits'],
  rules: { defaults: defaultLimitRange, validate: validateLimitRange, columns: GENERIC_COLUMNS },
});

export const namespaces = resource<Namespace>({
  group: '', version: 'v1', resource: 'namespaces', singular: 'namespace', kind: Namespace, list: NamespaceList, namespaced: false,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'], shortNames: ['ns'],
  rules: {
    names: 'label', defaults: defaultNamespace, validate: validateNamespace, validateStatus: validateNamespaceStatus, columns: namespaceColumns,
    fieldSelectors: namespaceFields,
  },
  subresources: [
    { name: 'finalize', verbs: ['update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const bindings = resource<Binding>({
  group: '', version: 'v1', resource: 'bindings', singular: 'binding', kind: Binding, namespaced: true,
  verbs: ['create'],
});

export const persistentvolumeclaims = resource<PersistentVolumeClaim>({
  group: '', version: 'v1', resource: 'persistentvolumeclaims', singular: 'persistentvolumeclaim', kind: PersistentVolumeClaim, list: PersistentVolumeClaimList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['pvc'],
  rules: {
    defaults: defaultPersistentVolumeClaim, validate: validatePersistentVolumeClaim, validateUpdate: validatePersistentVolumeClaimUpdate,
    columns: persistentVolumeClaimColumns,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const pods = resource<Pod>({
  group: '', version: 'v1', resource: 'pods', singular: 'pod', kind: Pod, list: PodList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['po'], categories: ['all'],
  rules: {
    defaults: defaultPod, validate: validatePod, validateUpdate: validatePodUpdate, validateStatus: validatePodStatus, columns: podColumns,
    fieldSelectors: podFields,
  },
  subresources: [
    { name: 'attach', kind: PodAttachOptions, verbs: ['connect'] },
    { name: 'binding', kind: Binding, verbs: ['create'] },
    { name: 'ephemeralcontainers', verbs: ['get', 'patch', 'update'] },
    { name: 'eviction', kind: Eviction, verbs: ['create'] },
    { name: 'exec', kind: PodExecOptions, verbs: ['connect'] },
    { name: 'log', verbs: ['get'] },
    { name: 'portforward', kind: PodPortForwardOptions, verbs: ['connect'] },
    { name: 'proxy', kind: PodProxyOptions, verbs: ['connect'] },
    { name: 'proxy/{path}', kind: PodProxyOptions, verbs: ['connect'] },
    { name: 'resize', verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const podtemplates = resource<PodTemplate>({
  group: '', version: 'v1', resource: 'podtemplates', singular: 'podtemplate', kind: PodTemplate, list: PodTemplateList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: { defaults: defaultPodTemplateObject, validate: validatePodTemplateObject, columns: podTemplateColumns },
});

export const replicationcontrollers = resource<ReplicationController>({
  group: '', version: 'v1', resource: 'replicationcontrollers', singular: 'replicationcontroller', kind: ReplicationController, list: ReplicationControllerList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['rc'], categories: ['all'],
  rules: {
    defaults: defaultReplicationController, validate: validateReplicationController, validateStatus: validateReplicaCounts,
    columns: replicationControllerColumns, fieldSelectors: replicaFields,
  },
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const resourcequotas = resource<ResourceQuota>({
  group: '', version: 'v1', resource: 'resourcequotas', singular: 'resourcequota', kind: ResourceQuota, list: ResourceQuotaList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['quota'],
  rules: {
    defaults: defaultResourceQuota, validate: validateResourceQuota, validateUpdate: validateResourceQuotaUpdate, columns: resourceQuotaColumns,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const secrets = resource<Secret>({
  group: '', version: 'v1', resource: 'secrets', singular: 'secret', kind: Secret, list: SecretList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: {
    defaults: defaultSecret, validate: validateSecret, validateUpdate: validateSecretUpdate, columns: secretColumns,
    fieldSelectors: secretFields,
  },
});

export const serviceaccounts = resource<ServiceAccount>({
  group: '', version: 'v1', resource: 'serviceaccounts', singular: 'serviceaccount', kind: ServiceAccount, list: ServiceAccountList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['sa'],
  rules: { validate: validateServiceAccount, columns: serviceAccountColumns },
  subresources: [
    { name: 'token', kind: TokenRequest, verbs: ['create'] },
  ],
});

export const services = resource<Service>({
  group: '', version: 'v1', resource: 'services', singular: 'service', kind: Service, list: ServiceList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['svc'], categories: ['all'],
  rules: {
    names: 'rfc1035', defaults: defaultService, validate: validateService, validateUpdate: validateServiceUpdate,
    validateStatus: validateServiceStatus, columns: serviceColumns, fieldSelectors: serviceFields,
  },
  subresources: [
    { name: 'proxy', kind: ServiceProxyOptions, verbs: ['connect'] },
    { name: 'proxy/{path}', kind: ServiceProxyOptions, verbs: ['connect'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const nodes = resource<Node>({
  group: '', version: 'v1', resource: 'nodes', singular: 'node', kind: Node, list: NodeList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['no'],
  rules: {
    validate: validateNode, validateUpdate: validateNodeUpdate, validateStatus: validateNodeStatus, columns: nodeColumns,
    fieldSelectors: nodeFields,
  },
  subresources: [
    { name: 'proxy', kind: NodeProxyOptions, verbs: ['connect'] },
    { name: 'proxy/{path}', kind: NodeProxyOptions, verbs: ['connect'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const persistentvolumes = resource<PersistentVolume>({
  group: '', version: 'v1', resource: 'persistentvolumes', singular: 'persistentvolume', kind: PersistentVolume, list: PersistentVolumeList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['pv'],
  rules: {
    defaults: defaultPersistentVolume, validate: validatePersistentVolume, validateUpdate: validatePersistentVolumeUpdate,
    columns: persistentVolumeColumns,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
