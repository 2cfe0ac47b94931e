import type { Component, ComponentHost } from '@kubets/component/component';
import { createHealthServer, type HealthServer } from '@kubets/component/health-server';
import { listening } from '@kubets/component/process/listening';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import type { KubeletFlags } from '../flags.js';
import type { Kubelet } from '../kubelet.js';
import { KubeletServer } from '../server/https-server.js';
import type { StreamingServer } from '../server/upgrade.js';
import type { ServingTls } from './serving-tls.js';

export interface KubeletProcessOptions {
  readonly flags: Pick<KubeletFlags, 'address' | 'port' | 'healthz-bind-address' | 'healthz-port'>;
  readonly host: ComponentHost;
  readonly runtime: ContainerRuntime;
  readonly kubelet: Kubelet;
  /** Without it there is no server: no logs, no exec. */
  readonly tls: ServingTls | undefined;
  readonly streaming?: StreamingServer;
}

/** The kubelet with its engine and servers, as one component of a process of its own. Pods outlive it: the next start adopts them. */
export class KubeletProcess implements Component {
  readonly name = 'kubelet';
  #server: KubeletServer | undefined;
  #health: HealthServer | undefined;
  #started = false;
  constructor(private readonly options: KubeletProcessOptions) {}

  async start(signal: AbortSignal): Promise<void> {
    const { flags, host, kubelet, tls, streaming } = this.options;
    // Ports first: a second kubelet on this machine must not touch pods before it finds that it is the second.
    if (tls) {
      this.#server = new KubeletServer({ metrics: host.metrics, host: flags.address, port: flags.port, tls, ...(streaming ? { streaming } : {}) });
      const port = await listening('the kubelet\'s server', '--address and --port', () => this.#server!.listen());
      host.log.info('the kubelet\'s server listens', { port });
    } else host.log.warn('the kubelet\'s server is off: logs and exec need --tls-cert-file, --tls-private-key-file and --client-ca-file');
    await this.#openHealth();
    await kubelet.start(signal);
    this.#started = true;
    this.#server?.serve(kubelet.api);
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.options.kubelet.stop();
    await this.options.runtime.close();
    await this.#health?.stop();
  }

  async #openHealth(): Promise<void> {
    const { flags, host, runtime } = this.options;
    if (flags['healthz-port'] === 0) return;
    this.#health = createHealthServer({
      host: flags['healthz-bind-address'], port: flags['healthz-port'], log: host.log,
      checks: [
        { name: 'syncloop', check: () => { if (!this.#started) throw new Error('the kubelet is starting'); } },
        { name: 'runtime', check: async () => { const { runtimeReady, message } = await runtime.status(); if (!runtimeReady) throw new Error(message); } },
      ],
    });
    await listening('the kubelet\'s health server', '--healthz-bind-address and --healthz-port', () => this.#health!.start());
  }
}
