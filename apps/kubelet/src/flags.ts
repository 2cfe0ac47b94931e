import { COMMON_FLAGS, defineFlags, type Flags } from '@kubets/component/flags';

/** Flags of the kubelet, under upstream's names. */
export const kubeletFlags = defineFlags({
  ...COMMON_FLAGS,
  kubeconfig: { type: 'string', description: 'How to reach the API server.', placeholder: 'file' },
  'hostname-override': { type: 'string', description: 'Name of the node; the host name when absent.' },
  'node-ip': { type: 'string', description: 'Address of the node; the first one that is not local when absent.' },
  'pod-cidr': { type: 'string', default: '10.244.0.0/24', description: 'Range from which the node\'s pods get addresses.' },
  'cluster-cidr': { type: 'string', default: '10.244.0.0/16', description: 'Range of all pods of the cluster.' },
  'service-cluster-ip-range': { type: 'string', default: '10.96.0.0/12', description: 'Range of services.' },
  'cluster-dns': { type: 'list', default: [], description: 'Addresses of the cluster\'s DNS.' },
  'cluster-domain': { type: 'string', default: 'cluster.local', description: 'Domain of the cluster.' },
  'cluster-name': { type: 'string', default: 'kubets', description: 'Tells this cluster\'s containers from another\'s on the same engine.' },
  'root-dir': { type: 'string', default: '/var/lib/kubelet', description: 'Folder of pods\' volumes and files.', placeholder: 'folder' },
  'container-runtime-endpoint': { type: 'string', default: 'unix:///var/run/docker.sock', description: 'Socket of the container engine, or `simulated://`.' },
  'pod-infra-container-image': { type: 'string', description: 'Image that holds a pod\'s namespaces.' },
  'max-pods': { type: 'int', default: 110, description: 'Most pods on the node.' },
  'register-node': { type: 'boolean', default: true, description: 'Create the Node if it does not exist.' },
  'node-labels': { type: 'map', default: {}, description: 'Labels of the node when it registers.' },
  'system-reserved': { type: 'map', default: {}, description: 'Resources kept from pods, such as cpu=200m,memory=150Mi.' },
  'eviction-hard': { type: 'string', default: 'memory.available<100Mi,nodefs.available<10%', description: 'Limits under which the node reports pressure.' },
  'provider-id': { type: 'string', description: 'The machine\'s identity at its cloud.' },
  'max-parallel-image-pulls': { type: 'int', default: 4, description: 'Images pulled at once.' },
  'serialize-image-pulls': { type: 'boolean', default: false, description: 'Pull one image at a time.' },
  'container-log-max-size': { type: 'int', default: 10_485_760, description: 'Bytes of a container\'s log before it is rotated.' },
  'container-log-max-files': { type: 'int', default: 5, description: 'Rotated logs kept per container.' },
  address: { type: 'string', default: '0.0.0.0', description: 'Address on which the kubelet\'s server listens.' },
  port: { type: 'int', default: 10_250, description: 'Port of the kubelet\'s server.' },
  'healthz-bind-address': { type: 'string', default: '127.0.0.1', description: 'Address of /healthz without TLS.' },
  'healthz-port': { type: 'int', default: 10_248, description: 'Port of /healthz without TLS; 0 for none.' },
  'tls-cert-file': { type: 'string', description: 'Certificate of the server.', placeholder: 'file' },
  'tls-private-key-file': { type: 'string', description: 'Key of the server.', placeholder: 'file' },
  'client-ca-file': { type: 'string', description: 'Authority of clients that may ask.', placeholder: 'file' },
});
export type KubeletFlags = Flags<typeof kubeletFlags.definitions>;

/** `memory.available<100Mi,nodefs.available<10%` → thresholds by signal. */
export const evictionThresholds = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(',').map((part) => part.trim().split('<')).flatMap(([signal, value]) => (signal && value ? [[signal, value]] : [])));
