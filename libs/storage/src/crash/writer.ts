// Writes to the store in argv[2] as fast as it goes, from argv[3] writers, and prints `<key> <value> <revision>` for each acknowledged change.
import { writeSync } from 'node:fs';
import { openLmdbStore } from '../lmdb/lmdb-store.js';

const [, , path = '', writers = '32'] = process.argv;
const store = await openLmdbStore({ path, history: false });
writeSync(1, `open ${store.currentRevision()}\n`);

/** Compaction runs beside the writing, so that the kill meets it too. */
async function compact(): Promise<void> {
  for (;;) {
    const revision = store.currentRevision();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await store.compact(Math.max(0, revision - 300));
  }
}

async function write(id: number): Promise<void> {
  for (let i = 0; ; i++) {
    const key = `w${id}/${i % 7}`;
    const value = i % 5 === 4 ? null : `${process.pid}-${i}-${'x'.repeat((i * 37) % 3_000)}`;
    const result = await store.commit({ key, expect: 'any', value: value === null ? null : Buffer.from(value) });
    // A synchronous write: what the kernel has taken is read by the parent even after the kill.
    if (result.ok) writeSync(1, `${key} ${value?.split('-x')[0] ?? 'deleted'} ${result.revision}\n`);
  }
}

void compact();
for (let id = 0; id < Number(writers); id++) void write(id);
