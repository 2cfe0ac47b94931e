import { createClient } from '@kubets/client/create-client';
import { createEventRecorder } from '@kubets/client/event-recorder';
import { createHttpsTransport } from '@kubets/client/https-transport';
import { clusterAccess } from '@kubets/client/in-cluster';
import { createInformerFactory } from '@kubets/client/shared-informers';
import type { ComponentHost } from '@kubets/component/component';
import { createLogger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';

export interface HostOptions { readonly kubeconfig: string | undefined; readonly verbosity: number; readonly format: 'text' | 'json' }

/** What the component needs when it is a process of its own: a connection to the API server, caches, logs and metrics. */
export async function createHost(options: HostOptions): Promise<ComponentHost> {
  const log = createLogger({ component: 'kube-proxy', verbosity: options.verbosity, format: options.format });
  const access = await clusterAccess(options.kubeconfig ? { path: options.kubeconfig } : {});
  const client = createClient(createHttpsTransport({ ...access, userAgent: 'kubets-kube-proxy' }));
  return { client, informers: createInformerFactory(client, { log }), events: createEventRecorder(client, { component: 'kube-proxy', log }), log, metrics: createRegistry('kube-proxy'), now: Date.now };
}
