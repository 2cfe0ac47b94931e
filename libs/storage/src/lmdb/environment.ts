import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database, RootDatabase } from 'lmdb';
import { StoreOpenError } from '../errors.js';

/** Format of the directory; raised when the layout changes in a way that older code would misread. */
export const formatVersion = 1;

/**
 * The tables.
 * `log`: revision → record. `live`: key → revision of its newest change. `graves`: deleted key → revision of its deletion,
 * while that is history. `expiry`: [milliseconds, revision] → key. `meta`: `format`, and `state`: revision, compacted, cleaned.
 */
export interface Environment {
  readonly path: string;
  readonly root: RootDatabase<Buffer, string>;
  readonly meta: Database<Buffer, string>;
  readonly log: Database<Buffer, number>;
  readonly live: Database<Buffer, Buffer>;
  readonly graves: Database<Buffer, Buffer>;
  readonly expiry: Database<Buffer, [number, number]>;
}

/**
 * Opens the tables of a directory that this process has locked and inspected.
 * @param mapSize bytes of address space set aside at first; the map grows by itself.
 */
export async function openEnvironment(path: string, mapSize: number): Promise<Environment> {
  // Loaded when first needed: a native module, and most processes never open a store.
  const { open } = await import('lmdb');
  const root = open<Buffer, string>({
    path,
    mapSize,
    noSubdir: false,
    maxDbs: 8,
    encoding: 'binary',
    // Plain LMDB commits: pages are synced before the page that makes them visible is written, so a crash at any instant
    // leaves the last commit or the one before it.
    overlappingSync: false,
    // Each write is one explicit batch; none must wait for, or mix with, another turn's writes.
    eventTurnBatching: false,
  });
  try {
    const tables = [...root.getKeys()];
    if (tables.length > 0 && !tables.includes('meta')) {
      throw new StoreOpenError(`${path} holds an LMDB database of another program: give the store a directory of its own`);
    }
    const environment = {
      path,
      root,
      meta: root.openDB<Buffer, string>({ name: 'meta', encoding: 'binary' }),
      log: root.openDB<Buffer, number>({ name: 'log', encoding: 'binary' }),
      live: root.openDB<Buffer, Buffer>({ name: 'live', encoding: 'binary', keyEncoding: 'binary' }),
      graves: root.openDB<Buffer, Buffer>({ name: 'graves', encoding: 'binary', keyEncoding: 'binary' }),
      expiry: root.openDB<Buffer, [number, number]>({ name: 'expiry', encoding: 'binary' }),
    };
    checkFormat(environment);
    // The files' names must survive a power failure as well as their contents.
    syncDirectory(path);
    syncDirectory(dirname(path));
    return environment;
  } catch (error) {
    await root.close();
    throw error;
  }
}

function checkFormat({ path, meta, log }: Environment): void {
  const found = meta.getBinary('format')?.toString();
  if (found === String(formatVersion)) return;
  if (found !== undefined) {
    throw new StoreOpenError(`${path} holds a store of format ${found}, and this version reads format ${formatVersion}: use the version that wrote it, or another directory`);
  }
  if (log.getKeysCount({ limit: 1 }) > 0) throw new StoreOpenError(`${path} holds a store without a format: it is damaged; restore it from a backup`);
  meta.putSync('format', Buffer.from(String(formatVersion)));
}

function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
