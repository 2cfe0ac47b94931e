import type { StoreEvent } from '../store.js';
import { CorruptEntryError } from '../errors.js';
import { toEvent } from './evaluate.js';
import type { Ledger } from './ledger.js';

/** Bounds of one read: it is synchronous. */
const maxRecords = 500;
const maxBytes = 4 * 1024 * 1024;

/** Events of the changes after `after` up to at most `until`, to keys under `prefix`; `scanned` is the last revision looked at. */
export function readEvents(ledger: Ledger, prefix: string, after: number, until: number): { events: StoreEvent[]; scanned: number } {
  const events: StoreEvent[] = [];
  let scanned = after;
  let bytes = 0;
  while (scanned < until && scanned - after < maxRecords && bytes < maxBytes) {
    const record = ledger.record(scanned + 1);
    if (!record) throw new CorruptEntryError(undefined, scanned + 1, 'its log record is missing', 'the store');
    scanned++;
    bytes += record.value.length;
    if (!record.key.startsWith(prefix)) continue;
    const before = record.type === 'create' ? undefined : ledger.record(record.prior);
    if (record.type !== 'create' && before?.key !== record.key) {
      throw new CorruptEntryError(record.key, record.prior, 'the value that the next change replaced is missing', 'the store');
    }
    events.push(toEvent(record, before?.value));
  }
  return { events, scanned };
}
