import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Store } from '../store.js';
import { CorruptEntryError, StoreOpenError } from '../errors.js';
import { codeOf, messageOf } from '../failure.js';
import { defaultHistory } from '../log/auto-compaction.js';
import { LoggedStore, type LoggedStoreOptions } from '../log/logged-store.js';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { openEnvironment } from './environment.js';
import { inspectDataFile } from './inspect.js';
import { LmdbLedger } from './ledger.js';
import { verify } from './verify.js';

export interface LmdbStoreOptions extends LoggedStoreOptions {
  /** Directory of the store, on a local disk; created if absent. */
  readonly path: string;
  /** Address space set aside for the database at first, in bytes; it grows when needed. Costs neither memory nor disk. */
  readonly mapSize?: number;
}

const defaultMapSize = 16 * 1024 ** 3;

/**
 * The embedded durable store: a commit is on disk when it is acknowledged. One process at a time has it open.
 * Keeps ten minutes of history unless told otherwise. Throws StoreOpenError, in one sentence, when it cannot be opened.
 */
export async function openLmdbStore(options: LmdbStoreOptions): Promise<Store> {
  const { path, lock } = takeDirectory(options.path);
  try {
    const state = inspectDataFile(path);
    const environment = await openEnvironment(path, options.mapSize ?? defaultMapSize);
    try {
      const ledger = new LmdbLedger(environment);
      if (state === 'verify') verify(ledger, path);
      return new LockedStore(ledger, { history: defaultHistory, ...options }, () => lock.release());
    } catch (error) {
      await environment.root.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw asOpenError(error, path);
  }
}

/** Gives the directory free when it is closed. */
class LockedStore extends LoggedStore {
  #released: Promise<void> | undefined;

  constructor(ledger: LmdbLedger, options: LoggedStoreOptions, private readonly release: () => void) {
    super(ledger, options);
  }

  override close(): Promise<void> {
    return this.#released ??= super.close().finally(this.release);
  }
}

function takeDirectory(path: string): { path: string; lock: DirectoryLock } {
  try {
    makeDirectory(resolve(path));
    if (!statSync(path).isDirectory()) throw new StoreOpenError(`the store cannot use ${path}: it is a file; give it a directory`);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const real = realpathSync(path);
    return { path: real, lock: lockDirectory(real) };
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    throw new StoreOpenError(`the store cannot use ${path}: ${messageOf(error)}; give it a directory that it may create and write`, { cause: error });
  }
}

/** Node's own recursive creation never ends where the file system refuses with ENOENT, as `/proc` does. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}

function asOpenError(error: unknown, path: string): Error {
  if (error instanceof StoreOpenError || error instanceof CorruptEntryError) return error;
  return new StoreOpenError(`the store in ${path} cannot be opened: ${messageOf(error)}; if the disk has room and is sound, restore the directory from a backup`, { cause: error });
}
