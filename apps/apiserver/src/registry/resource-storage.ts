import type { FieldError } from '@kubets/apimachinery/errors/field';
import * as status from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { validateObjectMeta, validateObjectMetaUpdate } from '@kubets/apimachinery/validation/object-meta';
import type { Store } from '@kubets/storage/store';
import { type Caches, keyPrefix, objectKey } from '../store/caches.js';
import { Stored } from '../store/stored.js';
import type { WatchCache } from '../store/watch-cache.js';
import { beginDeletion, checkPreconditions, type DeleteRequest, isDeleting } from './deletion.js';
import { randomSuffix } from './name-generator.js';
import { matchIdentity, prepareCreate, prepareUpdate } from './preparation.js';
import type { StorageView } from './storage-view.js';
import type { Strategy, WriteContext } from './strategy.js';
import type { WriteTarget } from './write-target.js';

export type { DeleteRequest } from './deletion.js';
export type { WriteTarget } from './write-target.js';

/** What the request adds to a write: admission before and after validation, and who owns which field. */
export interface WriteHooks<T = KubeObject> {
  mutate(object: T, old: T | undefined): Promise<void>;
  /** Records in `metadata.managedFields` who changed what. */
  track(object: T, old: T | undefined): void;
  validate(object: T, old: T | undefined): Promise<void>;
}

export interface UpdateOptions<T> {
  readonly target?: WriteTarget;
  readonly createIfAbsent?: () => T | Promise<T>;
}

/** What an updater is given and gives back: the new object, made from a copy of the current one. */
export type Updater<T = KubeObject> = (current: T, stored: Stored) => T | Promise<T>;

const MAX_RETRIES = 20;
const MAX_GENERATED_NAMES = 8;
/** A generated name leaves room for its suffix within a DNS label. */
const MAX_GENERATE_NAME = 58;

/**
 * The one generic store behind every resource: names, metadata, conflicts, validation, finalizers, graceful deletion, dry run.
 * What differs between kinds is their {@link Strategy} and their rules.
 */
export class ResourceStorage<T extends KubeObject = KubeObject> {
  readonly prefix: string;
  readonly subject: { group: string; resource: string };
  cache!: WatchCache;

  constructor(
    readonly definition: ResourceDefinition<T>,
    readonly strategy: Strategy<T>,
    readonly view: StorageView<T>,
    private readonly store: Store,
    private readonly caches: Caches,
  ) {
    this.prefix = keyPrefix(view.storageGroup, view.storageResource);
    this.subject = { group: definition.group, resource: definition.resource };
  }

  async open(): Promise<void> { this.cache = await this.caches.open(this.prefix); }

  key(namespace: string, name: string): string { return objectKey(this.prefix, namespace, name); }

  /** The object as of now, or a 404. */
  async get(namespace: string, name: string): Promise<Stored> {
    if (!this.caches.isFresh) await this.caches.fresh();
    const stored = this.cache.get(this.key(namespace, name));
    if (!stored) throw status.notFound(this.subject, name);
    return stored;
  }

  /** As far as the cache knows, without waiting; for authorizers and admission. */
  peek(namespace: string, name: string): Stored | undefined { return this.cache.get(this.key(namespace, name)); }

  async create(object: T, context: WriteContext, hooks: WriteHooks<T>): Promise<Stored> {
    const meta = object.metadata;
    const generate = meta.name ? undefined : meta.generateName;
    prepareCreate(object, this.definition, this.strategy, context);
    for (let attempt = 1; ; attempt++) {
      if (generate) meta.name = generate.slice(0, MAX_GENERATE_NAME) + randomSuffix();
      // Mutating admission sees the name; a generated one that is taken is tried again with everything else kept.
      if (attempt === 1) {
        await hooks.mutate(object, undefined);
        this.definition.rules?.defaults?.(object as never);
        hooks.track(object, undefined);
      }
      this.#check(object, this.#validateCreate(object));
      await hooks.validate(object, undefined);
      const key = this.key(context.namespace, meta.name!);
      const settle = this.strategy.allocate?.(object, undefined, context);
      if (context.dryRun) {
        settle?.();
        if (this.cache.get(key)) throw status.alreadyExists(this.subject, meta.name!);
        return new Stored(key, 0, this.view.encode(object));
      }
      const done = await this.#commit(key, 'absent', object, settle);
      if (done.stored) return done.stored;
      if (!generate || attempt === MAX_GENERATED_NAMES) throw this.#taken(meta.name!, done.actual);
    }
  }

