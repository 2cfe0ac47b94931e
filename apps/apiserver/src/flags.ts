import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';
import { UserError } from '@kubets/component/user-error';

/** Upstream's names where upstream has the flag. */
export const apiserverFlags = defineFlags({
  ...COMMON_FLAGS,
  'store': { type: 'string', required: true, description: 'Where the state is kept, in place of etcd\'s --etcd-servers, such as lmdb:/var/lib/kubets/store.', placeholder: 'URL' },
  'bind-address': { type: 'string', default: '0.0.0.0', description: 'Address to listen on.', placeholder: 'address' },
  'secure-port': { type: 'int', default: 6443, description: 'Port to listen on.', placeholder: 'port' },
  'advertise-address': { type: 'string', description: 'Address under which the cluster finds this server; that of --bind-address by default.', placeholder: 'address' },
  'tls-cert-file': { type: 'string', required: true, description: 'Certificate of this server, with those between it and its authority.', placeholder: 'file' },
  'tls-private-key-file': { type: 'string', required: true, description: 'Key of --tls-cert-file.', placeholder: 'file' },
  'client-ca-file': { type: 'string', required: true, description: 'Authorities whose certificates say who a client is.', placeholder: 'file' },
  'root-ca-file': { type: 'string', description: 'Authority of this server\'s own certificate, for clients; --client-ca-file by default.', placeholder: 'file' },
  'service-account-signing-key-file': { type: 'string', required: true, description: 'Key that signs the tokens of service accounts.', placeholder: 'file' },
  'service-account-issuer': { type: 'string', default: 'https://kubernetes.default.svc.cluster.local', description: 'Name of the issuer in tokens of service accounts.', placeholder: 'URL' },
  'service-cluster-ip-range': { type: 'string', default: '10.96.0.0/16', description: 'Range of the addresses of Services.', placeholder: 'CIDR' },
  'service-node-port-range': { type: 'string', default: '30000-32767', description: 'Ports of nodes that Services may have.', placeholder: 'first-last' },
  'kubelet-client-certificate': { type: 'string', description: 'Certificate that kubelets are shown.', placeholder: 'file' },
  'kubelet-client-key': { type: 'string', description: 'Key of --kubelet-client-certificate.', placeholder: 'file' },
  'kubelet-certificate-authority': { type: 'string', description: 'Authority of the kubelets\' certificates; without it they are not checked.', placeholder: 'file' },
  'kubelet-preferred-address-types': { type: 'list', default: ['InternalIP', 'Hostname', 'InternalDNS', 'ExternalIP', 'ExternalDNS'], description: 'Kinds of node addresses to reach kubelets at, best first.' },
  'anonymous-auth': { type: 'boolean', default: true, description: 'Let requests without credentials in as system:anonymous.' },
});
export type ApiServerFlags = Flags<typeof apiserverFlags.definitions>;

/** `30000-32767`. @throws UserError */
export function nodePortsOf(text: string): { readonly first: number; readonly last: number } {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last) };
  if (!first || range.first < 1 || range.last > 65_535 || range.first > range.last) throw new UserError(`--service-node-port-range is ${JSON.stringify(text)}, which is not a range of ports such as 30000-32767`, 2);
  return range;
}
