import type { Namespace } from '@kubets/api/core/v1/namespace';
import { namespaces } from '@kubets/api/core/v1/resources.cfg';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import { controllerLoop, each } from '@kubets/client/controller';
import type { Component } from '@kubets/component/component';
import type { ManagerHost } from '../host.js';
import { emptyNamespace } from './empty.js';
import { namespacedResources } from './namespaced-resources.js';
import { conditionsOf, type Emptying } from './conditions.js';

const FINALIZER = 'kubernetes';

/** Empties namespaces that are being deleted, resource by resource, and lets them go when nothing is left. */
export function namespaceController(host: ManagerHost, resources = namespacedResources(host.client, host.now)): Component {
  const spaces = host.informers.informer(namespaces);
  return controllerLoop({
    name: 'namespace', host, workers: 4, ...(host.clock ? { clock: host.clock } : {}), sources: [each(spaces)],
    async reconcile(name) {
      const namespace = spaces.lister.get(name);
      if (!namespace?.metadata.deletionTimestamp || !namespace.spec.finalizers?.includes(FINALIZER)) return;
      const found = await resources();
      const emptying = await emptyNamespace(host.client, name, found.resources);
      const outcome: Emptying = { ...emptying, discoveryFailures: found.failures };
      await writeConditions(host, namespace, outcome);
      if (emptying.remaining.length || emptying.failures.length || found.failures.length) return { requeueAfterSeconds: emptying.waitSeconds };
      await finalize(host, name);
    },
  });
}

async function writeConditions(host: ManagerHost, namespace: Namespace, outcome: Emptying): Promise<void> {
  const conditions = conditionsOf(namespace.status.conditions ?? [], outcome, formatTime(host.now()));
  if (!conditions) return;
  await host.client.resource(namespaces).patch(namespace.metadata.name ?? '', { type: 'merge', body: { status: { phase: 'Terminating', conditions } } }, { subresource: 'status' })
    .catch((error: unknown) => { if (!isNotFound(error) && !isConflict(error)) throw error; });
}

async function finalize(host: ManagerHost, name: string): Promise<void> {
  try {
    const current = await host.client.resource(namespaces).get(name);
    const finalizers = (current.spec.finalizers ?? []).filter((f) => f !== FINALIZER);
    await host.client.raw('PUT', `/api/v1/namespaces/${encodeURIComponent(name)}/finalize`, { ...current, apiVersion: 'v1', kind: 'Namespace', spec: { finalizers } });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
