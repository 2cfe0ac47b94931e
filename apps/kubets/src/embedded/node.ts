import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import type { Node } from '@kubets/api/core/v1/node';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { NodeDialer } from '@kubets/apiserver/subresources/node-dialer';
import { serviceUnavailable } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import { systemClock } from '@kubets/client/clock';
import type { Component, ComponentHost } from '@kubets/component/component';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import { Kubelet } from '@kubets/kubelet/kubelet';
import { ReferencedObjects } from '@kubets/kubelet/objects/referenced-objects';
import { SharedPodSource } from '@kubets/kubelet/pod-source/pod-source';
import { handleRequest } from '@kubets/kubelet/server/requests';
import { handleUpgrade, type StreamingServer } from '@kubets/kubelet/server/upgrade';

export interface NodeSpec {
  readonly name: string;
  readonly ip: string;
  readonly podCIDR: string;
  readonly runtime: ContainerRuntime;
  readonly simulated: boolean;
}

export interface NodesOptions {
  readonly host: (node: string) => ComponentHost;
  /** Reads for all of them what their pods refer to: a node itself may read only what its own pods do. */
  readonly shared: () => Client;
  readonly nodes: readonly NodeSpec[];
  readonly rootDir: string;
  readonly clusterDNS: string;
  readonly clusterDomain: string;
  readonly serviceCIDR: string;
  readonly apiServer: { readonly host: string; readonly port: number };
  readonly streaming: StreamingServer | undefined;
  readonly keepPods: boolean;
}

/** What a simulated node offers: enough that nothing has to be sized for it. */
const SIMULATED_CAPACITY = { cpu: '32', memory: '256Gi', 'ephemeral-storage': '1Ti' };

/** The kubelets of the embedded cluster, and the way to them without a network. */
export class Nodes implements Component {
  readonly name = 'nodes';
  readonly #kubelets = new Map<string, { kubelet: Kubelet; server: Server; spec: NodeSpec }>();
  readonly #objects: ReferencedObjects;

  constructor(private readonly options: NodesOptions) {
    const first = options.host(options.nodes[0]?.name ?? '');
    const source = new SharedPodSource(first.informers.informer(pods));
    this.#objects = new ReferencedObjects(options.nodes.length > 1 ? options.shared() : first.client, systemClock);
    for (const spec of options.nodes) {
      const host = options.host(spec.name);
      const kubelet = new Kubelet({
        host, runtime: spec.runtime, pods: source, objects: this.#objects,
        node: {
          name: spec.name, ip: spec.ip, podCIDR: spec.podCIDR, labels: {}, maxPods: 110, clusterDNS: [options.clusterDNS], clusterDomain: options.clusterDomain,
          rootDir: join(options.rootDir, spec.name), serviceCIDR: options.serviceCIDR, apiServer: options.apiServer,
          ...(spec.simulated ? { capacity: SIMULATED_CAPACITY } : {}),
        },
      });
      const server = createServer((request, response) => void handleRequest(kubelet.api, host.metrics, request, response));
      server.on('upgrade', (request, socket, head) => void handleUpgrade(kubelet.api, options.streaming, request, socket, head));
      this.#kubelets.set(spec.name, { kubelet, server, spec });
    }
  }

  /** Connects the API server to a kubelet of this process by a pair of streams. */
  readonly dial: NodeDialer = async (node: Node) => {
    const known = this.#kubelets.get(node.metadata.name ?? '');
    if (!known) throw serviceUnavailable(`node ${JSON.stringify(node.metadata.name)} is not run by this process`);
    const [near, far] = duplexPair();
    known.server.emit('connection', far);
    return near;
  };

  async start(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#kubelets.values()].map(({ kubelet }) => kubelet.start(signal)));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#kubelets.values()].map(({ kubelet }) => kubelet.stop()));
    this.#objects.stop();
    for (const { server, spec } of this.#kubelets.values()) {
      server.closeAllConnections();
      if (!this.options.keepPods) await stopPods(spec.runtime);
      await spec.runtime.close();
    }
  }
}

/** Ends what runs on the node. The pods stay in the API: the next start runs them again. */
async function stopPods(runtime: ContainerRuntime): Promise<void> {
  const sandboxes = await runtime.listPodSandboxes();
  await Promise.all(sandboxes.map(async ({ id }) => { await runtime.stopPodSandbox(id); await runtime.removePodSandbox(id); }));
  if ('removeNetwork' in runtime) await (runtime as { removeNetwork(): Promise<void> }).removeNetwork();
}
