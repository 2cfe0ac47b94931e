import { serviceUnavailable } from '@kubets/apimachinery/errors/status';
import type { Store, StoreEvent } from '@kubets/storage/store';
import { Stored } from './stored.js';
import { WatchCache, type CacheEvent } from './watch-cache.js';

/** How much of the log is read again at start. */
const PRELOADED_REVISIONS = 1000;

/** Wakes who waits for a revision. */
interface Waiter { readonly revision: number; readonly wake: () => void }

/**
 * The watch caches of all resources, fed by one watch of the store's log.
 * Because one loop feeds them all, "the caches have reached revision R" is one number.
 */
export class Caches {
  readonly #byPrefix = new Map<string, WatchCache>();
  readonly #progressListeners = new Set<(revision: number) => void>();
  #revision = 0;
  #waiters: Waiter[] = [];
  #failed: Error | undefined;

  /** @param failed told what a listener threw: one listener must not stop the feed that all depend on */
  constructor(private readonly store: Store, private readonly ringSize?: number, private readonly failed: (error: unknown) => void = () => undefined) {}

  /** Every change up to this revision is in the caches. */
  get revision(): number { return this.#revision; }

  /** The cache of the keys under a prefix such as `/registry/apps/deployments/`; made and filled on first use. */
  async open(prefix: string): Promise<WatchCache> {
    for (;;) {
      const known = this.#byPrefix.get(prefix);
      if (known) return known;
      const asOf = this.#revision;
      const { entries } = await this.store.range(prefix, asOf < this.store.currentRevision() ? { revision: asOf } : {});
      // Filling at exactly the revision that the feed has reached leaves no gap and repeats nothing; else look again.
      if (asOf !== this.#revision || entries.some((e) => e.revision > asOf) || this.#byPrefix.has(prefix)) continue;
      const cache = new WatchCache(prefix, this.ringSize, this.failed);
      cache.fill(entries.map((e) => Stored.fromStore(e.key, e.value, e.revision)), asOf);
      this.#byPrefix.set(prefix, cache);
      return cache;
    }
  }

  /** Fills the caches of `prefixes` from one range over all keys, then follows the log until the signal aborts. */
  async start(prefixes: readonly string[], signal: AbortSignal): Promise<void> {
    await this.store.sync();
    const { entries, revision } = await this.store.range('/registry/');
    this.#revision = revision;
    const groups = new Map<string, Stored[]>(prefixes.map((p) => [p, []]));
    for (const entry of entries) groups.get(prefixOf(entry.key))?.push(Stored.fromStore(entry.key, entry.value, entry.revision));
    for (const [prefix, stored] of groups) {
      const cache = new WatchCache(prefix, this.ringSize, this.failed);
      cache.fill(stored, revision);
      this.#byPrefix.set(prefix, cache);
    }
    await this.#preload(revision);
    const end = (error: Error): void => {
      this.#failed = error;
      for (const waiter of this.#waiters.splice(0)) waiter.wake();
    };
    void this.#follow(signal).then(() => end(serviceUnavailable('the API server is stopping')), (error: unknown) => end(error as Error));
  }

  /** Reads the newest part of the log again, so that clients which watched before a restart go on from where they were. */
  async #preload(revision: number): Promise<void> {
    const after = Math.max(this.store.compactedRevision(), revision - PRELOADED_REVISIONS);
    if (after >= revision) return;
    const byPrefix = new Map<string, CacheEvent[]>();
    const stop = new AbortController();
    for await (const batch of this.store.watch('/registry/', after, stop.signal)) {
      for (const event of batch) {
        if (event.revision > revision) break;
        const prefix = prefixOf(event.key);
        let events = byPrefix.get(prefix);
        if (!events) byPrefix.set(prefix, events = []);
        events.push({
          revision: event.revision, key: event.key, current: Stored.fromStore(event.key, event.value, event.revision), deleted: event.type === 'delete',
          previous: event.previous && Stored.fromStore(event.key, event.previous.value, event.previous.revision), frames: new Map(),
        });
      }
      if ((batch.at(-1)?.revision ?? 0) >= revision) break;
    }
    stop.abort();
    for (const [prefix, cache] of this.#byPrefix) cache.preload(byPrefix.get(prefix) ?? [], after);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    for await (const batch of this.store.watch('/registry/', this.#revision, signal)) this.#take(batch);
  }

  #take(batch: readonly StoreEvent[]): void {
    const last = batch.at(-1);
    if (!last) return;
    const groups = new Map<string, StoreEvent[]>();
    for (const event of batch) {
      const prefix = prefixOf(event.key);
      const group = groups.get(prefix);
      if (group) group.push(event); else groups.set(prefix, [event]);
    }
    this.#revision = last.revision;
    for (const [prefix, events] of groups) this.#byPrefix.get(prefix)?.apply(events, last.revision);
    for (const listener of this.#progressListeners) {
      try { listener(last.revision); } catch (error) { this.failed(error); }
    }
    if (this.#waiters.length) {
      const ready = this.#waiters.filter((w) => w.revision <= this.#revision);
      this.#waiters = this.#waiters.filter((w) => w.revision > this.#revision);
      for (const waiter of ready) waiter.wake();
    }
  }

  /** Called with every revision the caches reach; for bookmarks. */
  onProgress(listener: (revision: number) => void): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  /** Why the feed of the caches has ended, if it has: without it nothing can be served until the process starts again. */
  get failure(): string | undefined { return this.#failed?.message; }

  /** Whether reads see everything that was acknowledged: then nothing has to be awaited. */
  get isFresh(): boolean { return !this.#failed && this.store.currentRevision() <= this.#revision; }

  /** Resolves once reads see everything that was acknowledged before the call: at once, unless the feed is behind. */
  async fresh(): Promise<void> {
    await this.waitFor(this.store.currentRevision());
  }

  async waitFor(revision: number): Promise<void> {
    if (this.#failed) throw this.#failed;
    if (revision <= this.#revision) return;
    await new Promise<void>((wake) => this.#waiters.push({ revision, wake }));
    if (this.#failed) throw this.#failed;
  }
}

/** `/registry/apps/deployments/default/web` → `/registry/apps/deployments/`. */
export function prefixOf(key: string): string {
  const second = key.indexOf('/', 10);
  return key.slice(0, key.indexOf('/', second + 1) + 1);
}

/** The key of an object, or of all objects of a resource or namespace when the rest is left out. */
export const keyPrefix = (group: string, resource: string): string => `/registry/${group || 'core'}/${resource}/`;
export const objectKey = (prefix: string, namespace: string, name: string): string => (namespace ? `${prefix}${namespace}/${name}` : prefix + name);
