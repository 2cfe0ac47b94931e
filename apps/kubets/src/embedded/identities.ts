const user = (name: string, ...groups: string[]): { readonly name: string; readonly groups: readonly string[] } => ({ name, groups });

/** As whom the components of this process act: the users that the default roles are written for. */
export const IDENTITIES = {
  controllerManager: user('system:kube-controller-manager'),
  scheduler: user('system:kube-scheduler'),
  proxy: user('system:kube-proxy'),
  dns: user('system:serviceaccount:kube-system:coredns', 'system:serviceaccounts', 'system:serviceaccounts:kube-system'),
  node: (name: string) => user(`system:node:${name}`, 'system:nodes'),
};
