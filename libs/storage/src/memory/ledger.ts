import type { ExpiryMark, Latest, Ledger, LedgerWrite, LogRecord } from '../log/ledger.js';
import { SortedKeys } from './sorted-keys.js';

/** Tests put themselves between a write and its durability here. */
export interface MemoryFaults {
  /** Awaited before a write becomes visible and durable; rejecting with StoreWriteError makes it fail, with nothing written. */
  readonly beforeDurable?: (write: LedgerWrite) => Promise<void>;
}

/** The ledger in plain maps. */
export class MemoryLedger implements Ledger {
  readonly opened = { revision: 0, compacted: 0, cleaned: 0 };
  readonly #log = new Map<number, LogRecord>();
  readonly #live = new SortedKeys();
  readonly #graves = new SortedKeys();
  #marks: ExpiryMark[] = [];

  constructor(private readonly faults: MemoryFaults = {}) {}

  latest(key: string): Latest | undefined {
    const live = this.#live.get(key);
    const revision = live ?? this.#graves.get(key);
    return revision === undefined ? undefined : { revision, alive: live !== undefined };
  }

  record(revision: number): LogRecord | undefined { return this.#log.get(revision); }

  live(prefix: string, after: string | undefined) { return this.#live.under(prefix, after); }

  graves(prefix: string, after: string | undefined) { return this.#graves.under(prefix, after); }

  countLive(prefix: string, after: string | undefined): number { return this.#live.count(prefix, after); }

  expiring(until: number, limit: number): readonly ExpiryMark[] {
    const end = this.#marks.findIndex((mark) => mark.at > until);
    return this.#marks.slice(0, Math.min(limit, end < 0 ? Infinity : end));
  }

  async write(write: LedgerWrite): Promise<void> {
    await this.faults.beforeDurable?.(write);
    for (const revision of write.forget.records) this.#log.delete(revision);
    for (const { key, revision } of write.forget.graves) if (this.#graves.get(key) === revision) this.#graves.delete(key);
    for (const record of write.records) this.#apply(record);
    for (const mark of write.expired) this.#marks = this.#marks.filter((one) => one.revision !== mark.revision);
  }

  async close(): Promise<void> {
    this.#log.clear();
  }

  #apply(record: LogRecord): void {
    this.#log.set(record.revision, record);
    const [into, outOf] = record.type === 'delete' ? [this.#graves, this.#live] : [this.#live, this.#graves];
    outOf.delete(record.key);
    into.set(record.key, record.revision);
    if (record.expiresAt === 0) return;
    const mark = { at: record.expiresAt, revision: record.revision, key: record.key };
    const position = this.#marks.findIndex((one) => one.at > mark.at);
    this.#marks.splice(position < 0 ? this.#marks.length : position, 0, mark);
  }
}
