import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';

/** Flags of the controller manager, under upstream's names. */
export const controllerManagerFlags = defineFlags({
  ...COMMON_FLAGS,
  kubeconfig: { type: 'string', description: 'How to reach the API server.', placeholder: 'file' },
  'cluster-cidr': { type: 'string', description: 'Range of all pods, from which nodes get theirs; without it they get none. Two for dual-stack, separated by a comma.' },
  'allocate-node-cidrs': { type: 'boolean', default: true, description: 'Whether nodes are given ranges.' },
  'node-cidr-mask-size': { type: 'int', description: 'Prefix length of a node\'s range; 24 for IPv4 and 64 for IPv6 when absent.' },
  'root-ca-file': { type: 'string', description: 'Certificate authority that is published in every namespace.', placeholder: 'file' },
  controllers: { type: 'list', default: ['*'], description: 'Controllers that run: * for all, foo for one more, -foo for one less.' },
  'leader-elect': { type: 'boolean', default: true, description: 'Work only while holding the lease kube-system/kube-controller-manager.' },
  'leader-elect-lease-duration': { type: 'duration', default: 15, description: 'How long others wait for a silent leader.' },
  'leader-elect-renew-deadline': { type: 'duration', default: 10, description: 'How long the leader tries to renew before it gives up.' },
  'leader-elect-retry-period': { type: 'duration', default: 2, description: 'Time between attempts.' },
  'node-monitor-grace-period': { type: 'duration', default: 40, description: 'Silence after which a node is taken for lost.' },
  'node-startup-grace-period': { type: 'duration', default: 60, description: 'The same for a node that has not reported yet.' },
  'node-eviction-rate': { type: 'number', default: 0.1, description: 'Lost nodes that are emptied per second, in each zone.' },
  'terminated-pod-gc-threshold': { type: 'int', default: 12_500, description: 'Finished pods that are kept; 0 keeps all.' },
  'max-endpoints-per-slice': { type: 'int', default: 100, description: 'Endpoints in an EndpointSlice, 1 to 1000.' },
  'concurrent-gc-syncs': { type: 'int', default: 20, description: 'Workers of the garbage collector.' },
  'bind-address': { type: 'string', default: '0.0.0.0', description: 'Address on which metrics and health are served.' },
  'secure-port': { type: 'int', default: 10_257, description: 'Port of metrics and health; 0 serves neither.' },
  'tls-cert-file': { type: 'string', description: 'Certificate of that port; one is made for this run when absent.', placeholder: 'file' },
  'tls-private-key-file': { type: 'string', description: 'Its key.', placeholder: 'file' },
  'authorization-always-allow-paths': { type: 'list', default: ['/healthz', '/readyz', '/livez'], description: 'Paths that anybody may ask for; others need a bearer token that the API server lets read them.' },
});
export type ControllerManagerFlags = Flags<typeof controllerManagerFlags.definitions>;
