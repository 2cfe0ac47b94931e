import { createHash } from 'node:crypto';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { groupVersion } from '@kubets/apimachinery/resource/definition';
import type { Registry } from '../registry/registry.js';

interface Version { readonly version: string; readonly definitions: readonly ResourceDefinition[] }

/** Discovery documents, derived from what is registered. Source: API concepts, "Discovery API" (KEP-3352). */
export class Discovery {
  #aggregated = new Map<string, { body: string; etag: string }>();

  constructor(private readonly registry: Registry, private readonly serverAddress: () => string) {
    registry.onChange(() => this.#aggregated.clear());
  }

  /** Groups in registration order, each with its versions, the preferred one first. */
  #groups(): Map<string, Version[]> {
    const groups = new Map<string, Map<string, ResourceDefinition[]>>();
    for (const definition of this.registry.definitions()) {
      let versions = groups.get(definition.group);
      if (!versions) groups.set(definition.group, versions = new Map());
      const list = versions.get(definition.version);
      if (list) list.push(definition); else versions.set(definition.version, [definition]);
    }
    return new Map([...groups].map(([group, versions]) => [group, [...versions].map(([version, definitions]) => ({ version, definitions }))]));
  }

  /** `/api` */
  coreVersions(): object {
    return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: this.serverAddress() }] };
  }

  /** `/apis` */
  groupList(): object {
    const groups = [...this.#groups()].filter(([group]) => group !== '').map(([group, versions]) => this.#group(group, versions));
    return { kind: 'APIGroupList', apiVersion: 'v1', groups };
  }

  /** `/apis/<group>` */
  group(name: string): object | undefined {
    const versions = this.#groups().get(name);
    return versions && { kind: 'APIGroup', apiVersion: 'v1', ...this.#group(name, versions) };
  }

  #group(name: string, versions: readonly Version[]): object {
    const of = versions.map((v) => ({ groupVersion: groupVersion({ group: name, version: v.version }), version: v.version }));
    return { name, versions: of, preferredVersion: of[0] };
  }

  /** `/api/v1`, `/apis/<group>/<version>` */
  resourceList(group: string, version: string): object | undefined {
    const definitions = this.#groups().get(group)?.find((v) => v.version === version)?.definitions;
    if (!definitions) return undefined;
    const resources = definitions.flatMap((d) => [
      {
        name: d.resource, singularName: d.singular, namespaced: d.namespaced, kind: d.kind.gvk.kind, verbs: d.verbs,
        ...(d.shortNames ? { shortNames: d.shortNames } : {}), ...(d.categories ? { categories: d.categories } : {}),
        ...(d.list ? { storageVersionHash: storageHash(d) } : {}),
      },
      ...(d.subresources ?? []).filter((s) => !s.name.includes('{')).map((s) => ({
        name: `${d.resource}/${s.name}`, singularName: '', namespaced: d.namespaced,
        ...(s.kind && groupVersion(s.kind.gvk) !== groupVersion(d) ? { group: s.kind.gvk.group, version: s.kind.gvk.version } : {}),
        kind: (s.kind ?? d.kind).gvk.kind, verbs: connectVerbs(s.verbs),
      })),
    ]).sort((a, b) => (a.name < b.name ? -1 : 1));
    return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: groupVersion({ group, version }), resources };
  }

  /** Everything under `/api` or `/apis` in one document, with its ETag. */
  aggregated(core: boolean): { body: string; etag: string } {
    const key = String(core);
    const known = this.#aggregated.get(key);
    if (known) return known;
    const items = [...this.#groups()].filter(([group]) => (group === '') === core).map(([group, versions]) => ({
      metadata: { ...(group ? { name: group } : {}) },
      versions: versions.map((v) => ({ version: v.version, resources: v.definitions.map((d) => this.#resource(d)), freshness: 'Current' })),
    }));
    const body = JSON.stringify({ kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items });
    const made = { body, etag: `"${createHash('sha512').update(body).digest('hex').toUpperCase().slice(0, 64)}"` };
    this.#aggregated.set(key, made);
    return made;
  }

  #resource(d: ResourceDefinition): object {
    return {
      resource: d.resource, responseKind: d.kind.gvk, scope: d.namespaced ? 'Namespaced' : 'Cluster', singularResource: d.singular, verbs: d.verbs,
      ...(d.shortNames ? { shortNames: d.shortNames } : {}), ...(d.categories ? { categories: d.categories } : {}),
      ...(d.subresources?.length ? {
        subresources: d.subresources.filter((s) => !s.name.includes('{')).map((s) => ({ subresource: s.name, responseKind: (s.kind ?? d.kind).gvk, verbs: connectVerbs(s.verbs) })),
      } : {}),
    };
  }
}

/** A subresource that connects is listed with the methods that open it. */
const connectVerbs = (verbs: readonly string[]): readonly string[] => (verbs.includes('connect') ? ['create', 'get'] : verbs);

const storageHash = (d: ResourceDefinition): string =>
  createHash('sha256').update(`${d.group}/${d.version}/${d.kind.gvk.kind}`).digest('base64').slice(0, 11) + '=';
