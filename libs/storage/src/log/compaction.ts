import { CorruptEntryError } from '../errors.js';
import type { Forget, KeyRevision, Ledger, LogRecord } from './ledger.js';

/** Log records looked at in one step: well under a few milliseconds of work. */
const recordsPerStep = 200;

/**
 * Plans one step of cleaning after history up to `compacted` was given up: the next few records after `cleaned`.
 * Every change up to there makes the one before it unreachable, and a deletion makes itself unreachable too, because the
 * state as of `compacted` is the oldest that is still answered. So the work is that of the log passed over, not of the keys.
 */
export function planForget(ledger: Ledger, compacted: number, cleaned: number): Forget {
  const records: number[] = [];
  const graves: KeyRevision[] = [];
  const until = Math.min(compacted, cleaned + recordsPerStep);
  for (let revision = cleaned + 1; revision <= until; revision++) {
    const record = readable(ledger, revision);
    if (!record) continue;
    if (record.prior > 0) records.push(record.prior);
    if (record.type === 'delete') {
      records.push(revision);
      graves.push({ key: record.key, revision });
    }
  }
  return { compacted, cleaned: until, records, graves };
}

/** Damaged records stay where they are, so that cleaning goes on and whoever reads them is told. */
function readable(ledger: Ledger, revision: number): LogRecord | undefined {
  try {
    return ledger.record(revision);
  } catch (error) {
    if (error instanceof CorruptEntryError) return undefined;
    throw error;
  }
}
