import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { ComponentHost } from '@kubets/component/component';
import { UserError } from '@kubets/component/user-error';
import { createDockerRuntime } from '@kubets/container-runtime/docker/runtime';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import { createSimulatedRuntime } from '@kubets/container-runtime/simulated/runtime';
import { ownAddress } from '@kubets/networking/host/own-address';
import { evictionThresholds, type KubeletFlags } from './flags.js';
import { Kubelet } from './kubelet.js';
import type { NodeConfig } from './node-config.js';
import { KubeletProcess } from './process/kubelet-process.js';
import { servingTls } from './process/serving-tls.js';
import type { StreamingServer } from './server/upgrade.js';

/** `10.244.1.0/24` → `10.244.1.1`. @throws UserError */
export function gatewayOf(cidr: string): string {
  const [, a, b, c, d, bits] = (/^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) ?? []).map(Number);
  if (a === undefined || [a, b, c, d].some((part) => part! > 255) || bits! > 30) throw new UserError(`--pod-cidr is ${JSON.stringify(cidr)}, which is not an IPv4 range such as 10.244.1.0/24`, 2);
  return [a, b, c, d! + 1].join('.');
}

export const nodeNameOf = (flags: KubeletFlags): string => (flags['hostname-override'] ?? hostname()).toLowerCase();

/** @param apiServer base URL */
export function nodeConfigOf(flags: KubeletFlags, apiServer: string): NodeConfig {
  const { hostname: host, port, protocol } = new URL(apiServer);
  return {
    name: nodeNameOf(flags), ip: flags['node-ip'] ?? ownAddress() ?? '127.0.0.1', podCIDR: flags['pod-cidr'], labels: flags['node-labels'],
    reserved: flags['system-reserved'], maxPods: flags['max-pods'], clusterDNS: flags['cluster-dns'], clusterDomain: flags['cluster-domain'],
    rootDir: flags['root-dir'], serviceCIDR: flags['service-cluster-ip-range'], registerNode: flags['register-node'], port: flags.port,
    apiServer: { host, port: Number(port || (protocol === 'http:' ? 80 : 443)) }, evictionHard: evictionThresholds(flags['eviction-hard']),
    maxParallelImagePulls: flags['serialize-image-pulls'] ? 1 : flags['max-parallel-image-pulls'],
    ...(flags['provider-id'] ? { providerID: flags['provider-id'] } : {}), ...(flags['pod-infra-container-image'] ? { sandboxImage: flags['pod-infra-container-image'] } : {}),
  };
}

/** Names of the node's network on the engine. Interface names are short: a digest of who we are keeps them apart. */
export function networkNames(cluster: string, node: string): { readonly name: string; readonly bridge: string } {
  const digest = createHash('sha256').update(`${cluster}/${node}`).digest('hex').slice(0, 8);
  return { name: `${cluster}-${node}`, bridge: `kb-${digest}` };
}

async function runtimeOf(flags: KubeletFlags, node: NodeConfig, host: ComponentHost): Promise<ContainerRuntime> {
  const endpoint = flags['container-runtime-endpoint'];
  const gateway = gatewayOf(flags['pod-cidr']);
  if (endpoint.startsWith('simulated:')) return createSimulatedRuntime({ node: node.name, podCIDR: flags['pod-cidr'], now: host.now, random: Math.random });
  const cluster = flags['cluster-name'];
  return createDockerRuntime({
    socketPath: endpoint.replace(/^unix:\/\//, ''), cluster, node: node.name, log: host.log, stateDir: `${node.rootDir}/sandboxes`,
    logMaxBytes: flags['container-log-max-size'], logMaxFiles: flags['container-log-max-files'],
    network: { ...networkNames(cluster, node.name), podCIDR: flags['pod-cidr'], gateway, clusterCIDR: flags['cluster-cidr'], serviceCIDR: flags['service-cluster-ip-range'] },
  });
}

/** The kubelet of a process of its own, with its engine and servers. @param server base URL of the API server @throws UserError about flags and the engine */
export async function createKubelet(flags: KubeletFlags, host: ComponentHost, server: string, streaming?: StreamingServer): Promise<KubeletProcess> {
  const node = nodeConfigOf(flags, server);
  const tls = await servingTls(flags);
  const runtime = await runtimeOf(flags, node, host);
  return new KubeletProcess({ flags, host, runtime, tls, kubelet: new Kubelet({ host, runtime, node }), ...(streaming ? { streaming } : {}) });
}
