import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry, RangeOptions, RangeResult } from '../store.js';
import { CorruptEntryError } from '../errors.js';
import { compareKeys } from '../key.js';
import type { KeyRevision, Ledger, LogRecord } from './ledger.js';

/** Keys visited, and log records read, before other work gets its turn. */
const keysPerTurn = 500;
const recordsPerTurn = 500;

/**
 * Reads the ledger as of a revision. Newer changes to a key, acknowledged or not, are undone by walking back the chain of
 * prior revisions; so a read needs no snapshot, holds no pages back, and can pause between keys.
 * The caller keeps compaction away from the revision while a read is under way.
 */
export class History {
  constructor(private readonly ledger: Ledger) {}

  get(key: string, revision: number): Entry | undefined {
    const latest = this.ledger.latest(key);
    return latest && this.#asOf(key, latest.revision, revision);
  }

  async range(prefix: string, revision: number, options: RangeOptions): Promise<RangeResult> {
    const limit = options.limit === undefined || options.limit <= 0 ? Infinity : options.limit;
    const entries: Entry[] = [];
    let after = options.after;
    for (;;) {
      const visited = this.#visit(prefix, after, revision, limit - entries.length, entries);
      if (visited.done) return { entries, revision, remaining: 0 };
      after = visited.after;
      if (entries.length >= limit) return { entries, revision, remaining: await this.#remaining(prefix, after, revision) };
      await nextTurn();
    }
  }

  #visit(prefix: string, after: string | undefined, revision: number, limit: number, entries: Entry[]): { done: boolean; after: string } {
    let visited = 0;
    let found = 0;
    let last = after ?? '';
    for (const { key, revision: newest } of merged(this.ledger.live(prefix, after), this.#undeleted(prefix, after, revision))) {
      if (found >= limit || visited >= keysPerTurn) return { done: false, after: last };
      const entry = this.#asOf(key, newest, revision);
      if (entry) {
        entries.push(entry);
        found++;
      }
      visited++;
      last = key;
    }
    return { done: true, after: last };
  }

  /** Keys that are deleted now but were not necessarily so at `revision`. */
  *#undeleted(prefix: string, after: string | undefined, revision: number): Iterable<KeyRevision> {
    // Nothing visible is newer than the revision: the usual read at the head, which need not look at graves at all.
    if (this.ledger.record(revision + 1) === undefined) return;
    for (const grave of this.ledger.graves(prefix, after)) if (grave.revision > revision) yield grave;
  }

  /** What `key`, changed last at `newest`, was at `revision`. */
  #asOf(key: string, newest: number, revision: number): Entry | undefined {
    let record = this.#record(key, newest);
    while (record.revision > revision) {
      // A creation after a deletion that the reader may see: the key was absent. The deletion itself may be forgotten already.
      if (record.prior === 0 || (record.type === 'create' && record.prior <= revision)) return undefined;
      record = this.#record(key, record.prior);
    }
    return record.type === 'delete' ? undefined : { key, value: record.value, revision: record.revision };
  }

  #record(key: string, revision: number): LogRecord {
    const record = this.ledger.record(revision);
    if (!record) throw new CorruptEntryError(key, revision, 'its log record is missing', 'the store');
    if (record.key !== key) throw new CorruptEntryError(key, revision, `its log record belongs to ${JSON.stringify(record.key)}`, 'the store');
    return record;
  }

  /**
   * Keys under the prefix above `after` as of `revision`: those of now, corrected by what changed since.
   * The cost is that of the changes since, not that of the keys.
   */
  async #remaining(prefix: string, after: string, revision: number): Promise<number> {
    const changed = new Map<string, number>();
    let at = revision;
    for (let record = this.ledger.record(at + 1); record; record = this.ledger.record(at + 1)) {
      at++;
      if (record.key.startsWith(prefix) && compareKeys(record.key, after) > 0) changed.set(record.key, at);
      if ((at - revision) % recordsPerTurn === 0) await nextTurn();
    }
    let count = this.ledger.countLive(prefix, after);
    for (const [key, newest] of changed) {
      count += Number(this.#asOf(key, newest, revision) !== undefined) - Number(this.ledger.latest(key)?.alive ?? false);
    }
    return count;
  }
}

/** Two ordered sequences of distinct keys as one. */
function* merged(left: Iterable<KeyRevision>, right: Iterable<KeyRevision>): Iterable<KeyRevision> {
  const others = right[Symbol.iterator]();
  try {
    let other = others.next();
    for (const one of left) {
      for (; !other.done && compareKeys(other.value.key, one.key) < 0; other = others.next()) yield other.value;
      yield one;
    }
    for (; !other.done; other = others.next()) yield other.value;
  } finally {
    others.return?.();
  }
}
