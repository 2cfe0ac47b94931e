import type { Endpoints, EndpointSubset } from '@kubets/api/core/v1/endpoints';
import { endpoints } from '@kubets/api/core/v1/resources.cfg';
import { isAlreadyExists, isNotFound } from '@kubets/apimachinery/errors/status';
import { controllerLoop, each, type ControllerLoop } from '@kubets/client/controller';
import { splitKey } from '@kubets/client/owners';
import type { ManagerHost } from '../host.js';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';
import { isHeadless } from '../endpointslice/controller.js';
import { hasSelector, ServiceBackends } from '../service-backends/service-backends.js';
import { LAST_CHANGE_TRIGGER_TIME, TriggerTimes } from '../service-backends/trigger-time.js';
import { subsetsOf, truncated } from './subsets.js';

const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
const HEADLESS = 'service.kubernetes.io/headless';
const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const MANAGER = 'endpoint-controller';

/** The order of keys does not matter, that of addresses does. */
const text = (subsets: readonly EndpointSubset[] | undefined): string =>
  JSON.stringify((subsets ?? []).map(({ addresses = [], notReadyAddresses = [], ports = [] }) => [
    ...[addresses, notReadyAddresses].map((list) => list.map(({ ip, hostname, nodeName, targetRef }) => [ip, hostname ?? '', nodeName ?? '', targetRef?.uid ?? '', targetRef?.name ?? ''])),
    ports.map(({ name, port, protocol, appProtocol }) => [name ?? '', port, protocol ?? 'TCP', appProtocol ?? '']),
  ]));

const sameMap = (a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** Keeps the Endpoints of services with selectors, for clients that do not read EndpointSlices. */
export function endpointsController(host: ManagerHost): ControllerLoop {
  const backends = new ServiceBackends(host);
  const informer = host.informers.informer(endpoints);
  const triggers = new TriggerTimes();

  async function remove(key: string): Promise<void> {
    triggers.forget(key);
    const known = informer.lister.get(key);
    if (known?.metadata.labels?.[MANAGED_BY] !== MANAGER) return;
    await host.client.resource(endpoints, known.metadata.namespace ?? '').delete(known.metadata.name ?? '', { preconditions: { ...(known.metadata.uid ? { uid: known.metadata.uid } : {}) } })
      .catch((error: unknown) => { if (!isNotFound(error)) throw error; });
  }

  return controllerLoop({
    name: 'endpoint', host, workers: 5, ...(host.clock ? { clock: host.clock } : {}),
    sources: [...backends.sources(), each(informer)],
    async reconcile(key) {
      const service = backends.services.lister.get(key);
      if (!service) return remove(key);
      if (!hasSelector(service)) return;
      const known = informer.lister.get(key);
      const pods = backends.podsOf(service);
      const { subsets, cut } = truncated(subsetsOf(service, pods));
      const triggerTime = triggers.next(key, service, pods);
      const labels = { ...service.metadata.labels, [MANAGED_BY]: MANAGER, ...(isHeadless(service) ? { [HEADLESS]: '' } : {}) };
      const { [OVER_CAPACITY]: over, [LAST_CHANGE_TRIGGER_TIME]: _, ...kept } = known?.metadata.annotations ?? {};
      if (known && text(known.subsets) === text(subsets) && sameMap(known.metadata.labels, labels) && (over === 'truncated') === cut) return;
      const { namespace = '', name } = splitKey(key);
      const annotations = { ...kept, ...(cut ? { [OVER_CAPACITY]: 'truncated' } : {}), ...(triggerTime ? { [LAST_CHANGE_TRIGGER_TIME]: triggerTime } : {}) };
      const client = host.client.resource(endpoints, namespace);
      try {
        if (known) await client.update({ ...known, metadata: { ...known.metadata, labels, annotations }, subsets } satisfies Endpoints);
        else await client.create({ metadata: { name, namespace, labels, annotations }, subsets });
      } catch (error) {
        // Not in the cache yet: its event comes, and with it another look.
        if (!isNamespaceTerminating(error) && !isAlreadyExists(error)) throw error;
      }
    },
  });
}
