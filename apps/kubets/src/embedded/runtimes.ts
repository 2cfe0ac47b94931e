import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '@kubets/component/log';
import { UserError } from '@kubets/component/user-error';
import { probeDocker } from '@kubets/container-runtime/docker/probe';
import { formatIp } from '@kubets/networking/ip/address';
import { formatCidr, nthAddress, nthSubnet, parseCidr, subnetCount } from '@kubets/networking/ip/cidr';
import type { ClusterIdentity } from './identity.js';
import type { NodeSpec } from './node.js';
import type { ClusterOptions, Progress } from './options.js';

const NODE_PREFIX = 24;
const LOG_MAX_BYTES = 10 * 1024 * 1024;

/** The nth /24 of the cluster's pod range. */
export function podCidr(clusterCIDR: string, n: number): string {
  const range = parseCidr(clusterCIDR);
  const room = Number(subnetCount(range, NODE_PREFIX));
  if (n >= room) throw new UserError(`--cluster-cidr ${clusterCIDR} has room for ${room} nodes of a /${NODE_PREFIX} each, not for ${n + 1}: use a larger range or fewer nodes`);
  return formatCidr(nthSubnet(range, NODE_PREFIX, n));
}

/** One node on Docker if that is wanted and answers, else as many simulated ones as asked for. */
export async function makeNodes(options: ClusterOptions, identity: ClusterIdentity, address: string, log: Logger, say: Progress): Promise<NodeSpec[]> {
  if (options.runtime !== 'simulated') {
    const probe = await probeDocker(options.dockerSocket);
    if (probe.ok) { say(`containers run in ${probe.message}`); return [await dockerNode(options, identity, address, log)]; }
    if (options.runtime === 'docker') throw new UserError(`${probe.message}. Start Docker, name its socket with --docker-socket, or use --runtime simulated`);
    say(`${probe.message}: nodes are simulated, pods are only pretended to run`);
  }
  const { createSimulatedRuntime } = await import('@kubets/container-runtime/simulated/runtime');
  return Array.from({ length: Math.max(1, options.nodes) }, (_, n) => {
    const name = options.nodes > 1 || !options.nodeName ? `node-${n}` : options.nodeName;
    const podCIDR = podCidr(options.clusterCIDR, n);
    return { name, ip: address, podCIDR, simulated: true, runtime: createSimulatedRuntime({ node: name, podCIDR, now: Date.now, random: Math.random }) };
  });
}

async function dockerNode(options: ClusterOptions, identity: ClusterIdentity, address: string, log: Logger): Promise<NodeSpec> {
  const { createDockerRuntime } = await import('@kubets/container-runtime/docker/runtime');
  const name = (options.nodeName ?? hostname()).toLowerCase();
  const podCIDR = podCidr(options.clusterCIDR, 0);
  const gateway = formatIp(nthAddress(parseCidr(podCIDR), 1));
  const runtime = await createDockerRuntime({
    socketPath: options.dockerSocket, cluster: identity.cluster, node: name, log, stateDir: join(options.dataDir, 'sandboxes'), logMaxBytes: LOG_MAX_BYTES, logMaxFiles: 5,
    network: { name: identity.network, bridge: identity.bridge, podCIDR, gateway, clusterCIDR: options.clusterCIDR, serviceCIDR: options.serviceCIDR },
  });
  return { name, ip: address, podCIDR, runtime, simulated: false };
}
