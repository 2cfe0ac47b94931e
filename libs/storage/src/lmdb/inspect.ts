import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StoreOpenError } from '../errors.js';
import { codeOf } from '../failure.js';

/** LMDB's stamp and where it keeps it: a page header of 24 bytes, then the meta structure (`MDB_meta`, data format 2). */
const magic = 0xbeefc0de;
const offsets = { magic: 24, format: 28, pageSize: 48, lastPage: 144, transaction: 152 } as const;
const metaBytes = 160;
const dataFormat = 2;

/**
 * Looks at the data file before LMDB maps it into memory, because touching a page beyond the end of a mapped file kills the process.
 * A file may rightly be shorter than its last page says, when the final pages are free. It is filled up then, and the
 * caller is told to verify all of it.
 */
export function inspectDataFile(directory: string): 'absent' | 'sound' | 'verify' {
  const path = join(directory, 'data.mdb');
  const descriptor = open(path);
  if (descriptor === undefined) return 'absent';
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return 'absent';
    const first = readMeta(descriptor, 0);
    const second = first && readMeta(descriptor, first.pageSize);
    if (!first || !second) throw new StoreOpenError(`${path} is not a database of this program, or its beginning is damaged: restore the directory from a backup, or use another one`);
    const newest = second.transaction > first.transaction ? second : first;
    const needed = (newest.lastPage + 1) * newest.pageSize;
    if (size >= needed) return 'sound';
    ftruncateSync(descriptor, needed);
    return 'verify';
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function readMeta(descriptor: number, position: number): { pageSize: number; lastPage: number; transaction: number } | undefined {
  const bytes = Buffer.alloc(metaBytes);
  if (readSync(descriptor, bytes, 0, metaBytes, position) < metaBytes) return undefined;
  if (bytes.readUInt32LE(offsets.magic) !== magic || bytes.readUInt32LE(offsets.format) !== dataFormat) return undefined;
  return {
    pageSize: bytes.readUInt32LE(offsets.pageSize),
    lastPage: Number(bytes.readBigUInt64LE(offsets.lastPage)),
    transaction: Number(bytes.readBigUInt64LE(offsets.transaction)),
  };
}
