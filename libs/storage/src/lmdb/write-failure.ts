import { statfs } from 'node:fs/promises';
import { StoreWriteError } from '../errors.js';
import { codeOf, messageOf } from '../failure.js';
import type { Environment } from './environment.js';

/** Free space (bytes) below which a failed write is taken for a full disk: LMDB reports a short write as an I/O error. */
const littleSpace = 1024 * 1024;

/**
 * What a failed LMDB commit means for the store.
 * @param unchanged reads the database again: true when nothing of the write is visible.
 */
export async function writeFailure(error: unknown, { path, root }: Environment, unchanged: () => boolean): Promise<StoreWriteError> {
  const cause = await reason(error);
  const harmless = isUnchanged(root, unchanged);
  const what = await explain(cause, path);
  return harmless
    ? new StoreWriteError(`${path}: the change was not written: ${what}; nothing of it was kept, and the store goes on when there is room`, false, { cause })
    : new StoreWriteError(`${path}: writing failed half-way: ${what}; the store takes no more changes: restart the process`, true, { cause });
}

/** The library rejects with a general error that carries a promise of the real one. */
async function reason(error: unknown): Promise<unknown> {
  try {
    if (typeof error === 'object' && error !== null && 'commitError' in error) await error.commitError;
    return error;
  } catch (inner) {
    return inner;
  }
}

function isUnchanged(root: Environment['root'], unchanged: () => boolean): boolean {
  try {
    root.resetReadTxn();
    return unchanged();
  } catch {
    return false;
  }
}

async function explain(cause: unknown, path: string): Promise<string> {
  const code = codeOf(cause);
  if (code === 28) return 'the disk is full (ENOSPC): free some space';
  if (code === 27) return 'the data file has reached the largest size allowed to it (EFBIG): raise the limit';
  if (code === -30792) return 'the address space for the database is used up (MDB_MAP_FULL): raise mapSize';
  const { bavail, bsize } = await statfs(path).catch(() => ({ bavail: Infinity, bsize: 1 }));
  if (bavail * bsize < littleSpace) return `the disk is full (${bavail * bsize} bytes free): free some space`;
  return `${messageOf(cause)} (${String(code)}): check the disk`;
}
