import { createClient } from '@kubets/client/create-client';
import { createEventRecorder } from '@kubets/client/event-recorder';
import { createHttpsTransport } from '@kubets/client/https-transport';
import { clusterAccess } from '@kubets/client/in-cluster';
import { createInformerFactory } from '@kubets/client/shared-informers';
import type { ComponentHost } from '../component.js';
import { createLogger } from '../log.js';
import { createRegistry } from '../metrics.js';

export interface RemoteHostOptions {
  /** In logs, events, metrics and the user agent. */
  readonly component: string;
  /** Path; the usual places, and the service account of a pod, when absent. */
  readonly kubeconfig: string | undefined;
  readonly verbosity: number;
  readonly format: 'text' | 'json';
  /** Name of the node, in events. */
  readonly node?: string;
}

/** What a component is given when it is a process of its own, with the connection to close at the end. */
export interface RemoteHost extends ComponentHost {
  /** URL of the API server. */
  readonly server: string;
  /** Writes the events that are waiting, if that takes a second at most, and closes all connections. */
  close(): Promise<void>;
}

const FLUSH_MS = 1000;

/** @throws KubeconfigError when there is no access to a cluster; the server itself is not asked yet */
export async function createRemoteHost({ component, kubeconfig, verbosity, format, node }: RemoteHostOptions): Promise<RemoteHost> {
  const log = createLogger({ component, verbosity, format });
  const access = await clusterAccess(kubeconfig ? { path: kubeconfig } : {});
  const client = createClient(createHttpsTransport({ ...access, userAgent: `kubets-${component}` }));
  const events = createEventRecorder(client, { component, log, ...(node ? { host: node } : {}) });
  return {
    client, informers: createInformerFactory(client, { log }), events, log, metrics: createRegistry(component), now: Date.now, server: access.server,
    async close() {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([events.flush(), new Promise<void>((resolve) => { timer = setTimeout(resolve, FLUSH_MS); })]);
      clearTimeout(timer);
      events.close();
      client.transport.close();
    },
  };
}
