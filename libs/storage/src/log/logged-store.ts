import { CompactedError, FutureRevisionError, type Change, type CommitResult, type Entry, type RangeOptions, type RangeResult, type Store, type StoreEvent } from '../store.js';
import { systemClock, type Clock } from '../clock.js';
import { StoreClosedError } from '../errors.js';
import { checkKey } from '../key.js';
import { WatchHub } from '../watch/hub.js';
import { compactionPeriod, compactionTarget, relevantMarks, type HistoryPolicy, type Mark } from './auto-compaction.js';
import { planForget } from './compaction.js';
import { readEvents } from './event-log.js';
import { Expiry } from './expiry.js';
import { GroupCommit, type GroupCommitHost } from './group-commit.js';
import { History } from './history.js';
import type { Forget, Ledger, LogRecord } from './ledger.js';

export interface LoggedStoreOptions {
  readonly clock?: Clock;
  /** How much history to keep; `false`: all of it, until `compact` is called. */
  readonly history?: HistoryPolicy | false;
  /** Told when compacting in the background fails; the next attempt follows half a minute later. */
  readonly onBackgroundError?: (error: unknown) => void;
}

/** The store's semantics over a {@link Ledger}: one implementation for all embedded engines. */
export class LoggedStore implements Store, GroupCommitHost {
  readonly #clock: Clock;
  readonly #history: History;
  readonly #hub: WatchHub;
  readonly #commits: GroupCommit;
  readonly #expiry: Expiry;
  readonly #options: LoggedStoreOptions;
  readonly #reading = new Map<number, number>();
  #readDone: (() => void)[] = [];
  #revision: number;
  #compacted: number;
  #cleaned: number;
  #compaction: Promise<void> = Promise.resolve();
  #marks: Mark[] = [];
  #cancelCompaction: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(readonly ledger: Ledger, options: LoggedStoreOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#revision = ledger.opened.revision;
    this.#compacted = ledger.opened.compacted;
    this.#cleaned = ledger.opened.cleaned;
    this.#history = new History(ledger);
    this.#commits = new GroupCommit(this);
    this.#hub = new WatchHub({
      currentRevision: () => this.#revision,
      checkReadable: (revision) => this.#checkKept(revision),
      read: (prefix, after) => readEvents(ledger, prefix, after, this.#revision),
    });
    this.#expiry = new Expiry(ledger, this.#clock, (mark) => this.#commits.commit({ key: mark.key, expect: mark.revision, value: null }, mark));
    this.#expiry.start();
    if (this.#cleaned < this.#compacted) this.#compactInBackground(this.#compacted);
    if (options.history) this.#compactBy(options.history);
  }

  currentRevision(): number { return this.#revision; }

  compactedRevision(): number { return this.#compacted; }

  async sync(): Promise<number> {
    this.#checkOpen();
    return this.#revision;
  }

  async get(key: string): Promise<Entry | undefined> {
    this.#checkOpen();
    checkKey(key);
    return this.#history.get(key, this.#revision);
  }

  async range(prefix: string, options: RangeOptions = {}): Promise<RangeResult> {
    this.#checkOpen();
    const revision = options.revision ?? this.#revision;
    this.#checkKept(revision);
    this.#reading.set(revision, (this.#reading.get(revision) ?? 0) + 1);
    try {
      return await this.#history.range(prefix, revision, options);
    } finally {
      const others = (this.#reading.get(revision) ?? 1) - 1;
      if (others > 0) this.#reading.set(revision, others);
      else this.#reading.delete(revision);
      for (const done of this.#readDone.splice(0)) done();
    }
  }

  async commit(change: Change): Promise<CommitResult> {
    this.#checkOpen();
    checkKey(change.key);
    if (change.ttl !== undefined && !(change.ttl > 0 && Number.isFinite(change.ttl))) {
      throw new RangeError(`ttl ${change.ttl} of key ${JSON.stringify(change.key)} is not possible: give a positive number of seconds, or none`);
    }
    return this.#commits.commit(change);
  }

  watch(prefix: string, after: number, signal: AbortSignal): AsyncIterable<readonly StoreEvent[]> {
    return this.#hub.watch(prefix, after, signal);
  }

  async compact(revision: number): Promise<void> {
    this.#checkOpen();
    if (revision > this.#revision) throw new FutureRevisionError(revision, this.#revision);
    if (revision > this.#compacted) this.#compacted = revision;
    const run = this.#compaction.then(() => this.#clean());
    this.#compaction = run.catch(() => undefined);
    return run;
  }

  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  // What GroupCommit needs.

  now(): number { return this.#clock.now(); }

  compacted(): { compacted: number; cleaned: number } {
    return { compacted: this.#compacted, cleaned: this.#cleaned };
  }

  acknowledged(records: readonly LogRecord[], events: readonly StoreEvent[], revision: number, forget: Forget): void {
    this.#cleaned = forget.cleaned;
    if (records.length === 0) return;
    this.#revision = revision;
    this.#hub.publish(events, revision);
    for (const record of records) if (record.expiresAt > 0) this.#expiry.noticed(record.expiresAt);
  }

  async #clean(): Promise<void> {
    const target = this.#compacted;
    while (this.#reader(target)) await new Promise<void>((resolve) => this.#readDone.push(resolve));
    // Closing interrupts it: what is left is cleaned when the store is open again.
    while (this.#cleaned < target && !this.#closing) {
      await this.#commits.forget(() => planForget(this.ledger, target, this.#cleaned));
    }
  }

  /** Is a range under way that still needs history before `revision`? */
  #reader(revision: number): boolean {
    for (const at of this.#reading.keys()) if (at < revision) return true;
    return false;
  }

  #compactBy(policy: HistoryPolicy): void {
    const now = this.#clock.now();
    this.#marks.push({ at: now, revision: this.#revision });
    this.#cancelCompaction = this.#clock.after(compactionPeriod, () => {
      const then = this.#clock.now();
      const target = compactionTarget(policy, this.#marks, this.#revision, then);
      this.#marks = relevantMarks(policy, this.#marks, then);
      if (target > this.#cleaned) this.#compactInBackground(target);
      this.#compactBy(policy);
    });
  }

  #compactInBackground(revision: number): void {
    this.compact(revision).catch((error: unknown) => this.#options.onBackgroundError?.(error));
  }

  async #close(): Promise<void> {
    this.#cancelCompaction?.();
    this.#expiry.stop();
    await this.#commits.idle();
    await this.#compaction;
    while (this.#reading.size > 0) await new Promise<void>((resolve) => this.#readDone.push(resolve));
    this.#hub.close();
    await this.ledger.close();
  }

  #checkOpen(): void {
    if (this.#closing) throw new StoreClosedError();
  }

  #checkKept(revision: number): void {
    if (revision > this.#revision) throw new FutureRevisionError(revision, this.#revision);
    if (revision < this.#compacted) throw new CompactedError(revision, this.#compacted);
  }
}
