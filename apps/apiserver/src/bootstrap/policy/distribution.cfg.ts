import { account, bind, can, clusterRole, group, READ, user } from './grants.js';

const MANAGER = 'system:kubets:controller-manager';
const NODE_TOKENS = 'system:bootstrappers:kubeadm:default-node-token';

/** What kubets adds to upstream's policy: what an installer such as kubeadm would put there, and the roles of its own components. */
export const DISTRIBUTION_ROLES = [
  // All controllers run in one process under one identity, which therefore needs what upstream spreads over a service account each.
  clusterRole(MANAGER, [
    // Garbage collection and namespace deletion reach every kind, custom ones included.
    can(`delete deletecollection ${READ} patch update`, '*', '*'),
    can('create', 'core', 'configmaps endpoints endpoints/restricted events persistentvolumeclaims persistentvolumes pods pods/binding pods/eviction secrets serviceaccounts serviceaccounts/token'),
    can('create', 'apps', 'controllerrevisions replicasets'),
    can('create', 'batch', 'jobs'),
    can('create', 'certificates.k8s.io', 'clustertrustbundles'),
    can('create', 'coordination.k8s.io', 'leases'),
    can('create', 'discovery.k8s.io', 'endpointslices'),
    can('create', 'events.k8s.io', 'events'),
    can('create', 'networking.k8s.io', 'ipaddresses servicecidrs'),
    can('create', 'resource.k8s.io', 'resourceclaims'),
    can('create', 'storage.k8s.io', 'volumeattachments'),
    can('create', 'authentication.k8s.io', 'tokenreviews'),
    can('create', 'authorization.k8s.io', 'subjectaccessreviews'),
    can('approve attest sign', 'certificates.k8s.io', 'signers'),
    can('escalate', 'rbac.authorization.k8s.io', 'clusterroles'),
  ]),
  clusterRole('system:coredns', [
    can('list watch', 'core', 'endpoints namespaces pods services'), can('list watch', 'discovery.k8s.io', 'endpointslices'), can('get', 'core', 'nodes'),
  ]),
];

export const DISTRIBUTION_BINDINGS = [
  bind(MANAGER, [user('system:kube-controller-manager')]),
  bind('system:coredns', [account('coredns')]),
  // The kubeconfig's user is in this group: unlike system:masters it can be taken its rights away.
  bind('kubeadm:cluster-admins', [group('kubeadm:cluster-admins')], 'cluster-admin'),
  // Nodes that join with a bootstrap token ask for a certificate, have it approved, and renew it themselves.
  bind('kubeadm:kubelet-bootstrap', [group(NODE_TOKENS)], 'system:node-bootstrapper'),
  bind('kubeadm:node-autoapprove-bootstrap', [group(NODE_TOKENS)], 'system:certificates.k8s.io:certificatesigningrequests:nodeclient'),
  bind('kubeadm:node-autoapprove-certificate-rotation', [group('system:nodes')], 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient'),
  bind('kubeadm:node-proxier', [account('kube-proxy')], 'system:node-proxier'),
];
