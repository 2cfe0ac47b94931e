import type { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { isNotFound, StatusError } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import type { NamespacedResource } from './namespaced-resources.js';

interface Item { readonly metadata: ObjectMeta; readonly spec?: { readonly terminationGracePeriodSeconds?: number } }

export interface Emptied {
  /** What is still there, by resource. */
  readonly remaining: readonly { readonly resource: NamespacedResource; readonly count: number }[];
  /** Objects waiting for each finalizer. */
  readonly finalizers: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
  /** When to look again. */
  readonly waitSeconds: number;
}

/** Deletes everything in a namespace and says what is left. Pods go before the rest is asked about again, so that they can still read what they use. */
export async function emptyNamespace(client: Client, namespace: string, resources: readonly NamespacedResource[]): Promise<Emptied> {
  const failures: string[] = [];
  const remaining: { resource: NamespacedResource; count: number }[] = [];
  const finalizers = new Map<string, number>();
  let waitSeconds = 0;
  await Promise.all(resources.map(async (resource) => {
    try {
      const before = await list(client, namespace, resource);
      if (before.length === 0) return;
      await remove(client, namespace, resource, before);
      const left = await list(client, namespace, resource);
      if (left.length === 0) return;
      remaining.push({ resource, count: left.length });
      for (const item of left) for (const f of item.metadata.finalizers ?? []) finalizers.set(f, (finalizers.get(f) ?? 0) + 1);
      const grace = resource.resource === 'pods' && resource.group === '' ? Math.max(...left.map((p) => p.spec?.terminationGracePeriodSeconds ?? 0)) : 0;
      waitSeconds = Math.max(waitSeconds, Math.min(grace, 1) || 0.2);
    } catch (error) {
      failures.push(`${resource.resource}${resource.group ? `.${resource.group}` : ''}: ${(error as Error).message}`);
    }
  }));
  return { remaining, finalizers, failures, waitSeconds: waitSeconds || 1 };
}

const list = async (client: Client, namespace: string, resource: NamespacedResource): Promise<readonly Item[]> =>
  (await client.raw<{ items?: Item[] }>('GET', resource.path(namespace))).items ?? [];

async function remove(client: Client, namespace: string, resource: NamespacedResource, items: readonly Item[]): Promise<void> {
  if (resource.verbs.includes('deletecollection')) { await client.raw('DELETE', resource.path(namespace), { propagationPolicy: 'Background' }); return; }
  for (const item of items) {
    await client.raw('DELETE', `${resource.path(namespace)}/${encodeURIComponent(item.metadata.name ?? '')}`, { propagationPolicy: 'Background' })
      .catch((error: unknown) => { if (!isNotFound(error) && !(error instanceof StatusError && error.code === 405)) throw error; });
  }
}
