import { bind, can, clusterRole, READ, recordEvents, user } from './grants.js';

/** What kubelets do. The Node authorizer grants it, narrowed to the node's own pods and what they refer to. Source: Using Node Authorization. */
export const NODE_RULES = [
  can('create', 'authentication.k8s.io', 'tokenreviews'),
  can('create', 'authorization.k8s.io', 'localsubjectaccessreviews subjectaccessreviews'),
  can(READ, 'core', 'services'),
  can(`create ${READ}`, 'core', 'nodes'),
  can('patch update', 'core', 'nodes/status'),
  can('patch update', 'core', 'nodes'),
  can('create patch update', 'core', 'events'),
  can(READ, 'core', 'pods'),
  can('create delete', 'core', 'pods'),
  can('patch update', 'core', 'pods/status'),
  can('create', 'core', 'pods/eviction'),
  can(READ, 'core', 'configmaps secrets'),
  can('get', 'core', 'persistentvolumeclaims persistentvolumes'),
  can('get', 'core', 'endpoints'),
  can(`create ${READ}`, 'certificates.k8s.io', 'certificatesigningrequests'),
  can('create delete get patch update', 'coordination.k8s.io', 'leases'),
  can('get', 'storage.k8s.io', 'volumeattachments'),
  can('create', 'core', 'serviceaccounts/token'),
  can('get patch update', 'core', 'persistentvolumeclaims/status'),
  can(READ, 'storage.k8s.io', 'csidrivers'),
  can('create delete get patch update', 'storage.k8s.io', 'csinodes'),
  can(READ, 'node.k8s.io', 'runtimeclasses'),
  can('get', 'resource.k8s.io', 'resourceclaims'),
  can('deletecollection', 'resource.k8s.io', 'resourceslices'),
  can('get', 'core', 'serviceaccounts'),
];

export const NODE_ROLES = [
  clusterRole('system:node', NODE_RULES),
  clusterRole('system:node-bootstrapper', [can(`create ${READ}`, 'certificates.k8s.io', 'certificatesigningrequests')]),
  clusterRole('system:node-problem-detector', [can('get', 'core', 'nodes'), can('patch', 'core', 'nodes/status'), recordEvents]),
  clusterRole('system:node-proxier', [
    can('list watch', 'core', 'endpoints services'), can(READ, 'core', 'nodes'), recordEvents, can('list watch', 'networking.k8s.io', 'servicecidrs'),
    can('list watch', 'discovery.k8s.io', 'endpointslices'),
  ]),
  clusterRole('system:kubelet-api-admin', [
    can(READ, 'core', 'nodes'), can('proxy', 'core', 'nodes'), can('*', 'core', 'nodes/log nodes/metrics nodes/proxy nodes/stats'),
    can('*', 'core', 'nodes/configz nodes/healthz nodes/pods'),
  ]),
];

export const NODE_BINDINGS = [
  // Nobody: the Node authorizer speaks for nodes. The binding is there so that administrators can add subjects.
  bind('system:node', []),
  bind('system:node-proxier', [user('system:kube-proxy')]),
];
