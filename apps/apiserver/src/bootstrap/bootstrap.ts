import * as core from '@kubets/api/core/v1/resources.cfg';
import * as discovery from '@kubets/api/discovery/v1/resources.cfg';
import * as scheduling from '@kubets/api/scheduling/v1/resources.cfg';
import { isAlreadyExists, isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { Client } from '@kubets/client/client';
import { createClient } from '@kubets/client/create-client';
import type { Transport } from '@kubets/client/transport';
import type { Logger } from '@kubets/component/log';
import { formatIp, cidrOf } from '../strategies/address-range.js';
import { watchAggregation } from './aggregation-watch.js';
import { SYSTEM_NAMESPACES } from './namespaces.js';
import { PRIORITY_CLASSES } from './priority-classes.cfg.js';
import { reconcilePolicy } from './policy.js';

export interface BootstrapOptions {
  readonly transport: Transport;
  readonly log: Logger;
  readonly serviceCIDR: string;
  readonly advertiseAddress: string;
  readonly port: number;
  readonly clientCA: string | Buffer;
  readonly signal: AbortSignal;
}

/** What the cluster cannot be without: system namespaces, roles and bindings, and the Service under which pods find the API. */
export async function bootstrap(options: BootstrapOptions): Promise<void> {
  const client = createClient(options.transport);
  await Promise.all(SYSTEM_NAMESPACES.map((name) => ensure(client, core.namespaces, { metadata: { name } })));
  await Promise.all([
    reconcilePolicy(client, options.log),
    ...PRIORITY_CLASSES.map((each) => ensure(client, scheduling.priorityclasses, each)),
    ensure(client, core.configmaps, {
      metadata: { name: 'extension-apiserver-authentication', namespace: 'kube-system' }, data: { 'client-ca-file': options.clientCA.toString() },
    }),
    kubernetesService(client, options),
  ]);
  watchAggregation(client, options.log, options.signal);
}

/** Creates the object unless it is there. */
export async function ensure<T extends KubeObject>(client: Client, definition: ResourceDefinition<T>, object: Draft<T>): Promise<void> {
  const { name = '', namespace } = object.metadata as { name?: string; namespace?: string };
  const resource = namespace ? client.resource(definition, namespace) : client.resource(definition);
  try {
    await resource.get(name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await resource.create(object).catch((raised: unknown) => { if (!isAlreadyExists(raised)) throw raised; });
  }
}

/** The Service `kubernetes` has the first address of the range, and this server as its endpoint. */
async function kubernetesService(client: Client, options: BootstrapOptions): Promise<void> {
  const clusterIP = formatIp(cidrOf(options.serviceCIDR).first + 1);
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  await ensure(client, core.services, {
    metadata: { name: 'kubernetes', namespace: 'default', labels },
    spec: { clusterIP, ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: options.port }], sessionAffinity: 'None', type: 'ClusterIP' },
  });
  const services = client.resource(core.services, 'default');
  const service = await services.get('kubernetes');
  if (service.spec.ports?.[0]?.targetPort !== options.port) {
    service.spec.ports = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: options.port }];
    await services.update(service).catch((error: unknown) => { if (!isConflict(error)) throw error; });
  }
  // Nothing but this host itself reaches a loopback address, and endpoints may not hold one.
  if (options.advertiseAddress.startsWith('127.')) return;
  const addresses = [{ ip: options.advertiseAddress }];
  await put(client, core.endpoints, {
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses, ports: [{ name: 'https', port: options.port, protocol: 'TCP' }] }],
  });
  await put(client, discovery.endpointslices, {
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4', endpoints: [{ addresses: [options.advertiseAddress], conditions: { ready: true } }], ports: [{ name: 'https', port: options.port, protocol: 'TCP' }],
  });
}

/** Creates the object, or brings it to the given content. */
async function put<T extends KubeObject>(client: Client, definition: ResourceDefinition<T>, object: Draft<T>): Promise<void> {
  const { name = '', namespace = '' } = object.metadata as { name?: string; namespace?: string };
  const resource = client.resource(definition, namespace);
  try {
    const { metadata: _, ...content } = object as Record<string, unknown>;
    await resource.patch(name, { type: 'merge', body: content });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await resource.create(object).catch((raised: unknown) => { if (!isAlreadyExists(raised)) throw raised; });
  }
}
