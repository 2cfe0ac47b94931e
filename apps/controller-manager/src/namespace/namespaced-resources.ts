import type { Client } from '@kubets/client/client';
import { discover } from '../discovery/discover.js';

export interface NamespacedResource { readonly path: (namespace: string) => string; readonly group: string; readonly version: string; readonly resource: string; readonly verbs: readonly string[] }
export interface Discovered { readonly resources: readonly NamespacedResource[]; readonly failures: readonly string[] }

const KEEP_MS = 10_000;

/** Everything that can be listed and deleted in a namespace, custom resources included. */
export function namespacedResources(client: Client, now: () => number): () => Promise<Discovered> {
  let kept: { at: number; found: Discovered } | undefined;
  return async () => {
    if (kept && now() - kept.at < KEEP_MS) return kept.found;
    const { resources, failures } = await discover(client);
    const found: Discovered = {
      // An Event is one object in two groups: it is deleted once.
      resources: resources.filter((r) => r.namespaced && r.verbs.includes('delete') && r.verbs.includes('list') && r.group !== 'events.k8s.io')
        .map(({ group, version, resource, verbs, base }) => ({ group, version, resource, verbs, path: (namespace) => `${base}/namespaces/${encodeURIComponent(namespace)}/${resource}` })),
      failures: failures.map(({ group, version, message }) => `${group}/${version}: ${message}`),
    };
    kept = { at: now(), found };
    return found;
  };
}
