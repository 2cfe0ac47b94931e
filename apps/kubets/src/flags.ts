import { homedir } from 'node:os';
import { join } from 'node:path';
import { COMMON_FLAGS, defineFlags } from '@kubets/component/flags';

/** Flags of the embedded cluster; each is also an environment variable `KUBETS_<NAME>` and a key of the `--config` file. */
export const START_FLAGS = defineFlags({
  'data-dir': { type: 'string', default: join(homedir(), '.kubets'), description: 'Where state, certificates and the kubeconfig are kept.', placeholder: 'directory' },
  'bind-address': { type: 'string', default: '0.0.0.0', description: 'Address that the API server listens on.', placeholder: 'address' },
  'secure-port': { type: 'int', default: 6443, description: 'Port that the API server listens on; 0 takes a free one.', placeholder: 'port' },
  runtime: { type: 'string', default: 'auto', choices: ['auto', 'docker', 'simulated'], description: 'Where containers run: in Docker, or nowhere (simulated). auto takes Docker if an engine answers.' },
  'docker-socket': { type: 'string', default: '/var/run/docker.sock', env: 'KUBETS_DOCKER_SOCKET', description: 'Unix socket of the Docker engine.', placeholder: 'path' },
  nodes: { type: 'int', default: 1, description: 'Number of simulated nodes.', placeholder: 'count' },
  'node-name': { type: 'string', description: "Name of the node; the host's name by default.", placeholder: 'name' },
  'node-ip': { type: 'string', description: "Address of the node; the host's first address by default.", placeholder: 'address' },
  store: { type: 'string', description: 'Store URL; lmdb:<data-dir>/store by default.', placeholder: 'url' },
  'service-cidr': { type: 'string', default: '10.96.0.0/16', description: 'Range that Services get their addresses from.', placeholder: 'cidr' },
  'cluster-cidr': { type: 'string', default: '10.244.0.0/16', description: 'Range that pods get their addresses from; every node gets a /24 of it.', placeholder: 'cidr' },
  'cluster-domain': { type: 'string', default: 'cluster.local', description: 'DNS domain of the cluster.', placeholder: 'domain' },
  'keep-pods': { type: 'boolean', default: false, description: 'Leave the containers running when the cluster stops; the next start adopts them.' },
  'write-kubeconfig': { type: 'string', description: 'Where to write the kubeconfig; <data-dir>/kubeconfig by default.', placeholder: 'path' },
  ...COMMON_FLAGS,
});

export type StartFlags = Awaited<ReturnType<typeof START_FLAGS.parse>>['values'];
