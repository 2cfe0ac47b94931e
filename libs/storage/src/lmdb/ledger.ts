import { CorruptEntryError, StoreOpenError } from '../errors.js';
import type { ExpiryMark, KeyRevision, Latest, Ledger, LedgerWrite, LogRecord } from '../log/ledger.js';
import type { Environment } from './environment.js';
import { keyBounds } from './key-bounds.js';
import { decodeRecord, encodeRecord } from './record-codec.js';
import { writeFailure } from './write-failure.js';

/** The ledger in LMDB. Values are stored once, in the log; the two indexes hold revisions. */
export class LmdbLedger implements Ledger {
  readonly opened: { readonly revision: number; readonly compacted: number; readonly cleaned: number };

  constructor(private readonly environment: Environment) {
    this.opened = this.#state();
    this.#checkGapless();
  }

  latest(key: string): Latest | undefined {
    const { live, graves } = this.environment;
    const id = Buffer.from(key);
    const found = live.getBinary(id);
    if (found) return { revision: found.readDoubleLE(0), alive: true };
    const grave = graves.getBinary(id);
    return grave && { revision: grave.readDoubleLE(0), alive: false };
  }

  record(revision: number): LogRecord | undefined {
    const bytes = this.environment.log.getBinary(revision);
    return bytes && decodeRecord(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), revision, this.environment.path);
  }

  live(prefix: string, after: string | undefined): Iterable<KeyRevision> { return keys(this.environment.live, prefix, after); }

  graves(prefix: string, after: string | undefined): Iterable<KeyRevision> { return keys(this.environment.graves, prefix, after); }

  countLive(prefix: string, after: string | undefined): number {
    const bounds = keyBounds(prefix, after);
    return bounds ? this.environment.live.getKeysCount({ ...bounds }) : 0;
  }

  expiring(until: number, limit: number): readonly ExpiryMark[] {
    const marks: ExpiryMark[] = [];
    for (const { key: [at, revision], value } of this.environment.expiry.getRange({ limit })) {
      if (at > until) break;
      marks.push({ at, revision, key: value.toString() });
    }
    return marks;
  }

  async write(write: LedgerWrite): Promise<void> {
    const { root } = this.environment;
    const before = this.#state().revision;
    try {
      await root.batch(() => this.#put(write));
      await root.flushed;
    } catch (error) {
      throw await writeFailure(error, this.environment, () => this.#state().revision === before);
    }
    // The next read, in this very turn, must see what was just written.
    root.resetReadTxn();
  }

  async close(): Promise<void> {
    await this.environment.root.close();
  }

  #put(write: LedgerWrite): void {
    const { meta, log, live, graves, expiry } = this.environment;
    // Forgetting first: its look at a grave holds before this write's records, one of which may dig a new grave for the key.
    for (const revision of write.forget.records) void log.remove(revision);
    for (const { key, revision } of write.forget.graves) {
      const id = Buffer.from(key);
      if (graves.getBinary(id)?.readDoubleLE(0) === revision) void graves.remove(id);
    }
    for (const record of write.records) {
      const id = Buffer.from(record.key);
      // Appending keeps the log's pages full. It has a promise of its own, which fails with the batch's.
      log.put(record.revision, encodeRecord(record), appending as number).catch(ignored);
      if (record.type === 'delete') {
        void live.remove(id);
        void graves.put(id, number(record.revision));
        continue;
      }
      void live.put(id, number(record.revision));
      if (record.type === 'create' && record.prior > 0) void graves.remove(id);
      if (record.expiresAt > 0) void expiry.put([record.expiresAt, record.revision], id);
    }
    for (const mark of write.expired) void expiry.remove([mark.at, mark.revision]);
    void meta.put('state', Buffer.concat([number(write.revision), number(write.forget.compacted), number(write.forget.cleaned)]));
  }

  #state(): { revision: number; compacted: number; cleaned: number } {
    const bytes = this.environment.meta.getBinary('state');
    if (!bytes) return { revision: 0, compacted: 0, cleaned: 0 };
    return { revision: bytes.readDoubleLE(0), compacted: bytes.readDoubleLE(8), cleaned: bytes.readDoubleLE(16) };
  }

  /** The log must hold every revision after the compacted one, and none beyond the current. */
  #checkGapless(): void {
    const { revision, compacted } = this.opened;
    const { log, path } = this.environment;
    const kept = log.getKeysCount({ start: compacted + 1 });
    if (kept !== revision - compacted) {
      throw new StoreOpenError(`${path} holds ${kept} changes after revision ${compacted} and should hold ${revision - compacted}: it is damaged; restore it from a backup`);
    }
    if (revision > compacted && !this.record(revision)) throw new CorruptEntryError(undefined, revision, 'its log record is missing', path);
  }
}

function* keys(table: Environment['live'], prefix: string, after: string | undefined): Iterable<KeyRevision> {
  const bounds = keyBounds(prefix, after);
  if (!bounds) return;
  for (const { key, value } of table.getRange({ ...bounds })) yield { key: key.toString(), revision: value.readDoubleLE(0) };
}

/** The library's declaration knows only a version here; its code takes options. */
const appending: unknown = { append: true };

const ignored = (): void => undefined;

function number(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
