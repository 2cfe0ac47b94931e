import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import { account, bind, can, clusterRole, READ, recordEvents } from './grants.js';

const APPS = 'apps extensions';
const OWN = 'create delete get list patch update watch';

/** What each controller of the controller manager does, by the name of its service account in `kube-system`. Source: Using RBAC, "Roles for built-in controllers". */
const CONTROLLERS: Readonly<Record<string, readonly PolicyRule[]>> = {
  'attachdetach-controller': [
    can('list watch', 'core', 'persistentvolumeclaims persistentvolumes'), can(READ, 'core', 'nodes'), can('patch update', 'core', 'nodes/status'),
    can('list watch', 'core', 'pods'), recordEvents, can(`create delete ${READ}`, 'storage.k8s.io', 'volumeattachments'),
    can(READ, 'storage.k8s.io', 'csidrivers'), can(READ, 'storage.k8s.io', 'csinodes'),
  ],
  'certificate-controller': [
    can(`delete ${READ}`, 'certificates.k8s.io', 'certificatesigningrequests'),
    can('update', 'certificates.k8s.io', 'certificatesigningrequests/approval certificatesigningrequests/status'),
    can('approve', 'certificates.k8s.io', 'signers', 'kubernetes.io/kube-apiserver-client-kubelet'),
    can('sign', 'certificates.k8s.io', 'signers', 'kubernetes.io/kube-apiserver-client kubernetes.io/kube-apiserver-client-kubelet kubernetes.io/kubelet-serving kubernetes.io/legacy-unknown'),
    can('create', 'authorization.k8s.io', 'subjectaccessreviews'), recordEvents,
  ],
  'clusterrole-aggregation-controller': [can(`escalate ${READ} patch update`, 'rbac.authorization.k8s.io', 'clusterroles')],
  'cronjob-controller': [
    can(`${READ} update`, 'batch', 'cronjobs'), can(OWN, 'batch', 'jobs'), can('update', 'batch', 'cronjobs/status'), can('update', 'batch', 'cronjobs/finalizers'),
    can('delete list watch', 'core', 'pods'), recordEvents,
  ],
  'daemon-set-controller': [
    can(READ, APPS, 'daemonsets'), can('update', APPS, 'daemonsets/status'), can('update', APPS, 'daemonsets/finalizers'), can('list watch', 'core', 'nodes'),
    can('create delete list patch watch', 'core', 'pods'), can('create', 'core', 'pods/binding'), can(OWN, 'apps', 'controllerrevisions'), recordEvents,
  ],
  'deployment-controller': [
    can(`${READ} update`, APPS, 'deployments'), can('update', APPS, 'deployments/status'), can('update', APPS, 'deployments/finalizers'),
    can(OWN, APPS, 'replicasets'), can(`${READ} update`, 'core', 'pods'), recordEvents,
  ],
  'device-taint-eviction-controller': [
    can(`delete ${READ}`, 'core', 'pods'), can('patch update', 'core', 'pods/status'), can(READ, 'resource.k8s.io', 'resourceclaims'),
    can(READ, 'resource.k8s.io', 'resourceslices'), can(READ, 'resource.k8s.io', 'deviceclasses'), recordEvents,
  ],
  'disruption-controller': [
    can(READ, APPS, 'deployments'), can(READ, APPS, 'replicasets'), can(READ, 'core', 'replicationcontrollers'), can(READ, 'policy', 'poddisruptionbudgets'),
    can(READ, 'apps', 'statefulsets'), can('update', 'policy', 'poddisruptionbudgets/status'), can('patch update', 'core', 'pods/status'), can('get', '*', '*/scale'), recordEvents,
  ],
  'endpoint-controller': [
    can(READ, 'core', 'pods services'), can(`create delete ${READ} update`, 'core', 'endpoints'), can('create', 'core', 'endpoints/restricted'), recordEvents,
  ],
  'endpointslice-controller': [
    can(READ, 'core', 'nodes pods services'), can('update', 'core', 'services/finalizers'), can(`create delete ${READ} update`, 'discovery.k8s.io', 'endpointslices'), recordEvents,
  ],
  'endpointslicemirroring-controller': [
    can(READ, 'core', 'endpoints services'), can('update', 'core', 'services/finalizers'), can('update', 'core', 'endpoints/finalizers'),
    can(`create delete ${READ} update`, 'discovery.k8s.io', 'endpointslices'), recordEvents,
  ],
  'ephemeral-volume-controller': [
    can(READ, 'core', 'pods'), can('update', 'core', 'pods/finalizers'), can(`create ${READ}`, 'core', 'persistentvolumeclaims'), recordEvents,
  ],
  'expand-controller': [
    can(`${READ} patch update`, 'core', 'persistentvolumes'), can('patch update', 'core', 'persistentvolumeclaims/status'), can(READ, 'core', 'persistentvolumeclaims'), recordEvents,
  ],
  'generic-garbage-collector': [can(`delete ${READ} patch update`, '*', '*'), recordEvents],
  'horizontal-pod-autoscaler': [
    can(READ, 'autoscaling', 'horizontalpodautoscalers'), can('update', 'autoscaling', 'horizontalpodautoscalers/status'), can('get update', '*', '*/scale'),
    can('list watch', 'core', 'pods'), can('list watch', 'metrics.k8s.io', 'pods'), can(READ, 'custom.metrics.k8s.io', '*'), can(READ, 'external.metrics.k8s.io', '*'), recordEvents,
  ],
  'job-controller': [
    can(`${READ} patch update`, 'batch', 'jobs'), can('update', 'batch', 'jobs/status'), can('update', 'batch', 'jobs/finalizers'),
    can('create delete list patch watch', 'core', 'pods'), recordEvents,
  ],
  'legacy-service-account-token-cleaner': [
    can('get', 'core', 'configmaps', 'kube-apiserver-legacy-service-account-token-tracking'), can('delete patch', 'core', 'secrets'),
  ],
  'namespace-controller': [
    can(`delete ${READ}`, 'core', 'namespaces'), can('update', 'core', 'namespaces/finalize namespaces/status'), can(`delete deletecollection ${READ}`, '*', '*'),
  ],
  'node-controller': [
    can(`delete ${READ} patch update`, 'core', 'nodes'), can('patch update', 'core', 'nodes/status'), can('patch update', 'core', 'pods/status'),
    can(`delete ${READ}`, 'core', 'pods'), can(READ, 'coordination.k8s.io', 'leases'), recordEvents,
  ],
  'persistent-volume-binder': [
    can(`create delete ${READ} update`, 'core', 'persistentvolumes'), can('update', 'core', 'persistentvolumes/status'), can(`${READ} update`, 'core', 'persistentvolumeclaims'),
    can('update', 'core', 'persistentvolumeclaims/status'), can(`create delete ${READ}`, 'core', 'pods'), can(READ, 'storage.k8s.io', 'storageclasses'),
    can('list watch', 'core', 'nodes'), recordEvents, can('watch', 'core', 'events'),
  ],
  'pod-garbage-collector': [can('delete list watch', 'core', 'pods'), can(READ, 'core', 'nodes'), can('patch', 'core', 'pods/status')],
  'pv-protection-controller': [can(`${READ} update`, 'core', 'persistentvolumes'), recordEvents],
  'pvc-protection-controller': [
    can(`${READ} update`, 'core', 'persistentvolumeclaims'), can('update', 'core', 'persistentvolumeclaims/status'), can(READ, 'core', 'pods'), recordEvents,
  ],
  'replicaset-controller': [
    can(`${READ} update`, APPS, 'replicasets'), can('update', APPS, 'replicasets/status'), can('update', APPS, 'replicasets/finalizers'),
    can('create delete list patch watch', 'core', 'pods'), recordEvents,
  ],
  'replication-controller': [
    can(`${READ} update`, 'core', 'replicationcontrollers'), can('update', 'core', 'replicationcontrollers/status'), can('update', 'core', 'replicationcontrollers/finalizers'),
    can('create delete list patch watch', 'core', 'pods'), recordEvents,
  ],
  'resource-claim-controller': [
    can(READ, 'core', 'pods'), can('update', 'core', 'pods/finalizers'), can(`create delete ${READ}`, 'resource.k8s.io', 'resourceclaims'),
    can('patch update', 'resource.k8s.io', 'resourceclaims resourceclaims/status'), can('patch update', 'core', 'pods/status'), recordEvents,
    can('patch update', 'resource.k8s.io', 'resourceclaims/binding'),
  ],
  'resourcequota-controller': [can('list watch', '*', '*'), can('update', 'core', 'resourcequotas/status'), recordEvents],
  'root-ca-cert-publisher': [can('create update', 'core', 'configmaps'), recordEvents],
  'route-controller': [can('list watch', 'core', 'nodes'), can('patch', 'core', 'nodes/status'), recordEvents],
  'selinux-warning-controller': [
    recordEvents, can(READ, 'core', 'persistentvolumes'), can(READ, 'core', 'persistentvolumeclaims'), can(READ, 'core', 'pods'), can(READ, 'storage.k8s.io', 'csidrivers'),
  ],
  'service-account-controller': [can('create', 'core', 'serviceaccounts'), recordEvents],
  'service-cidrs-controller': [
    can(`${READ} patch update`, 'networking.k8s.io', 'servicecidrs'), can('patch update', 'networking.k8s.io', 'servicecidrs/finalizers'),
    can('patch update', 'networking.k8s.io', 'servicecidrs/status'), can(READ, 'networking.k8s.io', 'ipaddresses'), recordEvents,
  ],
  'service-controller': [can(READ, 'core', 'services'), can('patch update', 'core', 'services/status'), can('list watch', 'core', 'nodes'), recordEvents],
  'statefulset-controller': [
    can('list watch', 'core', 'pods'), can(READ, 'apps', 'statefulsets'), can('update', 'apps', 'statefulsets/status'), can('update', 'apps', 'statefulsets/finalizers'),
    can('create delete get patch update', 'core', 'pods'), can(OWN, 'apps', 'controllerrevisions'), can(`create ${READ}`, 'core', 'persistentvolumeclaims'),
    can('delete update', 'core', 'persistentvolumeclaims'), can('update', 'core', 'pods/finalizers'), recordEvents,
  ],
  'ttl-after-finished-controller': [can(`delete ${READ}`, 'batch', 'jobs'), recordEvents],
  'ttl-controller': [can('list patch update watch', 'core', 'nodes'), recordEvents],
  'validatingadmissionpolicy-status-controller': [
    can(READ, 'admissionregistration.k8s.io', 'validatingadmissionpolicies'), can('get patch update', 'admissionregistration.k8s.io', 'validatingadmissionpolicies/status'), recordEvents,
  ],
  'volumeattributesclass-protection-controller': [
    can(READ, 'core', 'persistentvolumeclaims'), can(READ, 'core', 'persistentvolumes'), can(`${READ} update`, 'storage.k8s.io', 'volumeattributesclasses'), recordEvents,
  ],
};

export const CONTROLLER_ROLES = Object.entries(CONTROLLERS).map(([name, rules]) => clusterRole(`system:controller:${name}`, rules));
export const CONTROLLER_BINDINGS = Object.keys(CONTROLLERS).map((name) => bind(`system:controller:${name}`, [account(name)]));
