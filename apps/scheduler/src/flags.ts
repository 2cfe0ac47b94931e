import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';

/** Upstream's names. */
export const schedulerFlags = defineFlags({
  ...COMMON_FLAGS,
  'kubeconfig': { type: 'string', description: 'How to reach the API server; the service account of the pod by default.', placeholder: 'file' },
  'bind-address': { type: 'string', default: '0.0.0.0', description: 'Address of the server for health and metrics.', placeholder: 'address' },
  'secure-port': { type: 'int', default: 10259, description: 'Port of the server for health and metrics, HTTPS; 0 serves none.', placeholder: 'port' },
  'tls-cert-file': { type: 'string', description: 'Certificate of that server; a self-signed one is made by default.', placeholder: 'file' },
  'tls-private-key-file': { type: 'string', description: 'Key of --tls-cert-file.', placeholder: 'file' },
  'authorization-always-allow-paths': { type: 'list', default: ['/healthz', '/readyz', '/livez'], description: 'Paths that need no permission; others need "get" on that path. Health never needs one.' },
  'leader-elect': { type: 'boolean', default: true, description: 'Work only while holding the lease, so that several schedulers can run.' },
  'leader-elect-lease-duration': { type: 'duration', default: 15, description: 'How long others wait for a silent leader.' },
  'leader-elect-renew-deadline': { type: 'duration', default: 10, description: 'How long the leader tries to renew the lease.' },
  'leader-elect-retry-period': { type: 'duration', default: 2, description: 'Time between attempts to take or renew the lease.' },
  'leader-elect-resource-name': { type: 'string', default: 'kube-scheduler', description: 'Name of the lease.', placeholder: 'name' },
  'leader-elect-resource-namespace': { type: 'string', default: 'kube-system', description: 'Namespace of the lease.', placeholder: 'namespace' },
  'scheduler-name': { type: 'string', default: 'default-scheduler', description: 'Pods that name this scheduler are its own.', placeholder: 'name' },
});
export type SchedulerFlags = Flags<typeof schedulerFlags.definitions>;
