import { services } from '@kubets/api/core/v1/resources.cfg';
import type { Service } from '@kubets/api/core/v1/service';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { controllerLoop, handled, type ControllerLoop, type Source } from '@kubets/client/controller';
import type { Informer } from '@kubets/client/informer';
import { newControllerRef, splitKey } from '@kubets/client/owners';
import type { ManagerHost } from '../host.js';
import { hasSelector, ServiceBackends } from '../service-backends/service-backends.js';
import { TriggerTimes } from '../service-backends/trigger-time.js';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';
import { groupsOf } from './decide.js';
import { planSlices } from './plan.js';
import { MANAGED_BY, mislabelled, SERVICE_NAME, WrittenSlices, writeSlices } from './slice-writer.js';

export const MANAGER = 'endpointslice-controller.k8s.io';
const HEADLESS = 'service.kubernetes.io/headless';
/** Labels of a service that would mean something else on a slice. */
const RESERVED = new Set([SERVICE_NAME, MANAGED_BY, HEADLESS]);

export const isHeadless = ({ spec }: Service): boolean => !spec.clusterIP || spec.clusterIP === 'None';

const labelsOf = (service: Service): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(service.metadata.labels ?? {}).filter(([name]) => !RESERVED.has(name))),
  [SERVICE_NAME]: service.metadata.name ?? '', [MANAGED_BY]: MANAGER, ...(isHeadless(service) ? { [HEADLESS]: '' } : {}),
});

const BY_SERVICE = 'service';

/** `namespace/name` of the service that a slice is of, if this manager wrote it. */
export const sliceOwner = (manager: string) => ({ metadata }: EndpointSlice): readonly string[] =>
  (metadata.labels?.[MANAGED_BY] === manager && metadata.labels[SERVICE_NAME] ? [`${metadata.namespace}/${metadata.labels[SERVICE_NAME]}`] : []);

/** Slices that somebody else changed or removed, and those that were waited for. */
export const sliceEvents = (informer: Informer<EndpointSlice>, manager: string, written: WrittenSlices): Source => handled(informer, (queue) => {
  const concerned = (slice: EndpointSlice): void => { for (const key of sliceOwner(manager)(slice)) queue.add(key); };
  return {
    added: concerned,
    updated: (slice, old) => { concerned(old); concerned(slice); },
    deleted(slice) {
      for (const key of sliceOwner(manager)(slice)) written.gone(key, slice.metadata.uid);
      concerned(slice);
    },
  };
});

/** Keeps the EndpointSlices of services with selectors. @param max endpoints in a slice */
export function endpointSliceController(host: ManagerHost, max = 100): ControllerLoop {
  const backends = new ServiceBackends(host);
  const slices = host.informers.informer(endpointslices, { indexes: { [`${BY_SERVICE} ${MANAGER}`]: sliceOwner(MANAGER) } });
  const written = new WrittenSlices(host.now);
  const triggers = new TriggerTimes();
  return controllerLoop({
    name: 'endpointslice', host, workers: 5, ...(host.clock ? { clock: host.clock } : {}),
    sources: [...backends.sources(), sliceEvents(slices, MANAGER, written)],
    async reconcile(key) {
      const service = backends.services.lister.get(key);
      if (!service) {
        // Its slices name it as their owner and go with it.
        written.forget(key);
        return triggers.forget(key);
      }
      if (!hasSelector(service) || service.metadata.deletionTimestamp) return;
      const existing = slices.lister.byIndex(`${BY_SERVICE} ${MANAGER}`, key);
      if (written.isBehind(key, existing)) return { requeueAfterSeconds: 1 };
      const pods = backends.podsOf(service);
      const labels = labelsOf(service);
      const plan = planSlices(groupsOf(service, pods, (name) => backends.node(name)), existing.filter(({ metadata }) => !metadata.deletionTimestamp), max);
      const update = [...plan.update, ...mislabelled(existing, plan, labels)];
      const { namespace = '', name } = splitKey(key);
      const owner = newControllerRef(service, services as unknown as ResourceDefinition);
      try {
        await writeSlices(host.client, key, { ...plan, update }, { namespace, name, labels, owner, triggerTime: triggers.next(key, service, pods) }, written);
      } catch (error) {
        if (!isNamespaceTerminating(error)) throw error;
      }
    },
  });
}
