import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change, CommitResult, StoreEvent } from '../store.js';
import { StoreWriteError } from '../errors.js';
import { evaluate } from './evaluate.js';
import type { ExpiryMark, Forget, Ledger, LogRecord } from './ledger.js';

/** Bounds of one group: deciding it must not hold the event loop for more than a few milliseconds. */
const maxGroupChanges = 1_024;
const maxGroupBytes = 16 * 1024 * 1024;

interface Waiting {
  readonly change: Change;
  /** Set when the engine itself deletes an expired key: the mark goes whether or not the key does. */
  readonly mark?: ExpiryMark;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

interface ForgetStep {
  readonly make: () => Forget;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What the committer needs to know and to tell. */
export interface GroupCommitHost {
  readonly ledger: Ledger;
  now(): number;
  currentRevision(): number;
  compacted(): { readonly compacted: number; readonly cleaned: number };
  /** A group is durable: this is the moment at which its changes become true. */
  acknowledged(records: readonly LogRecord[], events: readonly StoreEvent[], revision: number, forget: Forget): void;
}

/**
 * Serializes all writing. While one write is on its way to disk, everything that arrives collects into the next one,
 * so the number of flushes does not grow with the number of writers.
 * Conditions are decided one by one against the ledger and the earlier changes of the same group; as no other write is
 * under way then, the ledger holds exactly what was acknowledged.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #steps: ForgetStep[] = [];
  #run: Promise<void> | undefined;
  #failed: StoreWriteError | undefined;

  constructor(private readonly host: GroupCommitHost) {}

  commit(change: Change, mark?: ExpiryMark): Promise<CommitResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject, ...(mark && { mark }) });
      this.#run ??= this.#work();
    });
  }

  /** Runs a step of compaction inside the next group. */
  forget(make: () => Forget): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#steps.push({ make, resolve, reject });
      this.#run ??= this.#work();
    });
  }

  /** Resolves when everything that was handed in is decided. */
  async idle(): Promise<void> {
    while (this.#run) await this.#run;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0 || this.#steps.length > 0) {
      // One turn of the event loop: requests read from sockets in the same turn, and writers that were just answered, join the group.
      await nextTurn();
      await this.#group(this.#take(), this.#steps.shift());
    }
    this.#run = undefined;
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#waiting.length && count < maxGroupChanges && bytes < maxGroupBytes) {
      bytes += this.#waiting[count++]?.change.value?.length ?? 0;
    }
    return this.#waiting.splice(0, count);
  }

  async #group(group: readonly Waiting[], step: ForgetStep | undefined): Promise<void> {
    const { ledger } = this.host;
    const before = this.host.currentRevision();
    const newest = new Map<string, LogRecord>();
    const records: LogRecord[] = [];
    const events: StoreEvent[] = [];
    const expired: ExpiryMark[] = [];
    const answers: (() => void)[] = [];
    const rejects: ((error: unknown) => void)[] = [];
    const now = this.host.now();
    for (const one of group) {
      try {
        if (this.#failed) throw this.#failed;
        const outcome = evaluate(one.change, ledger, newest, before + records.length + 1, now);
        if (one.mark) expired.push(one.mark);
        if (outcome.ok) {
          newest.set(one.change.key, outcome.record);
          records.push(outcome.record);
          events.push(outcome.event);
        } else if (!outcome.pending) {
          one.resolve(outcome.result);
          continue;
        }
        const result: CommitResult = outcome.ok ? { ok: true, revision: outcome.record.revision } : outcome.result;
        answers.push(() => one.resolve(result));
        rejects.push(one.reject);
      } catch (error) {
        one.reject(error);
      }
    }
    const planned = step && this.#plan(step);
    if (step && planned) {
      answers.push(step.resolve);
      rejects.push(step.reject);
    }
    try {
      if (this.#failed) throw this.#failed;
      const forget = planned ?? { ...this.host.compacted(), records: [], graves: [] };
      const revision = before + records.length;
      if (records.length > 0 || expired.length > 0 || planned) await ledger.write({ records, revision, expired, forget });
      this.host.acknowledged(records, events, revision, forget);
      for (const answer of answers) answer();
    } catch (error) {
      if (error instanceof StoreWriteError && error.fatal) this.#failed = error;
      for (const reject of rejects) reject(error);
    }
  }

  /** A step that cannot be planned fails alone; the changes beside it go on. */
  #plan(step: ForgetStep): Forget | undefined {
    try {
      return step.make();
    } catch (error) {
      step.reject(error);
      return undefined;
    }
  }
}
