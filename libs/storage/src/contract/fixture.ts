import type { CommitResult, Entry, Store, StoreEvent } from '../store.js';

/** One store under test, empty when it is handed out. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Lets at least this many seconds pass for the engine: by moving its clock where it has one to inject, by waiting elsewhere. */
  elapse(seconds: number): Promise<void>;
  /** Closes the store and removes what it left. */
  dispose(): Promise<void>;
}

export interface StoreFixture {
  open(): Promise<StoreUnderTest>;
  /** Does every revision belong to a change, without a gap? */
  readonly gapless: boolean;
}

export const bytes = (text: string): Buffer => Buffer.from(text);

/** Writes without a condition; gives the revision. */
export async function put(store: Store, key: string, value: string, ttl?: number): Promise<number> {
  return accepted(await store.commit({ key, expect: 'any', value: bytes(value), ...(ttl !== undefined && { ttl }) }));
}

export async function remove(store: Store, key: string): Promise<number> {
  return accepted(await store.commit({ key, expect: 'any', value: null }));
}

export function accepted(result: CommitResult): number {
  if (!result.ok) throw new Error(`the commit was refused: the key is at ${result.actual?.revision ?? 'nothing'}`);
  return result.revision;
}

/** An entry or event in words, so that a failed comparison can be read. */
export const inWords = (entry: Entry | undefined): string | undefined => entry && `${entry.key}=${entry.value.toString()}@${entry.revision}`;

export function eventInWords(event: StoreEvent): string {
  const previous = event.previous ? ` was ${event.previous.value.toString()}@${event.previous.revision}` : '';
  return `${event.type} ${event.key}=${event.value.toString()}@${event.revision}${previous}`;
}

/** Keys and values of a prefix as `key=value` words, now or at a revision. */
export async function contents(store: Store, prefix = '', revision?: number): Promise<string[]> {
  const { entries } = await store.range(prefix, revision === undefined ? {} : { revision });
  return entries.map((entry) => `${entry.key}=${entry.value.toString()}`);
}

/** Collects events until one has the revision `until`, then stops watching. */
export async function eventsUntil(store: Store, prefix: string, after: number, until: number): Promise<StoreEvent[]> {
  const events: StoreEvent[] = [];
  const stop = new AbortController();
  for await (const batch of store.watch(prefix, after, stop.signal)) {
    events.push(...batch);
    if ((events.at(-1)?.revision ?? 0) >= until) break;
  }
  return events;
}
