/**
 * The state store: a map from keys to bytes with one global, strictly increasing revision, a log of changes, and watches on it.
 * The API server is its only user. Each engine is a folder beside this file; `contract/` is the suite that all of them pass.
 */
export interface Store {
  /** Revision of the last acknowledged commit; 0 for an empty store. Known without I/O in embedded engines, hence synchronous; engines that share a server refresh it with {@link sync}. */
  currentRevision(): number;
  /** Asks the engine for its true current revision (linearizable). Embedded engines answer {@link currentRevision}. */
  sync(): Promise<number>;
  get(key: string): Promise<Entry | undefined>;
  /** Entries whose key starts with `prefix`, in byte order of keys. Throws {@link CompactedError} when `revision` is older than the kept history. */
  range(prefix: string, options?: RangeOptions): Promise<RangeResult>;
  /** Writes or deletes one key if it is as expected. Resolves when the change is durable; never before. */
  commit(change: Change): Promise<CommitResult>;
  /**
   * Changes with a revision above `after` to keys under `prefix`, in revision order, each once, in batches as they become durable.
   * Ends when `signal` aborts or the store closes. Throws {@link CompactedError} when `after` is older than the kept history.
   */
  watch(prefix: string, after: number, signal: AbortSignal): AsyncIterable<readonly StoreEvent[]>;
  /** Forgets history up to and including `revision`; current values stay. */
  compact(revision: number): Promise<void>;
  /** Oldest revision from which `range` and `watch` still answer; 0 when nothing was compacted. */
  compactedRevision(): number;
  /** Waits for commits under way, then releases everything. */
  close(): Promise<void>;
}

export interface Entry {
  readonly key: string;
  readonly value: Buffer;
  /** Revision of the commit that wrote this value. */
  readonly revision: number;
}

export interface RangeOptions {
  /** As of this revision; the current one if absent. */
  readonly revision?: number;
  readonly limit?: number;
  /** Only keys greater than this one. */
  readonly after?: string;
}

export interface RangeResult {
  readonly entries: readonly Entry[];
  /** Revision as of which the answer holds. */
  readonly revision: number;
  /** Number of keys under the prefix beyond the last one returned; 0 when the range is complete. */
  readonly remaining: number;
}

export interface Change {
  readonly key: string;
  /** `absent`: the key must not exist. A number: the key must be at that revision. `any`: no condition. */
  readonly expect: 'absent' | 'any' | number;
  /** New value, or `null` to delete. Deleting an absent key under `any` is a conflict with `actual: undefined`. */
  readonly value: Buffer | null;
  /** Seconds after which the engine deletes the key itself, as a change with a revision of its own. */
  readonly ttl?: number;
}

export type CommitResult =
  | { readonly ok: true; readonly revision: number }
  /** The expectation did not hold; `actual` is what is there instead. */
  | { readonly ok: false; readonly actual: Entry | undefined };

export interface StoreEvent {
  readonly type: 'put' | 'delete';
  readonly key: string;
  /** Bytes after a put; the last bytes before a delete. */
  readonly value: Buffer;
  /** Revision of this change. */
  readonly revision: number;
  /** The entry that this change replaced; absent when the key was created. */
  readonly previous?: { readonly value: Buffer; readonly revision: number };
}

/** History that was asked for has been compacted; HTTP 410. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
  constructor(readonly asked: number, readonly compacted: number) {
    super(`revision ${asked} is no longer kept: history starts after revision ${compacted}`);
  }
}

/** A revision was asked for that the store has not reached. */
export class FutureRevisionError extends Error {
  override readonly name = 'FutureRevisionError';
  constructor(readonly asked: number, readonly current: number) {
    super(`revision ${asked} is in the future: the store is at ${current}`);
  }
}
