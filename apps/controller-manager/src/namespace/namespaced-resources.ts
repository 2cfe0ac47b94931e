import type { APIGroupList, APIResourceList } from '@kubets/apimachinery/meta/v1/discovery';
import type { Client } from '@kubets/client/client';

export interface NamespacedResource { readonly path: (namespace: string) => string; readonly group: string; readonly version: string; readonly resource: string; readonly verbs: readonly string[] }
export interface Discovered { readonly resources: readonly NamespacedResource[]; readonly failures: readonly string[] }

const KEEP_MS = 10_000;

/** Everything that can be listed and deleted in a namespace, custom resources included; asked of the server, since only it knows. */
export function namespacedResources(client: Client, now: () => number): () => Promise<Discovered> {
  let kept: { at: number; found: Discovered } | undefined;
  return async () => {
    if (kept && now() - kept.at < KEEP_MS) return kept.found;
    const groups = await client.raw<APIGroupList>('GET', '/apis');
    const versions = [{ group: '', version: 'v1', base: '/api/v1' }, ...groups.groups.map((g) => {
      const preferred = g.preferredVersion?.version ?? g.versions[0]!.version;
      return { group: g.name, version: preferred, base: `/apis/${g.name}/${preferred}` };
    })];
    const failures: string[] = [];
    const lists = await Promise.all(versions.map(async (v) => {
      try { return { ...v, list: await client.raw<APIResourceList>('GET', v.base) }; } catch (error) { failures.push(`${v.group}/${v.version}: ${(error as Error).message}`); return undefined; }
    }));
    const resources = lists.flatMap((l) => (l ? l.list.resources.filter((r) => r.namespaced && !r.name.includes('/') && r.verbs.includes('delete') && r.verbs.includes('list')).map((r): NamespacedResource => ({
      group: l.group, version: l.version, resource: r.name, verbs: r.verbs, path: (namespace) => `${l.base}/namespaces/${encodeURIComponent(namespace)}/${r.name}`,
    })) : []));
    // An Event is one object in two groups: it is deleted once.
    const found = { resources: resources.filter((r) => !(r.group === 'events.k8s.io')), failures };
    kept = { at: now(), found };
    return found;
  };
}
