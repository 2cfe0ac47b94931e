import { account, bind, can, clusterRole, READ, recordEvents, user, WRITE } from './grants.js';

const DELEGATE = [can('create', 'authentication.k8s.io', 'tokenreviews'), can('create', 'authorization.k8s.io', 'subjectaccessreviews')];

/** Components of the control plane and add-ons. Source: Using RBAC, "Core component roles" and "Other component roles". */
export const COMPONENT_ROLES = [
  clusterRole('system:kube-controller-manager', [
    recordEvents,
    can('create', 'coordination.k8s.io', 'leases'),
    can('get update', 'coordination.k8s.io', 'leases', 'kube-controller-manager'),
    can('create', 'core', 'secrets serviceaccounts'),
    can('delete', 'core', 'secrets'),
    can('get', 'core', 'configmaps namespaces secrets serviceaccounts'),
    can('update', 'core', 'secrets serviceaccounts'),
    ...DELEGATE,
    can('list watch', '*', '*'),
    can('create', 'core', 'serviceaccounts/token'),
  ]),

  clusterRole('system:kube-scheduler', [
    recordEvents,
    can('create', 'coordination.k8s.io', 'leases'),
    can(`${READ} update`, 'coordination.k8s.io', 'leases', 'kube-scheduler'),
    can(`${READ} ${WRITE}`, 'coordination.k8s.io', 'leasecandidates'),
    can(READ, 'core', 'nodes'),
    can(`${READ} delete`, 'core', 'pods'),
    can('create', 'core', 'bindings pods/binding'),
    can('patch update', 'core', 'pods/status'),
    can(READ, 'core', 'replicationcontrollers services'),
    can(READ, 'apps extensions', 'replicasets'),
    can(READ, 'apps', 'statefulsets'),
    can(READ, 'policy', 'poddisruptionbudgets'),
    can(READ, 'core', 'persistentvolumeclaims persistentvolumes'),
    ...DELEGATE,
    can(READ, 'storage.k8s.io', 'csinodes'),
    can(READ, 'storage.k8s.io', 'volumeattachments'),
    can(READ, 'core', 'namespaces'),
    can(READ, 'storage.k8s.io', 'csidrivers'),
    can(READ, 'storage.k8s.io', 'csistoragecapacities'),
    can(READ, 'resource.k8s.io', 'deviceclasses'),
    can(`${READ} patch update`, 'resource.k8s.io', 'resourceclaims'),
    can(`${READ} patch update`, 'resource.k8s.io', 'resourceclaims/status'),
    can(`${READ} patch update`, 'core', 'pods/finalizers'),
    can(READ, 'resource.k8s.io', 'resourceslices'),
    can(READ, 'resource.k8s.io', 'devicetaintrules'),
  ]),
  clusterRole('system:volume-scheduler', [
    can(`${READ} patch update`, 'core', 'persistentvolumes'),
    can(READ, 'storage.k8s.io', 'storageclasses'),
    can(`${READ} patch update`, 'core', 'persistentvolumeclaims'),
  ]),

  clusterRole('system:persistent-volume-provisioner', [
    can(`create delete ${READ}`, 'core', 'persistentvolumes'),
    can(`${READ} update`, 'core', 'persistentvolumeclaims'),
    can(READ, 'storage.k8s.io', 'storageclasses'),
    can('watch', 'core', 'events'),
    recordEvents,
  ]),
  clusterRole('system:auth-delegator', DELEGATE),
  clusterRole('system:kube-aggregator', [can(READ, 'core', 'endpoints services')]),
  clusterRole('system:kube-dns', [can('list watch', 'core', 'endpoints services')]),
  clusterRole('system:heapster', [can(READ, 'core', 'events namespaces nodes pods'), can(READ, 'extensions', 'deployments')]),
];

export const COMPONENT_BINDINGS = [
  bind('system:kube-controller-manager', [user('system:kube-controller-manager')]),
  bind('system:kube-scheduler', [user('system:kube-scheduler')]),
  bind('system:volume-scheduler', [user('system:kube-scheduler')]),
  bind('system:kube-dns', [account('kube-dns')]),
];
