import type { DynamicModule } from '@nestjs/common';
import type { ComponentHost } from '@kubets/component/component';
import { componentModule } from '@kubets/component/nest';
import type { ComponentRun } from '@kubets/component/process/run-component';
import { createKubeProxy } from './assemble.js';
import type { ProxyConfig } from './config/proxy-config.js';
import type { KubeProxyFlags } from './flags.js';

/** kube-proxy as a Nest module, for a process of its own. */
export const kubeProxyModule = (flags: KubeProxyFlags, config: ProxyConfig, host: ComponentHost, run: ComponentRun): DynamicModule =>
  componentModule('kube-proxy', () => createKubeProxy(flags, config, host), run);
