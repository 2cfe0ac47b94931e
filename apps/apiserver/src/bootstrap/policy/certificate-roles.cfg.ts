import { can, clusterRole } from './grants.js';

const approver = (signer: string) =>
  clusterRole(`system:certificates.k8s.io:${signer}-approver`, [can('approve', 'certificates.k8s.io', 'signers', `kubernetes.io/${signer}`)]);
const requester = (what: string) =>
  clusterRole(`system:certificates.k8s.io:certificatesigningrequests:${what}`, [can('create', 'certificates.k8s.io', `certificatesigningrequests/${what}`)]);

/** Who may approve requests to which built-in signer, and who has node certificates approved by the controller. Source: Certificate Signing Requests. */
export const CERTIFICATE_ROLES = [
  approver('kube-apiserver-client'),
  approver('kube-apiserver-client-kubelet'),
  approver('kubelet-serving'),
  approver('legacy-unknown'),
  requester('nodeclient'),
  requester('selfnodeclient'),
];
