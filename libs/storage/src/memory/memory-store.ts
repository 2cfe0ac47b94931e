import type { Store } from '../store.js';
import { LoggedStore, type LoggedStoreOptions } from '../log/logged-store.js';
import { MemoryLedger, type MemoryFaults } from './ledger.js';

export interface MemoryStoreOptions extends LoggedStoreOptions {
  readonly faults?: MemoryFaults;
}

/** A store that lives and dies with the process: the whole contract but durability. For tests and throw-away clusters. */
export function openMemoryStore(options: MemoryStoreOptions = {}): Store {
  return new LoggedStore(new MemoryLedger(options.faults), options);
}
