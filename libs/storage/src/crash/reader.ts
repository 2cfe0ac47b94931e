// Opens the store in argv[2] and reads all of it; prints `read <count>` or `refused <why>`.
import { writeSync } from 'node:fs';
import { openLmdbStore } from '../lmdb/lmdb-store.js';

try {
  const store = await openLmdbStore({ path: process.argv[2] ?? '', history: false });
  const { entries } = await store.range('');
  writeSync(1, `read ${entries.length}\n`);
  await store.close();
} catch (error) {
  writeSync(1, `refused ${(error as Error).message}\n`);
}
