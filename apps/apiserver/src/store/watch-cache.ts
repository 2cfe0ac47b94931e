import type { StoreEvent } from '@kubets/storage/store';
import { Stored } from './stored.js';

/** A change as watchers see it. `previous` is what the object was before. */
export interface CacheEvent {
  readonly revision: number;
  readonly key: string;
  /** The object after the change, or as it was last for a deletion (at the revision of the deletion). */
  readonly current: Stored;
  readonly deleted: boolean;
  readonly previous: Stored | undefined;
  /** Frames built for this change, by what they hold; see `watch-frames.ts`. */
  readonly frames: Map<string, Buffer>;
}

export type CacheListener = (events: readonly CacheEvent[], revision: number) => void;

/**
 * The current objects of one resource in key order, with the changes that led to them.
 * Filled once from the store and fed by its log; it answers reads and watches so that the store sees none.
 */
export class WatchCache {
  readonly #objects = new Map<string, Stored>();
  #keys: string[] = [];
  #ring: CacheEvent[] = [];
  readonly #listeners = new Set<CacheListener>();
  /** Changes up to this revision may be missing from the ring. */
  #ringAfter = 0;
  #bytes = 0;

  constructor(readonly prefix: string, private readonly ringSize = 4096, private readonly failed: (error: unknown) => void = () => undefined) {}

  get size(): number { return this.#objects.size; }
  get bytes(): number { return this.#bytes; }
  /** Oldest revision a watch can start from. */
  get oldest(): number { return this.#ringAfter; }

  /** Takes the state as of `revision` as the start. Keys arrive sorted. */
  fill(entries: readonly Stored[], revision: number): void {
    this.#objects.clear();
    this.#keys = entries.map((e) => e.key);
    this.#bytes = 0;
    for (const entry of entries) { this.#objects.set(entry.key, entry); this.#bytes += entry.bytes.length; }
    this.#ring = [];
    this.#ringAfter = revision;
  }

  /** Remembers changes from before {@link fill}, so that watches resume across a restart of the server. Oldest first. */
  preload(events: readonly CacheEvent[], after: number): void {
    this.#ring = [...events];
    this.#ringAfter = after;
  }

  apply(events: readonly StoreEvent[], revision: number): void {
    const changes: CacheEvent[] = [];
    for (const event of events) changes.push(this.#applyOne(event));
    for (const change of changes) this.#ring.push(change);
    if (this.#ring.length > this.ringSize * 1.25) {
      const dropped = this.#ring.splice(0, this.#ring.length - this.ringSize);
      this.#ringAfter = dropped.at(-1)!.revision;
    }
    for (const listener of this.#listeners) {
      try { listener(changes, revision); } catch (error) { this.failed(error); }
    }
  }

  #applyOne(event: StoreEvent): CacheEvent {
    const known = this.#objects.get(event.key);
    if (event.type === 'delete') {
      this.#objects.delete(event.key);
      const at = search(this.#keys, event.key);
      if (this.#keys[at] === event.key) this.#keys.splice(at, 1);
      this.#bytes -= known?.bytes.length ?? 0;
      const last = Stored.fromStore(event.key, event.value, event.revision);
      return { revision: event.revision, key: event.key, current: last, deleted: true, previous: known, frames: new Map() };
    }
    const current = Stored.fromStore(event.key, event.value, event.revision);
    this.#objects.set(event.key, current);
    this.#bytes += current.bytes.length - (known?.bytes.length ?? 0);
    if (!known) this.#keys.splice(search(this.#keys, event.key), 0, event.key);
    return { revision: event.revision, key: event.key, current, deleted: false, previous: known, frames: new Map() };
  }

  get(key: string): Stored | undefined { return this.#objects.get(key); }

  /** Objects under the prefix in key order, starting after a key. */
  *range(prefix = '', after = ''): Generator<Stored> {
    const keys = this.#keys;
    let at = search(keys, after > prefix ? after : prefix);
    if (after && keys[at] === after) at++;
    for (; at < keys.length; at++) {
      const key = keys[at]!;
      if (prefix && !key.startsWith(prefix)) return;
      yield this.#objects.get(key)!;
    }
  }

  /** A stable snapshot for answers that are written while the cache moves on. */
  snapshot(prefix = '', after = ''): Stored[] { return [...this.range(prefix, after)]; }

  countFrom(prefix: string, after: string): number {
    const from = search(this.#keys, after);
    const to = prefix ? search(this.#keys, `${prefix}\uffff`) : this.#keys.length;
    return Math.max(0, to - (this.#keys[from] === after ? from + 1 : from));
  }

  /** Changes after the revision, or `undefined` when some of them are no longer kept. */
  since(revision: number): readonly CacheEvent[] | undefined {
    if (revision < this.#ringAfter) return undefined;
    let low = 0;
    let high = this.#ring.length;
    while (low < high) { const mid = (low + high) >> 1; if (this.#ring[mid]!.revision > revision) high = mid; else low = mid + 1; }
    return this.#ring.slice(low);
  }

  listen(listener: CacheListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get watchers(): number { return this.#listeners.size; }
}

/** First index whose key is not less than `key`. Keys are ASCII, for which string order is byte order. */
function search(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) { const mid = (low + high) >> 1; if (keys[mid]! < key) low = mid + 1; else high = mid; }
  return low;
}
