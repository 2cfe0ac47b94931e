import { endpoints, services } from '@kubets/api/core/v1/resources.cfg';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { controllerLoop, each, type ControllerLoop } from '@kubets/client/controller';
import { newControllerRef, splitKey } from '@kubets/client/owners';
import { sliceEvents, sliceOwner } from '../endpointslice/controller.js';
import { planSlices } from '../endpointslice/plan.js';
import { MANAGED_BY, mislabelled, SERVICE_NAME, WrittenSlices, writeSlices } from '../endpointslice/slice-writer.js';
import type { ManagerHost } from '../host.js';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';
import { LAST_CHANGE_TRIGGER_TIME } from '../service-backends/trigger-time.js';
import { isMirrored, MOST_PER_SUBSET, mirrorGroups } from './decide.js';

const MANAGER = 'endpointslicemirroring-controller.k8s.io';
const INDEX = `service ${MANAGER}`;

/** Copies Endpoints that people write for services without selectors into EndpointSlices, because that is what is read. */
export function endpointSliceMirroringController(host: ManagerHost): ControllerLoop {
  const originals = host.informers.informer(endpoints);
  const serviceInformer = host.informers.informer(services);
  const slices = host.informers.informer(endpointslices, { indexes: { [INDEX]: sliceOwner(MANAGER) } });
  const written = new WrittenSlices(host.now);
  return controllerLoop({
    name: 'endpointslicemirroring', host, workers: 5, ...(host.clock ? { clock: host.clock } : {}),
    sources: [each(originals), each(serviceInformer), sliceEvents(slices, MANAGER, written)],
    async reconcile(key) {
      const existing = slices.lister.byIndex(INDEX, key);
      const original = originals.lister.get(key);
      if (!original && existing.length === 0) return written.forget(key);
      if (written.isBehind(key, existing)) return { requeueAfterSeconds: 1 };
      const mirrored = original !== undefined && isMirrored(original, serviceInformer.lister.get(key));
      const { namespace = '', name } = splitKey(key);
      const labels = { ...original?.metadata.labels, [SERVICE_NAME]: name, [MANAGED_BY]: MANAGER };
      const plan = planSlices(mirrored ? mirrorGroups(original) : [], existing, MOST_PER_SUBSET);
      const update = mirrored ? [...plan.update, ...mislabelled(existing, plan, labels)] : plan.update;
      const owner = newControllerRef(original ?? { metadata: { name } }, endpoints as unknown as ResourceDefinition);
      try {
        await writeSlices(host.client, key, { ...plan, update }, { namespace, name, labels, owner, triggerTime: original?.metadata.annotations?.[LAST_CHANGE_TRIGGER_TIME] }, written);
      } catch (error) {
        if (!isNamespaceTerminating(error)) throw error;
      }
    },
  });
}
