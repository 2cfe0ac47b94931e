import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { ResourceStorage } from './resource-storage.js';

export interface Served {
  readonly definition: ResourceDefinition;
  /** Absent for resources that are not kept, such as reviews. */
  readonly storage?: ResourceStorage;
}

/** Everything that is served, found by group, version and resource. Discovery, OpenAPI, routing and authorization read it. */
export class Registry {
  readonly #served = new Map<string, Served>();
  readonly #listeners = new Set<() => void>();

  /** @throws when the resource is registered already */
  add(served: Served): void {
    const { group, version, resource } = served.definition;
    const key = `${group}/${version}/${resource}`;
    if (this.#served.has(key)) throw new Error(`resource ${key} is registered twice`);
    this.#served.set(key, served);
    for (const listener of this.#listeners) listener();
  }

  find(group: string, version: string, resource: string): Served | undefined { return this.#served.get(`${group}/${version}/${resource}`); }

  /** The storage of a resource in whatever version is kept. */
  storage<T extends KubeObject>(definition: ResourceDefinition<T>): ResourceStorage<T> {
    const served = this.find(definition.group, definition.version, definition.resource);
    if (!served?.storage) throw new Error(`resource ${definition.group}/${definition.version}/${definition.resource} is not kept here`);
    return served.storage as unknown as ResourceStorage<T>;
  }

  hasGroupVersion(group: string, version: string): boolean {
    for (const { definition } of this.#served.values()) if (definition.group === group && definition.version === version) return true;
    return false;
  }

  all(): readonly Served[] { return [...this.#served.values()]; }
  definitions(): readonly ResourceDefinition[] { return this.all().map((s) => s.definition); }

  /** Called whenever what is served changes, so that derived documents are made anew. */
  onChange(listener: () => void): void { this.#listeners.add(listener); }
}
