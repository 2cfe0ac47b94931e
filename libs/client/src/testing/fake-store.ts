import { alreadyExists, expired, modified, notFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';

/** Group, version and plural name, such as `apps/v1/deployments`; `v1/pods` in the core group. */
export interface Location { readonly group: string; readonly resource: string; readonly id: string }

export interface FakeEvent { readonly revision: number; readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject; readonly old?: KubeObject }

export const nameKey = (namespace: string | undefined, name: string): string => (namespace ? `${namespace}/${name}` : name);

interface Table { readonly objects: Map<string, KubeObject>; readonly log: FakeEvent[] }

/** Objects with versions and the history of their changes. What it hands out is shared and must not be changed: writers copy. */
export class FakeStore {
  readonly #tables = new Map<string, Table>();
  readonly #listeners = new Set<() => void>();
  #revision = 1;
  #compacted = 0;
  #uids = 0;

  constructor(private readonly now: () => number) {}

  get revision(): number { return this.#revision; }

  #table(id: string): Table {
    let table = this.#tables.get(id);
    if (!table) this.#tables.set(id, table = { objects: new Map(), log: [] });
    return table;
  }

  find(at: Location, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#table(at.id).objects.get(nameKey(namespace, name));
  }

  get(at: Location, namespace: string | undefined, name: string): KubeObject {
    const object = this.find(at, namespace, name);
    if (!object) throw notFound(at, name);
    return object;
  }

  list(at: Location, namespace?: string): KubeObject[] {
    return [...this.#table(at.id).objects.values()].filter((object) => !namespace || object.metadata.namespace === namespace);
  }

  /** @param object is kept, with the metadata that a server sets */
  create(at: Location, object: KubeObject): KubeObject {
    const { metadata } = object;
    metadata.name ||= `${metadata.generateName ?? ''}${(this.#uids + 1).toString(36).padStart(5, '0')}`;
    if (this.find(at, metadata.namespace, metadata.name)) throw alreadyExists(at, metadata.name);
    metadata.uid ??= `00000000-0000-4000-8000-${String(++this.#uids).padStart(12, '0')}`;
    metadata.creationTimestamp ??= formatTime(this.now());
    metadata.generation ??= 1;
    return this.#commit(at, 'ADDED', object);
  }

  /** Replaces an object; a version that is given must be the current one. An object without finalizers that is being deleted goes. */
  update(at: Location, object: KubeObject): KubeObject {
    const old = this.get(at, object.metadata.namespace, object.metadata.name ?? '');
    const { resourceVersion } = object.metadata;
    if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) throw modified(at, object.metadata.name ?? '');
    const same = JSON.stringify({ ...object, metadata: { ...object.metadata, resourceVersion: '' } }) === JSON.stringify({ ...old, metadata: { ...old.metadata, resourceVersion: '' } });
    if (same) return old;
    const gone = object.metadata.deletionTimestamp && !object.metadata.finalizers?.length && old.metadata.finalizers?.length;
    return this.#commit(at, gone ? 'DELETED' : 'MODIFIED', object, old);
  }

  remove(at: Location, namespace: string | undefined, name: string): KubeObject {
    const old = this.get(at, namespace, name);
    return this.#commit(at, 'DELETED', structuredClone(old), old);
  }

  #commit(at: Location, type: FakeEvent['type'], object: KubeObject, old?: KubeObject): KubeObject {
    const { objects, log } = this.#table(at.id);
    object.metadata.resourceVersion = String(++this.#revision);
    const key = nameKey(object.metadata.namespace, object.metadata.name ?? '');
    if (type === 'DELETED') objects.delete(key);
    else objects.set(key, object);
    log.push({ revision: this.#revision, type, object, ...(old ? { old } : {}) });
    for (const listener of [...this.#listeners]) listener();
    return object;
  }

  /** Changes of a resource after a revision. @throws StatusError 410 when they were compacted away */
  since(at: Location, revision: number): FakeEvent[] {
    if (revision < this.#compacted) throw expired(`too old resource version: ${revision} (${this.#compacted})`);
    return this.#table(at.id).log.filter((event) => event.revision > revision);
  }

  /** Forgets the history up to now. */
  compact(): void { this.#compacted = this.#revision; }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
