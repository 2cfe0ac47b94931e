/**
 * What an embedded engine must be able to do; {@link LoggedStore} makes a store of it.
 * A ledger is a log of changes by revision, and two indexes over it: the live keys, and the deleted keys whose deletion is still history.
 * Reads are synchronous and see every write that has become visible, acknowledged or not: `revision` tells them apart.
 */
export interface Ledger {
  /** State found when the ledger was opened. */
  readonly opened: { readonly revision: number; readonly compacted: number; readonly cleaned: number };
  /** Newest visible change to a key; undefined when the key never was, or its deletion was forgotten. */
  latest(key: string): Latest | undefined;
  /** The change made at a revision; undefined when it was forgotten or is not there yet. Throws CorruptEntryError. */
  record(revision: number): LogRecord | undefined;
  /** Live keys under a prefix with the revision of their newest change, in byte order, above `after` if given. */
  live(prefix: string, after: string | undefined): Iterable<KeyRevision>;
  /** As {@link live}, for keys whose newest change is a deletion. */
  graves(prefix: string, after: string | undefined): Iterable<KeyRevision>;
  /** Number of keys {@link live} would give, without visiting each in JavaScript. */
  countLive(prefix: string, after: string | undefined): number;
  /** Expiry marks up to and including `until` (milliseconds since the epoch), soonest first. */
  expiring(until: number, limit: number): readonly ExpiryMark[];
  /** Makes all of `write` visible and durable, or nothing of it; rejects with StoreWriteError. Never called while one is under way. */
  write(write: LedgerWrite): Promise<void>;
  close(): Promise<void>;
}

export interface Latest {
  readonly revision: number;
  readonly alive: boolean;
}

export interface KeyRevision {
  readonly key: string;
  readonly revision: number;
}

export interface LogRecord {
  readonly revision: number;
  readonly type: 'create' | 'update' | 'delete';
  readonly key: string;
  /** Revision of the previous change to the key (for a create: of its last deletion, if known); 0 if there was none. */
  readonly prior: number;
  /** Empty for a delete. */
  readonly value: Buffer;
  /** Milliseconds since the epoch; 0 for never. */
  readonly expiresAt: number;
}

/** Says that what was written to `key` at `revision` ends at `at`; stale once the key has changed again. */
export interface ExpiryMark {
  readonly at: number;
  readonly revision: number;
  readonly key: string;
}

export interface LedgerWrite {
  /** In revision order, without a gap after the current revision. */
  readonly records: readonly LogRecord[];
  /** Revision after this write. */
  readonly revision: number;
  readonly expired: readonly ExpiryMark[];
  readonly forget: Forget;
}

/** One step of compaction. */
export interface Forget {
  /** History up to here is no longer answered. */
  readonly compacted: number;
  /** Records up to here have been looked at; those that nothing needs any more are gone. */
  readonly cleaned: number;
  readonly records: readonly number[];
  /** Graves to remove; only where the grave still has this revision. */
  readonly graves: readonly KeyRevision[];
}
