/** Which authority signs a certificate. */
export type Authority = 'ca' | 'front-proxy-ca';

export type Usage = 'server' | 'client';

/** What a certificate has to say; a file that says less is issued again. */
export interface CertificateSpec {
  /** Path below the PKI folder without extension. */
  readonly file: string;
  readonly signer: Authority;
  readonly commonName: string;
  readonly organizations?: readonly string[];
  readonly usages: readonly Usage[];
  readonly dnsNames?: readonly string[];
  readonly addresses?: readonly string[];
}

/** The authorities, in kubeadm's layout. */
export const AUTHORITIES: readonly { readonly file: Authority; readonly commonName: string }[] = [
  { file: 'ca', commonName: 'kubernetes' },
  { file: 'front-proxy-ca', commonName: 'front-proxy-ca' },
];

/** Client certificates that every cluster has. The names are those that the default RBAC rules are written for. */
export const CLIENTS = {
  /** Its group is bound to cluster-admin. */
  admin: { file: 'admin', signer: 'ca', commonName: 'kubernetes-admin', organizations: ['kubeadm:cluster-admins'], usages: ['client'] },
  /** Is allowed everything before any RBAC rule exists; it is how the first rules are made. */
  superAdmin: { file: 'super-admin', signer: 'ca', commonName: 'kubernetes-super-admin', organizations: ['system:masters'], usages: ['client'] },
  controllerManager: { file: 'controller-manager', signer: 'ca', commonName: 'system:kube-controller-manager', usages: ['client'] },
  scheduler: { file: 'scheduler', signer: 'ca', commonName: 'system:kube-scheduler', usages: ['client'] },
  kubeProxy: { file: 'kube-proxy', signer: 'ca', commonName: 'system:kube-proxy', usages: ['client'] },
  dns: { file: 'dns', signer: 'ca', commonName: 'system:serviceaccount:kube-system:coredns', organizations: ['system:serviceaccounts', 'system:serviceaccounts:kube-system'], usages: ['client'] },
  /** The API server to kubelets. */
  apiserverKubeletClient: { file: 'apiserver-kubelet-client', signer: 'ca', commonName: 'kube-apiserver-kubelet-client', organizations: ['kubeadm:cluster-admins'], usages: ['client'] },
  /** The API server to aggregated API servers. */
  frontProxyClient: { file: 'front-proxy-client', signer: 'front-proxy-ca', commonName: 'front-proxy-client', usages: ['client'] },
} as const satisfies Readonly<Record<string, CertificateSpec>>;

export type ClientName = keyof typeof CLIENTS;

export interface NodeNames {
  readonly name: string;
  /** IP addresses and host names at which the kubelet is reached. */
  readonly addresses?: readonly string[];
}

export interface ServerNames {
  /** Default `cluster.local`. */
  readonly clusterDomain?: string;
  /** The `kubernetes` service's address, first of the service range. Default 10.96.0.1. */
  readonly serviceAddress?: string;
  /** IP addresses and host names at which the API server is reached. */
  readonly addresses?: readonly string[];
}

const isAddress = (text: string): boolean => text.includes(':') || /^\d+(\.\d+){3}$/.test(text);
const unique = (list: readonly string[]): string[] => [...new Set(list)];
/** Addresses that mean "any" name nobody. */
const named = (list: readonly string[]): string[] => list.filter((each) => each !== '' && each !== '0.0.0.0' && each !== '::');

export function apiserverSpec({ clusterDomain = 'cluster.local', serviceAddress = '10.96.0.1', addresses = [] }: ServerNames): CertificateSpec {
  const reached = named(addresses);
  return {
    file: 'apiserver', signer: 'ca', commonName: 'kube-apiserver', usages: ['server'],
    dnsNames: unique(['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', `kubernetes.default.svc.${clusterDomain}`, 'localhost', ...reached.filter((each) => !isAddress(each))]),
    addresses: unique([serviceAddress, '127.0.0.1', '::1', ...reached.filter(isAddress)]),
  };
}

/** A kubelet's two certificates: as a client of the API server, and as the server that the API server calls. */
export function nodeSpecs({ name, addresses = [] }: NodeNames): { readonly client: CertificateSpec; readonly server: CertificateSpec } {
  const reached = named(addresses);
  const subject = { commonName: `system:node:${name}`, organizations: ['system:nodes'], signer: 'ca' as const };
  return {
    client: { ...subject, file: `kubelet/${name}/client`, usages: ['client'] },
    server: {
      ...subject, file: `kubelet/${name}/server`, usages: ['server'],
      dnsNames: unique([name, 'localhost', ...reached.filter((each) => !isAddress(each))]), addresses: unique(['127.0.0.1', ...reached.filter(isAddress)]),
    },
  };
}
