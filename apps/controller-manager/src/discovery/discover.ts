import type { APIGroupList, APIResourceList } from '@kubets/apimachinery/meta/v1/discovery';
import type { Client } from '@kubets/client/client';

/** A resource in the version that its group prefers. */
export interface DiscoveredResource {
  readonly group: string;
  readonly version: string;
  /** Plural name. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** `/api/v1` or `/apis/apps/v1`. */
  readonly base: string;
}
export interface Discovered {
  readonly resources: readonly DiscoveredResource[];
  /** Group versions that did not answer, with why; what they have is not known. */
  readonly failures: readonly { readonly group: string; readonly version: string; readonly message: string }[];
}

interface GroupVersion { readonly group: string; readonly version: string; readonly base: string }

/** Everything that the server serves now, custom resources included; asked of the server, since only it knows. */
export async function discover(client: Client): Promise<Discovered> {
  const { groups } = await client.raw<APIGroupList>('GET', '/apis');
  const versions: GroupVersion[] = [{ group: '', version: 'v1', base: '/api/v1' }];
  // The preferred version comes first; others may have resources that it lacks.
  for (const { name, preferredVersion, versions: served } of groups) {
    const ordered = [...new Set([...(preferredVersion ? [preferredVersion.version] : []), ...served.map(({ version }) => version)])];
    versions.push(...ordered.map((version) => ({ group: name, version, base: `/apis/${name}/${version}` })));
  }
  const failures: { group: string; version: string; message: string }[] = [];
  const lists = await Promise.all(versions.map(async (each) => {
    try {
      return { each, list: await client.raw<APIResourceList>('GET', each.base) };
    } catch (error) {
      failures.push({ group: each.group, version: each.version, message: (error as Error).message });
      return undefined;
    }
  }));
  const found = new Map<string, DiscoveredResource>();
  for (const entry of lists) {
    for (const { name, kind, namespaced, verbs } of entry?.list.resources ?? []) {
      const id = `${entry!.each.group}/${name}`;
      if (!name.includes('/') && !found.has(id)) found.set(id, { ...entry!.each, resource: name, kind, namespaced, verbs });
    }
  }
  return { resources: [...found.values()], failures };
}

/** The path of one object. */
export const objectPathOf = ({ base, namespaced, resource }: DiscoveredResource, namespace: string | undefined, name: string): string =>
  `${base}${namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''}/${resource}/${encodeURIComponent(name)}`;
