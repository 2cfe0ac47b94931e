import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';
import { bindAddress } from '@kubets/component/process/listening';
import { UserError } from '@kubets/component/user-error';
import { parseCidrs } from '@kubets/networking/ip/cidr';
import { proxyConfig, type DetectLocal, type ProxyConfig } from './config/proxy-config.js';

/** Upstream's names where upstream has the flag. */
export const kubeProxyFlags = defineFlags({
  ...COMMON_FLAGS,
  'kubeconfig': { type: 'string', description: 'How to reach the API server; the service account of the pod by default.', placeholder: 'file' },
  'hostname-override': { type: 'string', description: 'Name of the Node that this proxy runs on; the host name by default.', placeholder: 'name' },
  'cluster-cidr': { type: 'string', default: '10.244.0.0/16', description: 'Pod ranges of the cluster, separated by commas.' },
  'service-cluster-ip-range': { type: 'string', default: '10.96.0.0/16', description: 'Service ranges, separated by commas; addresses in them that nobody owns are refused.' },
  'detect-local-mode': { type: 'string', default: 'ClusterCIDR', choices: ['ClusterCIDR', 'BridgeInterface', 'InterfaceNamePrefix'], description: 'How traffic of pods of this node is recognized.' },
  'pod-bridge-interface': { type: 'string', default: '', description: 'Bridge of the pods, for detect-local-mode BridgeInterface.' },
  'pod-interface-name-prefix': { type: 'string', default: '', description: 'Start of the names of pods\' interfaces, for detect-local-mode InterfaceNamePrefix.' },
  'masquerade-all': { type: 'boolean', default: false, description: 'Hide the client\'s address on all packets to services.' },
  'masquerade-egress': { type: 'boolean', default: true, description: 'Give packets of pods that leave the cluster the node\'s address.' },
  'iptables-masquerade-bit': { type: 'int', default: 14, description: 'Bit of the packet mark that asks for masquerading.' },
  'nodeport-addresses': { type: 'list', default: [], description: 'Ranges of node addresses on which node ports answer; all but loopback by default.' },
  'nftables-min-sync-period': { type: 'duration', default: 0.02, description: 'Least time between two changes of the rules while changes keep coming.' },
  'nftables-sync-period': { type: 'duration', default: 30, description: 'Time between two checks that the rules are still there.' },
  'healthz-bind-address': { type: 'string', default: '0.0.0.0:10256', description: 'Address of /healthz and /livez; empty to serve none.' },
  'metrics-bind-address': { type: 'string', default: '127.0.0.1:10249', description: 'Address of /metrics; empty to serve none.' },
  'nftables-table': { type: 'string', default: 'kubets', description: 'Name of the nftables table; clusters that share a host need different ones.' },
  'cleanup': { type: 'boolean', default: false, description: 'Remove all rules and routes, and end.' },
});
export type KubeProxyFlags = Flags<typeof kubeProxyFlags.definitions>;

const detectLocal = (flags: KubeProxyFlags): DetectLocal => {
  switch (flags['detect-local-mode']) {
    case 'BridgeInterface': return { mode: 'BridgeInterface', bridge: flags['pod-bridge-interface'] };
    case 'InterfaceNamePrefix': return { mode: 'InterfaceNamePrefix', prefix: flags['pod-interface-name-prefix'] };
    default: return { mode: 'ClusterCIDR' };
  }
};

/** @throws UserError */
export function configOf(flags: KubeProxyFlags): ProxyConfig {
  for (const flag of ['healthz-bind-address', 'metrics-bind-address'] as const) if (flags[flag] !== '') bindAddress(flag, flags[flag]);
  try {
    return proxyConfig({
      table: flags['nftables-table'], clusterCidrs: parseCidrs(flags['cluster-cidr']), serviceCidrs: parseCidrs(flags['service-cluster-ip-range']),
      detectLocal: detectLocal(flags), masqueradeAll: flags['masquerade-all'], masqueradeEgress: flags['masquerade-egress'], masqueradeBit: flags['iptables-masquerade-bit'],
      nodePortCidrs: parseCidrs(flags['nodeport-addresses'].join(',')), minSyncPeriod: flags['nftables-min-sync-period'] * 1000, syncPeriod: flags['nftables-sync-period'] * 1000,
      healthzBindAddress: flags['healthz-bind-address'],
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), 2);
  }
}
