import { CorruptEntryError } from '../errors.js';
import type { LmdbLedger } from './ledger.js';

/** Reads everything that can be read; throws at the first entry that is missing or damaged. */
export function verify(ledger: LmdbLedger, where: string): void {
  const { revision, compacted } = ledger.opened;
  for (const { key, revision: at } of ledger.live('', undefined)) {
    if (ledger.record(at)?.key !== key) throw new CorruptEntryError(key, at, 'its log record is missing', where);
  }
  for (let at = compacted + 1; at <= revision; at++) {
    if (!ledger.record(at)) throw new CorruptEntryError(undefined, at, 'its log record is missing', where);
  }
}
