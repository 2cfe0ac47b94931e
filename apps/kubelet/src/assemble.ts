import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { createClient } from '@kubets/client/create-client';
import { createEventRecorder } from '@kubets/client/event-recorder';
import { createHttpsTransport } from '@kubets/client/https-transport';
import { clusterAccess } from '@kubets/client/in-cluster';
import { createInformerFactory } from '@kubets/client/shared-informers';
import type { Component, ComponentHost } from '@kubets/component/component';
import { createLogger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';
import { createDockerRuntime } from '@kubets/container-runtime/docker/runtime';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import { createSimulatedRuntime } from '@kubets/container-runtime/simulated/runtime';
import { evictionThresholds, type KubeletFlags } from './flags.js';
import { Kubelet } from './kubelet.js';
import type { NodeConfig } from './node-config.js';
import { KubeletServer } from './server/https-server.js';
import type { StreamingServer } from './server/upgrade.js';

const ownAddress = (): string => Object.values(networkInterfaces()).flat().find((a) => a && a.family === 'IPv4' && !a.internal)?.address ?? '127.0.0.1';

/** `10.244.1.0/24` → `10.244.1.1`. */
export function gatewayOf(cidr: string): string {
  const parts = (cidr.split('/')[0] ?? '').split('.').map(Number);
  if (parts.length !== 4 || parts.some((p) => !(p >= 0 && p <= 255))) throw new Error(`pod range ${JSON.stringify(cidr)} is not an IPv4 CIDR such as 10.244.1.0/24`);
  return [parts[0], parts[1], parts[2], (parts[3] ?? 0) + 1].join('.');
}

export function nodeConfigOf(flags: KubeletFlags, apiServer: URL): NodeConfig {
  return {
    name: (flags['hostname-override'] ?? hostname()).toLowerCase(), ip: flags['node-ip'] ?? ownAddress(), podCIDR: flags['pod-cidr'], labels: flags['node-labels'],
    reserved: flags['system-reserved'], maxPods: flags['max-pods'], clusterDNS: flags['cluster-dns'], clusterDomain: flags['cluster-domain'],
    rootDir: flags['root-dir'], serviceCIDR: flags['service-cluster-ip-range'], registerNode: flags['register-node'], port: flags.port,
    apiServer: { host: apiServer.hostname, port: Number(apiServer.port || 443) }, evictionHard: evictionThresholds(flags['eviction-hard']),
    maxParallelImagePulls: flags['serialize-image-pulls'] ? 1 : flags['max-parallel-image-pulls'],
    ...(flags['provider-id'] ? { providerID: flags['provider-id'] } : {}), ...(flags['pod-infra-container-image'] ? { sandboxImage: flags['pod-infra-container-image'] } : {}),
  };
}

async function runtimeOf(flags: KubeletFlags, node: NodeConfig, host: ComponentHost): Promise<ContainerRuntime> {
  const endpoint = flags['container-runtime-endpoint'];
  if (endpoint.startsWith('simulated:')) return createSimulatedRuntime({ node: node.name, podCIDR: flags['pod-cidr'], now: host.now, random: Math.random });
  const cluster = flags['cluster-name'];
  // Interface names are short: a digest of who we are keeps them apart.
  const digest = createHash('sha256').update(`${cluster}/${node.name}`).digest('hex').slice(0, 8);
  return createDockerRuntime({
    socketPath: endpoint.replace(/^unix:\/\//, ''), cluster, node: node.name, log: host.log, stateDir: `${node.rootDir}/sandboxes`,
    logMaxBytes: flags['container-log-max-size'], logMaxFiles: flags['container-log-max-files'],
    network: {
      name: `${cluster}-${node.name}`, bridge: `kb-${digest}`, podCIDR: flags['pod-cidr'], gateway: gatewayOf(flags['pod-cidr']),
      clusterCIDR: flags['cluster-cidr'], serviceCIDR: flags['service-cluster-ip-range'],
    },
  });
}

/** The kubelet with its engine and server, as one component of a process of its own. */
export class KubeletProcess implements Component {
  readonly name = 'kubelet';
  private server: KubeletServer | undefined;
  private constructor(private readonly flags: KubeletFlags, private readonly host: ComponentHost, private readonly runtime: ContainerRuntime, readonly kubelet: Kubelet, private readonly streaming: StreamingServer | undefined) {}

  static async create(flags: KubeletFlags, streaming?: StreamingServer): Promise<KubeletProcess> {
    const access = await clusterAccess(flags.kubeconfig ? { path: flags.kubeconfig } : {});
    const client = createClient(createHttpsTransport({ ...access, userAgent: 'kubelet' }));
    const node = nodeConfigOf(flags, new URL(access.server));
    const log = createLogger({ component: 'kubelet', verbosity: flags.v, format: flags['logging-format'] === 'json' ? 'json' : 'text' });
    const events = createEventRecorder(client, { component: 'kubelet', host: node.name });
    const host: ComponentHost = { client, informers: createInformerFactory(client, { log }), events, log, metrics: createRegistry('kubelet'), now: Date.now };
    const runtime = await runtimeOf(flags, node, host);
    return new KubeletProcess(flags, host, runtime, new Kubelet({ host, runtime, node }), streaming);
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.kubelet.start(signal);
    const { 'tls-cert-file': cert, 'tls-private-key-file': key, 'client-ca-file': clientCA } = this.flags;
    if (!cert || !key || !clientCA) {
      this.host.log.warn('the kubelet\'s server is off: logs and exec need --tls-cert-file, --tls-private-key-file and --client-ca-file');
      return;
    }
    const tls = { cert: await readFile(cert), key: await readFile(key), clientCA: await readFile(clientCA) };
    this.server = new KubeletServer({ api: this.kubelet.api, metrics: this.host.metrics, host: this.flags.address, port: this.flags.port, tls, ...(this.streaming ? { streaming: this.streaming } : {}) });
    this.host.log.info('the kubelet\'s server listens', { port: await this.server.listen() });
  }

  async stop(): Promise<void> {
    await this.server?.close();
    await this.kubelet.stop();
    await this.runtime.close();
    this.host.client.transport.close();
  }
}
