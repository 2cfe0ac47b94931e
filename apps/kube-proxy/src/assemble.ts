import { hostname } from 'node:os';
import type { Component, ComponentHost } from '@kubets/component/component';
import { bindAddress, listening } from '@kubets/component/process/listening';
import type { ProxyConfig } from './config/proxy-config.js';
import type { KubeProxyFlags } from './flags.js';
import { KubeProxy } from './kube-proxy.js';
import { metricsServer } from './metrics/metrics-server.js';

/** The proxy of a process of its own, with its ports. @throws UserError about flags */
export function createKubeProxy(flags: KubeProxyFlags, config: ProxyConfig, host: ComponentHost): Component {
  const proxy = new KubeProxy({ host, nodeName: (flags['hostname-override'] ?? hostname()).toLowerCase(), config });
  const bind = flags['metrics-bind-address'];
  const metrics = bind === '' ? undefined : metricsServer(host, bindAddress('metrics-bind-address', bind));
  return {
    name: proxy.name,
    async start(signal) {
      await listening('the metrics server', '--metrics-bind-address', async () => metrics?.start());
      await listening('the health server', '--healthz-bind-address', () => proxy.start(signal));
    },
    async stop() { await proxy.stop(); await metrics?.stop(); },
  };
}
