import type { Store } from './store.js';
import { StoreOpenError } from './errors.js';

/** A way to keep the state, chosen by the scheme of a URL. */
export interface StoreEngine {
  readonly name: string;
  /** How its URL looks, for messages and help. */
  readonly usage: string;
  /** @param location what follows `<name>:` */
  readonly open: (location: string) => Promise<Store>;
}

/** Each engine is loaded when it is asked for, so that listing them costs nothing. The order is that of the help text. */
export const engines: readonly StoreEngine[] = [
  {
    name: 'memory',
    usage: 'memory: (nothing is kept; for tests)',
    open: async () => (await import('./memory/memory-store.js')).openMemoryStore(),
  },
  {
    name: 'lmdb',
    usage: 'lmdb:<directory> (durable, one process, one machine)',
    open: async (location) => {
      if (location === '') throw new StoreOpenError('the store URL "lmdb:" names no directory: write lmdb:<directory>');
      return (await import('./lmdb/lmdb-store.js')).openLmdbStore({ path: location });
    },
  },
];

/** Opens the store that a URL names, e.g. `memory:` or `lmdb:/var/lib/kubets/store`. Throws StoreOpenError for an unknown engine. */
export async function openStore(url: string): Promise<Store> {
  const [, name, location] = /^([a-z][a-z0-9+-]*):(.*)$/s.exec(url) ?? [];
  const engine = engines.find((one) => one.name === name);
  if (!engine || location === undefined) {
    throw new StoreOpenError(`${JSON.stringify(url)} names no store engine: write one of ${engines.map((one) => one.usage).join(', ')}`);
  }
  return engine.open(location);
}
