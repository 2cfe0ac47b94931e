import type { Change, CommitResult, Entry, StoreEvent } from '../store.js';
import type { Ledger, LogRecord } from './ledger.js';
import { CorruptEntryError } from '../errors.js';

export type Outcome =
  | { readonly ok: true; readonly record: LogRecord; readonly event: StoreEvent }
  /** `pending`: what stands in the way is itself not yet durable, so the answer has to wait for it. */
  | { readonly ok: false; readonly result: CommitResult; readonly pending: boolean };

const nothing = Buffer.alloc(0);

/**
 * Decides one change against the ledger and the earlier changes of its group (`group`: newest record by key).
 * Pure but for the ledger's reads; the caller puts the record into `group`.
 */
export function evaluate(change: Change, ledger: Ledger, group: ReadonlyMap<string, LogRecord>, revision: number, now: number): Outcome {
  const earlier = group.get(change.key);
  const latest = earlier ? { revision: earlier.revision, alive: earlier.type !== 'delete' } : ledger.latest(change.key);
  const previous = latest?.alive ? current(change.key, latest.revision, ledger, earlier) : undefined;
  if (!expected(change, previous)) return { ok: false, result: { ok: false, actual: previous }, pending: earlier !== undefined };
  const record: LogRecord = {
    revision,
    type: change.value === null ? 'delete' : previous ? 'update' : 'create',
    key: change.key,
    prior: latest?.revision ?? 0,
    value: change.value ?? nothing,
    expiresAt: change.ttl === undefined || change.value === null ? 0 : now + change.ttl * 1_000,
  };
  return { ok: true, record, event: toEvent(record, previous?.value) };
}

function expected(change: Change, previous: Entry | undefined): boolean {
  if (change.value === null && !previous) return false;
  switch (change.expect) {
    case 'any': return true;
    case 'absent': return previous === undefined;
    default: return previous?.revision === change.expect;
  }
}

function current(key: string, revision: number, ledger: Ledger, earlier: LogRecord | undefined): Entry {
  const record = earlier ?? ledger.record(revision);
  if (record?.key !== key) throw new CorruptEntryError(key, revision, 'its log record is missing', 'the store');
  return { key, value: record.value, revision };
}

/** The event that watchers see; `before` is the value that the change replaced. */
export function toEvent(record: LogRecord, before: Buffer | undefined): StoreEvent {
  const { key, revision, prior } = record;
  const previous = record.type === 'create' || !before ? undefined : { value: before, revision: prior };
  if (record.type === 'delete') return { type: 'delete', key, value: before ?? nothing, revision, ...(previous && { previous }) };
  return { type: 'put', key, value: record.value, revision, ...(previous && { previous }) };
}
