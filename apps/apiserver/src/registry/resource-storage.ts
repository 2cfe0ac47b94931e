import { randomUUID } from 'node:crypto';
import type { FieldError } from '@kubets/apimachinery/errors/field';
import * as status from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';
import { validateObjectMeta, validateObjectMetaUpdate } from '@kubets/apimachinery/validation/object-meta';
import type { Store } from '@kubets/storage/store';
import { type Caches, keyPrefix, objectKey } from '../store/caches.js';
import { Stored } from '../store/stored.js';
import type { WatchCache } from '../store/watch-cache.js';
import { sameValue } from './same-value.js';
import { randomSuffix } from './name-generator.js';
import type { StorageView } from './storage-view.js';
import type { Strategy, WriteContext } from './strategy.js';

/** What the request adds to a write: admission before and after validation, and who owns which field. */
export interface WriteHooks<T = KubeObject> {
  mutate(object: T, old: T | undefined): Promise<void>;
  /** Records in `metadata.managedFields` who changed what. */
  track(object: T, old: T | undefined): void;
  validate(object: T, old: T | undefined): Promise<void>;
}

export interface DeleteRequest {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/**
 * Which part of the object a write is for. `status` keeps all but the status. `binding` and `finalize` are the server's own changes,
 * made field by field on the current object: nothing is kept back and validation of updates does not apply.
 */
export type WriteTarget = 'main' | 'status' | 'binding' | 'finalize';

/** What an updater is given and gives back: the new object, made from a copy of the current one. */
export type Updater<T = KubeObject> = (current: T, stored: Stored) => T | Promise<T>;

const MAX_RETRIES = 20;

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
    private readonly now: () => number,
  ) {
    this.prefix = keyPrefix(view.storageGroup, view.storageResource);
    this.subject = { group: definition.group, resource: definition.resource };
  }

  async open(): Promise<void> { this.cache = await this.caches.open(this.prefix); }

  key(namespace: string, name: string): string { return objectKey(this.prefix, namespace, name); }

  /** The object as of now, or a 404. */
  async get(namespace: string, name: string): Promise<Stored> {
    await this.caches.fresh();
    const stored = this.cache.get(this.key(namespace, name));
    if (!stored) throw status.notFound(this.subject, name);
    return stored;
  }

  /** As far as the cache knows, without waiting; for authorizers and admission. */
  peek(namespace: string, name: string): Stored | undefined { return this.cache.get(this.key(namespace, name)); }

  async create(object: T, context: WriteContext, hooks: WriteHooks<T>): Promise<Stored> {
    const meta = object.metadata;
    const generate = meta.name ? undefined : meta.generateName;
    this.#prepareCreate(object, context);
    for (let attempt = 0; ; attempt++) {
      if (generate) meta.name = generate.slice(0, 58) + randomSuffix();
      // Mutating admission sees the name; a generated one that is taken is tried again with everything else kept.
      if (attempt === 0) {
        await hooks.mutate(object, undefined);
        this.definition.rules?.defaults?.(object as never);
        hooks.track(object, undefined);
      }
      this.#check(object, this.#validateCreate(object));
      await hooks.validate(object, undefined);
      const release = await this.strategy.allocate?.(object, undefined, context);
      const value = this.view.encode(object);
      if (context.dryRun) {
        release?.();
        if (this.cache.get(this.key(context.namespace, meta.name!))) throw status.alreadyExists(this.subject, meta.name!);
        return Stored.fromStore('', value, 0);
      }
      const key = this.key(context.namespace, meta.name!);
      const ttl = this.strategy.ttl?.(object);
      const result = await this.store.commit({ key, expect: 'absent', value, ...(ttl ? { ttl } : {}) });
      if (result.ok) return this.#written(key, value, result.revision);
      release?.();
      if (!generate || attempt >= 7) {
        if (result.actual && isDeleting(Stored.fromStore(key, result.actual.value, result.actual.revision).object)) {
          throw new status.StatusError(409, 'AlreadyExists', `object is being deleted: ${status.alreadyExists(this.subject, meta.name!).message}`, status.alreadyExists(this.subject, meta.name!).details);
        }
        throw status.alreadyExists(this.subject, meta.name!);
      }
    }
  }

  /**
   * Changes an object: reads it, lets the updater make the new one, and commits if nobody else did meanwhile; else again.
   * @param expected a resourceVersion that the caller insists on
   */
  async update(
    namespace: string, name: string, context: WriteContext, hooks: WriteHooks<T>, updater: Updater<T>,
    options: { target?: WriteTarget; expected?: string; createIfAbsent?: () => T } = {},
  ): Promise<{ stored: Stored; created: boolean }> {
    await this.caches.fresh();
    const key = this.key(namespace, name);
    let current = this.cache.get(key);
    for (let attempt = 0; ; attempt++) {
      if (!current) {
        if (options.createIfAbsent) return { stored: await this.create(options.createIfAbsent(), context, hooks), created: true };
        throw status.notFound(this.subject, name);
      }
      const old = this.view.decode(current);
      if (options.expected && options.expected !== String(current.revision)) throw status.modified(this.subject, name);
      const object = await updater(this.view.copy(current), current);
      this.#matchIdentity(object, old, name);
      const asked = object.metadata.resourceVersion;
      if (asked && asked !== '0' && asked !== String(current.revision)) throw status.modified(this.subject, name);
      this.#prepareUpdate(object, old, context, options.target ?? 'main');
      await hooks.mutate(object, old);
      if ((options.target ?? 'main') === 'main') this.definition.rules?.defaults?.(object as never);
      hooks.track(object, old);
      this.#check(object, this.#validateUpdate(object, old, options.target ?? 'main'));
      await hooks.validate(object, old);
      delete object.metadata.resourceVersion;
      const value = this.view.encode(object);
      if (unchanged(value, current)) return { stored: current, created: false };
      const release = await this.strategy.allocate?.(object, old, context);
      const final = release ? this.view.encode(object) : value;
      if (context.dryRun) { release?.(); return { stored: Stored.fromStore(key, final, current.revision), created: false }; }
      const remove = isDeleting(object) && this.#mayGo(object);
      const result = await this.store.commit({ key, expect: current.revision, value: remove ? null : final });
      if (result.ok) {
        if (remove) this.strategy.release?.(object);
        return { stored: await this.#written(key, final, result.revision), created: false };
      }
      release?.();
      if (options.expected || (asked && asked !== '0')) throw status.modified(this.subject, name);
      if (attempt >= MAX_RETRIES) throw status.conflict(this.subject, name, `the object kept changing; gave up after ${MAX_RETRIES} tries`);
      current = result.actual && Stored.fromStore(key, result.actual.value, result.actual.revision);
    }
  }

  /**
   * Deletes an object, or marks it for deletion while finalizers or a grace period hold it.
   * @returns the object as it was last, and whether it is gone
   */
  async delete(
    namespace: string, name: string, request: DeleteRequest, context: WriteContext, validate: (old: T) => Promise<void>,
  ): Promise<{ stored: Stored; gone: boolean }> {
    await this.caches.fresh();
    const key = this.key(namespace, name);
    let current = this.cache.get(key);
    for (let attempt = 0; ; attempt++) {
      if (!current) throw status.notFound(this.subject, name);
      const old = this.view.decode(current);
      this.#checkPreconditions(request, old, current, name);
      await validate(old);
      const object = this.view.copy(current);
      const grace = this.#beginDeletion(object, old, request, context);
      const gone = grace === 0 && this.#mayGo(object);
      delete object.metadata.resourceVersion;
      const value = this.view.encode(object);
      if (context.dryRun) return { stored: Stored.fromStore(key, value, current.revision), gone };
      if (!gone && unchanged(value, current)) return { stored: current, gone: false };
      const result = await this.store.commit({ key, expect: current.revision, value: gone ? null : value });
      if (result.ok) {
        if (gone) { this.strategy.release?.(object); return { stored: current, gone }; }
        return { stored: await this.#written(key, value, result.revision), gone };
      }
      if (attempt >= MAX_RETRIES) throw status.conflict(this.subject, name, `the object kept changing; gave up after ${MAX_RETRIES} tries`);
      current = result.actual && Stored.fromStore(key, result.actual.value, result.actual.revision);
    }
  }

  async #written(key: string, value: Buffer, revision: number): Promise<Stored> {
    return Stored.fromStore(key, value, revision);
  }

  #prepareCreate(object: T, context: WriteContext): void {
    const meta = object.metadata;
    if (meta.namespace && meta.namespace !== context.namespace) {
      throw status.badRequest('the namespace of the provided object does not match the namespace sent on the request');
    }
    if (meta.resourceVersion && meta.resourceVersion !== '0') throw status.badRequest('resourceVersion should not be set on objects to be created');
    delete meta.resourceVersion;
    delete meta.selfLink;
    delete meta.deletionTimestamp;
    delete meta.deletionGracePeriodSeconds;
    delete meta.generation;
    if (context.namespace) meta.namespace = context.namespace; else delete meta.namespace;
    meta.uid = randomUUID();
    meta.creationTimestamp = formatTime(context.now);
    if (this.strategy.generation) meta.generation = 1;
    if (hasStatus(this.definition)) setStatus(object, undefined);
    this.strategy.prepareForCreate?.(object, context);
  }

  #prepareUpdate(object: T, old: T, context: WriteContext, target: WriteTarget): void {
    const meta = object.metadata;
    const was = old.metadata;
    // Fields that only the server sets keep their value whatever the caller sent.
    keep(meta, was, 'creationTimestamp');
    keep(meta, was, 'deletionTimestamp');
    keep(meta, was, 'deletionGracePeriodSeconds');
    keep(meta, was, 'generation');
    keep(meta, was, 'uid');
    if (context.namespace) meta.namespace = context.namespace;
    delete meta.selfLink;
    if (target === 'binding' || target === 'finalize') return;
    if (target === 'status') {
      for (const name of Object.keys({ ...old, ...object })) {
        if (name !== 'metadata' && name !== 'status') keep(object as Record<string, unknown>, old as Record<string, unknown>, name);
      }
      keep(meta, was, 'labels');
      keep(meta, was, 'annotations');
      keep(meta, was, 'finalizers');
      keep(meta, was, 'ownerReferences');
      this.strategy.prepareForStatusUpdate?.(object, old, context);
      return;
    }
    if (hasStatus(this.definition)) setStatus(object, statusOf(old));
    this.strategy.prepareForUpdate?.(object, old, context);
    if (this.strategy.generation && !sameValue(specOf(object), specOf(old))) meta.generation = (was.generation ?? 0) + 1;
  }

  #matchIdentity(object: T, old: T, name: string): void {
    const meta = object.metadata;
    if (meta.name !== name) throw status.badRequest(`the name of the object (${meta.name ?? ''}) does not match the name on the URL (${name})`);
    if ((meta.namespace ?? '') !== (old.metadata.namespace ?? '') && meta.namespace) {
      throw status.badRequest(`the namespace of the object (${meta.namespace}) does not match the namespace on the URL (${old.metadata.namespace ?? ''})`);
    }
    if (meta.uid && meta.uid !== old.metadata.uid) {
      throw status.conflict(this.subject, name, `Precondition failed: UID in precondition: ${meta.uid}, UID in object meta: ${old.metadata.uid ?? ''}`);
    }
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
    if (target === 'binding' || target === 'finalize') return meta;
    if (target === 'status') return [...meta, ...(rules?.validateStatus?.(object, old) ?? [])];
    return [...meta, ...(rules?.validateUpdate?.(object, old) ?? rules?.validate?.(object) ?? [])];
  }

  #check(object: T, errors: readonly FieldError[]): void {
    if (errors.length) throw status.invalid(this.definition.kind.gvk, object.metadata.name ?? object.metadata.generateName ?? '', errors);
  }

  #checkPreconditions(request: DeleteRequest, old: T, current: Stored, name: string): void {
    const { uid, resourceVersion } = request.preconditions ?? {};
    if (uid && uid !== old.metadata.uid) {
      throw status.conflict(this.subject, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid ?? ''}`);
    }
    if (resourceVersion && resourceVersion !== String(current.revision)) {
      throw status.conflict(this.subject, name, `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${current.revision}`);
    }
  }

  /** Marks the object; returns the grace period that it gets. */
  #beginDeletion(object: T, old: T, request: DeleteRequest, context: WriteContext): number {
    const meta = object.metadata;
    const grace = this.strategy.gracePeriod?.(old, request.gracePeriodSeconds) ?? 0;
    const finalizers = new Set(meta.finalizers ?? []);
    const policy = request.propagationPolicy ?? (request.orphanDependents === true ? 'Orphan' : request.orphanDependents === false ? 'Background' : undefined);
    if (policy === 'Orphan') { finalizers.add('orphan'); finalizers.delete('foregroundDeletion'); }
    if (policy === 'Foreground') { finalizers.add('foregroundDeletion'); finalizers.delete('orphan'); }
    if (policy === 'Background') { finalizers.delete('orphan'); finalizers.delete('foregroundDeletion'); }
    if (finalizers.size) meta.finalizers = [...finalizers]; else delete meta.finalizers;
    if (meta.deletionTimestamp === undefined) {
      meta.deletionTimestamp = formatTime(context.now + grace * 1000);
      meta.deletionGracePeriodSeconds = grace;
      if (this.strategy.generation && meta.generation !== undefined) meta.generation += 1;
    } else if (grace < (meta.deletionGracePeriodSeconds ?? 0)) {
      // A second deletion may shorten the wait, never lengthen it.
      const began = Date.parse(meta.deletionTimestamp) - (meta.deletionGracePeriodSeconds ?? 0) * 1000;
      meta.deletionTimestamp = formatTime(Math.max(began + grace * 1000, context.now));
      meta.deletionGracePeriodSeconds = grace;
    }
    return Math.min(grace, meta.deletionGracePeriodSeconds ?? grace);
  }

  #mayGo(object: T): boolean {
    return !(object.metadata.finalizers?.length) && (object.metadata.deletionGracePeriodSeconds ?? 0) === 0 && !(this.strategy.held?.(object) ?? false);
  }
}

const isDeleting = (object: KubeObject): boolean => object.metadata.deletionTimestamp !== undefined;
const hasStatus = (definition: Pick<ResourceDefinition, 'subresources'>): boolean => definition.subresources?.some((s) => s.name === 'status') ?? false;
const statusOf = (object: KubeObject): unknown => (object as { status?: unknown }).status;
const setStatus = (object: KubeObject, value: unknown): void => { (object as { status?: unknown }).status = value ?? {}; };
const specOf = (object: KubeObject): unknown => {
  const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...rest } = object as KubeObject & { status?: unknown };
  return rest;
};
function keep<O extends object, K extends keyof O>(to: O, from: O, name: K): void {
  if (from[name] === undefined) delete to[name]; else to[name] = from[name];
}
/** Whether the bytes to be written are those that are there, apart from the revision. */
function unchanged(value: Buffer, current: Stored): boolean {
  return current.bytes.equals(Stored.fromStore('', value, current.revision).bytes);
}
