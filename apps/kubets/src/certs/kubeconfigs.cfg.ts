import type { ClusterPki, KeyPair } from '@kubets/component/pki/ensure-pki';

/** A kubeconfig to write: whose, and with which certificate. */
export interface KubeconfigFile {
  /** Also the name of the file, without `.conf`. */
  readonly who: string;
  readonly user: string;
  readonly certificate: (pki: ClusterPki) => KeyPair;
}

/** Kubeconfigs of every cluster, named as kubeadm names them. */
export const KUBECONFIGS: readonly KubeconfigFile[] = [
  { who: 'admin', user: 'kubernetes-admin', certificate: (pki) => pki.clients.admin },
  // Works before the rule that makes `admin` an administrator exists, and when somebody deleted it.
  { who: 'super-admin', user: 'kubernetes-super-admin', certificate: (pki) => pki.clients.superAdmin },
  { who: 'controller-manager', user: 'system:kube-controller-manager', certificate: (pki) => pki.clients.controllerManager },
  { who: 'scheduler', user: 'system:kube-scheduler', certificate: (pki) => pki.clients.scheduler },
  { who: 'kube-proxy', user: 'system:kube-proxy', certificate: (pki) => pki.clients.kubeProxy },
  { who: 'dns', user: 'coredns', certificate: (pki) => pki.clients.dns },
];

/** The kubelet's, one per node. */
export const kubeletKubeconfig = (node: string): KubeconfigFile =>
  ({ who: `kubelet-${node}`, user: `system:node:${node}`, certificate: (pki) => pki.nodes[node]!.client });
