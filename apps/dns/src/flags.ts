import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';

export const dnsFlags = defineFlags({
  ...COMMON_FLAGS,
  'kubeconfig': { type: 'string', description: 'How to reach the API server; the service account of the pod by default.', placeholder: 'file' },
  'conf': { type: 'string', description: 'The Corefile; kubeadm\'s by default.', placeholder: 'file' },
  'cluster-domain': { type: 'string', default: 'cluster.local', description: 'Cluster domain of the default Corefile.' },
  'bind-address': { type: 'string', default: '0.0.0.0', description: 'Address to listen on.' },
  'dns.port': { type: 'int', default: 53, description: 'Port of zones that name none.' },
});
export type DnsFlags = Flags<typeof dnsFlags.definitions>;
