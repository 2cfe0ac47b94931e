import { linkSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreOpenError } from '../errors.js';
import { codeOf } from '../failure.js';
import { liveness, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** A holder in another pid namespace counts as alive while it touches the file; milliseconds. */
const touchPeriod = 5_000;
const untouchedIsDead = 20_000;

/** Keeps a second process, and a second opening in this one, out of a store's directory. */
export interface DirectoryLock {
  release(): void;
}

/** Takes the lock, also from a holder that was killed. Throws StoreOpenError when somebody has it. */
export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, 'kubets.lock');
  const own = ownIdentity();
  const text = JSON.stringify(own);
  const candidate = `${path}.${own.pid}.${process.hrtime.bigint()}`;
  // A link appears with its contents, or not at all: nobody ever reads a half-written lock.
  writeFileSync(candidate, text, { flag: 'wx' });
  try {
    for (let attempt = 0; !linked(candidate, path); attempt++) {
      const holder = read(path);
      if (holder && (attempt > 10 || isHeld(holder.identity, own, holder.touched))) throw new StoreOpenError(refusal(directory, holder.identity, own));
      if (holder) removeStale(path, holder.text, candidate);
    }
  } finally {
    unlinkSync(candidate);
  }
  const touch = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The directory was removed under a running store; its next write says so.
    }
  }, touchPeriod);
  touch.unref();
  return {
    release() {
      clearInterval(touch);
      if (read(path)?.text === text) unlinkSync(path);
    },
  };
}

function linked(candidate: string, path: string): boolean {
  try {
    linkSync(candidate, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): { text: string; identity: ProcessIdentity | undefined; touched: number } | undefined {
  let text: string;
  let touched: number;
  try {
    text = readFileSync(path, 'utf8');
    touched = statSync(path).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return { text, touched, identity: JSON.parse(text) as ProcessIdentity };
  } catch {
    return { text, touched, identity: undefined };
  }
}

function isHeld(holder: ProcessIdentity | undefined, own: ProcessIdentity, touched: number): boolean {
  const state = holder ? liveness(holder, own) : 'dead';
  return state === 'alive' || (state === 'unknown' && Date.now() - touched < untouchedIsDead);
}

/** Moves the stale lock aside first: if another process has replaced it meanwhile, its lock is put back. */
function removeStale(path: string, stale: string, candidate: string): void {
  const aside = `${candidate}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') !== stale) linked(aside, path);
  unlinkSync(aside);
}

function refusal(directory: string, holder: ProcessIdentity | undefined, own: ProcessIdentity): string {
  const who = holder && holder.pid === own.pid && holder.namespace === own.namespace ? 'this process' : `process ${holder?.pid ?? 'unknown'}`;
  return `the store in ${directory} is already open in ${who}: stop that one first, or use another directory`;
}
