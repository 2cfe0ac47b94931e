import type { DynamicModule } from '@nestjs/common';
import { hostname } from 'node:os';
import { componentModule } from '@kubets/component/nest';
import { createHost } from './assemble.js';
import { configOf, type KubeProxyFlags } from './flags.js';
import { KubeProxy } from './kube-proxy.js';
import { withMetrics } from './metrics/metrics-server.js';

/** kube-proxy as a Nest module, for a process of its own. */
export const kubeProxyModule = (flags: KubeProxyFlags): DynamicModule => componentModule('kube-proxy', async () => {
  const config = configOf(flags);
  const host = await createHost({ kubeconfig: flags.kubeconfig, verbosity: flags.v, format: flags['logging-format'] === 'json' ? 'json' : 'text' });
  const nodeName = (flags['hostname-override'] ?? hostname()).toLowerCase();
  return withMetrics(new KubeProxy({ host, nodeName, config }), host, flags['metrics-bind-address']);
});