  /**
   * Changes an object: reads it, lets the updater make the new one, and commits if nobody else did meanwhile; else again, unless
   * the new object names the version that it is based on.
   */
  async update(
    namespace: string, name: string, context: WriteContext, hooks: WriteHooks<T>, updater: Updater<T>, options: UpdateOptions<T> = {},
  ): Promise<{ stored: Stored; created: boolean }> {
    const target = options.target ?? 'main';
    if (!this.caches.isFresh) await this.caches.fresh();
    const key = this.key(namespace, name);
    let current = this.cache.get(key);
    for (let attempt = 0; attempt <= MAX_RETRIES; attempt++) {
      if (!current) {
        if (!options.createIfAbsent) throw status.notFound(this.subject, name);
        try {
          return { stored: await this.create(await options.createIfAbsent(), context, hooks), created: true };
        } catch (error) {
          // Somebody else created it meanwhile: then it is an update after all.
          if (!status.isAlreadyExists(error)) throw error;
          await this.caches.fresh();
          current = this.cache.get(key);
          if (!current && attempt > 0) throw error;
          continue;
        }
      }
      const old = this.view.decode(current);
      const object = await updater(this.view.copy(current), current);
      matchIdentity(object, old, name, this.subject);
      const asked = object.metadata.resourceVersion;
      if (asked && asked !== '0' && asked !== String(current.revision)) throw status.modified(this.subject, name);
      // Who names no version means whichever is there.
      object.metadata.resourceVersion = String(current.revision);
      prepareUpdate(object, old, this.definition, this.strategy, context, target);
      await hooks.mutate(object, old);
      if (target === 'main') this.definition.rules?.defaults?.(object as never);
      hooks.track(object, old);
      this.#check(object, this.#validateUpdate(object, old, target));
      await hooks.validate(object, old);
      const value = this.view.encode(object);
      if (current.holds(value)) return { stored: current, created: false };
      const settle = this.strategy.allocate?.(object, old, context);
      if (context.dryRun) { settle?.(); return { stored: Stored.fromStore(key, this.view.encode(object), current.revision), created: false }; }
      const done = await this.#commit(key, current.revision, object, settle, settle ? undefined : value, isDeleting(object) && this.#mayGo(object));
      if (done.stored) return { stored: done.stored, created: false };
      current = done.actual;
    }
    throw status.conflict(this.subject, name, `the object kept changing; gave up after ${MAX_RETRIES} tries`);
  }

  /**
   * Deletes an object, or marks it for deletion while finalizers or a grace period hold it.
   * @returns the object as it was last, and whether it is gone
   */
  async delete(
    namespace: string, name: string, request: DeleteRequest, context: WriteContext, validate: (old: T) => Promise<void>,
  ): Promise<{ stored: Stored; gone: boolean }> {
    if (!this.caches.isFresh) await this.caches.fresh();
    const key = this.key(namespace, name);
    let current = this.cache.get(key);
    for (let attempt = 0; attempt <= MAX_RETRIES; attempt++) {
      if (!current) throw status.notFound(this.subject, name);
      const old = this.view.decode(current);
      checkPreconditions(this.subject, request, old, current);
      await validate(old);
      const object = this.view.copy(current);
      const gone = beginDeletion(object, old, request, this.strategy, context) === 0 && this.#mayGo(object);
      const value = this.view.encode(object);
      if (context.dryRun) return { stored: Stored.fromStore(key, value, current.revision), gone };
      if (!gone && current.holds(value)) return { stored: current, gone: false };
      const result = await this.store.commit({ key, expect: current.revision, value: gone ? null : value });
      if (result.ok) return { stored: Stored.fromStore(key, value, result.revision), gone };
      current = result.actual && Stored.fromStore(key, result.actual.value, result.actual.revision);
    }
    throw status.conflict(this.subject, name, `the object kept changing; gave up after ${MAX_RETRIES} tries`);
  }

  /** @param settle ends the reservation that the object holds: at once when nothing was written, else when the cache shows the object */
  async #commit(
    key: string, expect: 'absent' | number, object: T, settle: (() => void) | undefined, encoded?: Buffer, remove = false,
  ): Promise<{ stored?: Stored; actual?: Stored }> {
    try {
      const value = encoded ?? this.view.encode(object);
      const ttl = this.strategy.ttl?.(object);
      const result = await this.store.commit({ key, expect, value: remove ? null : value, ...(ttl && !remove ? { ttl } : {}) });
      if (!result.ok) { settle?.(); return result.actual ? { actual: Stored.fromStore(key, result.actual.value, result.actual.revision) } : {}; }
      if (settle) void this.caches.waitFor(result.revision).then(settle, settle);
      return { stored: Stored.fromStore(key, value, result.revision) };
    } catch (error) { settle?.(); throw error; }
  }

  #taken(name: string, actual: Stored | undefined): status.StatusError {
    const error = status.alreadyExists(this.subject, name);
    return actual && isDeleting(actual.object) ? new status.StatusError(409, 'AlreadyExists', `object is being deleted: ${error.message}`, error.details) : error;
  }

  #validateCreate(object: T): FieldError[] {
    const rules = this.definition.rules;
    return [
      ...validateObjectMeta(object.metadata, { namespaced: this.definition.namespaced, nameRule: rules?.names ?? 'subdomain' }, 'metadata'),
      ...(rules?.validate?.(object) ?? []),
    ];
  }

  #validateUpdate(object: T, old: T, target: WriteTarget): FieldError[] {
    const rules = this.definition.rules;
    const meta = validateObjectMetaUpdate(object.metadata, old.metadata, 'metadata');
    if (target === 'own') return meta;
    if (target === 'status') return [...meta, ...(rules?.validateStatus?.(object, old) ?? [])];
    if (target !== 'main') return [...meta, ...(target.validate as (object: T, old: T) => FieldError[])(object, old)];
    return [...meta, ...(rules?.validateUpdate?.(object, old) ?? rules?.validate?.(object) ?? [])];
  }

  #check(object: T, errors: readonly FieldError[]): void {
    if (errors.length) throw status.invalid(this.definition.kind.gvk, object.metadata.name ?? object.metadata.generateName ?? '', errors);
  }

  #mayGo(object: T): boolean {
    return !(object.metadata.finalizers?.length) && (object.metadata.deletionGracePeriodSeconds ?? 0) === 0 && !(this.strategy.held?.(object) ?? false);
  }
}
