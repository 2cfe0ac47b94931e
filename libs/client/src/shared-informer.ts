import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Client } from './client.js';
import type { Clock } from './clock.js';
import { keyOf, type Informer, type InformerHandlers, type InformerOptions, type Lister } from './informer.js';
import type { ClientLog } from './log.js';
import { ObjectCache } from './object-cache.js';
import { Reflector, type ReflectorSink } from './reflector.js';

export interface SharedInformerContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: ClientLog;
  /** Keep `metadata.managedFields`, which nobody but server-side apply reads and which is often half of an object. */
  readonly keepManagedFields: boolean;
}

/** A cache filled by a reflector, and the handlers that are told of its changes. */
export class SharedInformer<T extends KubeObject> implements Informer<T>, ReflectorSink<T> {
  readonly #cache: ObjectCache<T>;
  readonly #context: SharedInformerContext;
  readonly #reflector: Reflector<T>;
  readonly #what: string;
  readonly #whenSynced: Promise<void>;
  #settle: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  /** Replaced, never changed in place: a handler may add or remove handlers while an event goes round. */
  #handlers: readonly InformerHandlers<T>[] = [];
  #isSynced = false;
  #started = false;

  constructor(context: SharedInformerContext, definition: ResourceDefinition<T>, options: InformerOptions<T>) {
    this.#context = context;
    this.#what = definition.group ? `${definition.resource}.${definition.group}` : definition.resource;
    this.#cache = new ObjectCache<T>();
    for (const [name, values] of Object.entries(options.indexes ?? {})) this.addIndex(name, values);
    const { client, clock, random, log } = context;
    this.#reflector = new Reflector<T>({
      client: options.namespace ? client.resource(definition, options.namespace) : client.resource(definition),
      what: this.#what, labelSelector: options.labelSelector, fieldSelector: options.fieldSelector, sink: this, clock, random, log,
    });
    this.#whenSynced = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    // Not everyone waits for it.
    this.#whenSynced.catch(() => {});
  }

  get lister(): Lister<T> { return this.#cache; }
  get synced(): boolean { return this.#isSynced; }
  whenSynced(): Promise<void> { return this.#whenSynced; }

  start(signal: AbortSignal): void {
    if (this.#started) return;
    this.#started = true;
    void this.#reflector.run(signal).then(() => this.#settle.reject(new Error(`stopped before ${this.#what} were read for the first time`)));
  }

  addHandlers(handlers: InformerHandlers<T>): () => void {
    const own = { ...handlers, added: handlers.added?.bind(handlers), updated: handlers.updated?.bind(handlers), deleted: handlers.deleted?.bind(handlers) };
    for (const object of this.#cache.list()) this.#tell([own], (h) => h.added?.(object, true), object);
    this.#handlers = [...this.#handlers, own];
    return () => { this.#handlers = this.#handlers.filter((h) => h !== own); };
  }

  addIndex(name: string, values: (object: T) => readonly string[]): void {
    this.#cache.addIndex(name, (object) => {
      try {
        return values(object);
      } catch (error) {
        this.#context.log.error('an index function failed; the object is not in that index', { index: name, resource: this.#what, key: keyOf(object), error });
        return [];
      }
    });
  }

  /** Makes missing indexes of a second request for the same informer. */
  addMissingIndexes(indexes: InformerOptions<T>['indexes']): void {
    for (const [name, values] of Object.entries(indexes ?? {})) if (!this.#cache.hasIndex(name)) this.addIndex(name, values);
  }

  replace(objects: Iterable<T>): void {
    const gone = new Set(this.#cache.keys());
    for (const object of objects) {
      gone.delete(keyOf(object));
      this.changed(object);
    }
    for (const key of gone) this.#remove(key);
    this.#isSynced = true;
    this.#settle.resolve();
  }

  changed(object: T): void {
    const old = this.#cache.get(keyOf(object));
    if (!old) return this.#add(object);
    // Another object of the same name: what depended on the old one must see it go.
    if (old.metadata.uid !== object.metadata.uid) {
      this.#remove(keyOf(object));
      return this.#add(object);
    }
    if (old.metadata.resourceVersion === object.metadata.resourceVersion && old.metadata.resourceVersion) return;
    this.#cache.set(this.#trimmed(object));
    this.#tell(this.#handlers, (h) => h.updated?.(object, old), object);
  }

  removed(object: T): void {
    const known = this.#cache.delete(keyOf(object));
    if (known) this.#tell(this.#handlers, (h) => h.deleted?.(this.#trimmed(object)), object);
  }

  #add(object: T): void {
    this.#cache.set(this.#trimmed(object));
    const initial = !this.#isSynced;
    this.#tell(this.#handlers, (h) => h.added?.(object, initial), object);
  }

  #remove(key: string): void {
    const old = this.#cache.delete(key);
    if (old) this.#tell(this.#handlers, (h) => h.deleted?.(old), old);
  }

  #trimmed(object: T): T {
    if (!this.#context.keepManagedFields) delete object.metadata.managedFields;
    return object;
  }

  #tell(handlers: readonly InformerHandlers<T>[], call: (handlers: InformerHandlers<T>) => void, object: T): void {
    for (const h of handlers) {
      try {
        call(h);
      } catch (error) {
        this.#context.log.error('an informer handler failed', { resource: this.#what, key: keyOf(object), error });
      }
    }
  }
}
