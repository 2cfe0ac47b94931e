// Fills the store in argv[2] until a change is refused, three times; then deletes, compacts, and writes again. Prints what happened.
import { writeSync } from 'node:fs';
import { openLmdbStore } from '../lmdb/lmdb-store.js';

const store = await openLmdbStore({ path: process.argv[2] ?? '', history: false });
const say = (text: string): void => void writeSync(1, `${text}\n`);
const accepted: string[] = [];
let refusals = 0;

for (let i = 0; refusals < 3; i++) {
  try {
    await store.commit({ key: `k${i}`, expect: 'absent', value: Buffer.alloc(50_000, i) });
    accepted.push(`k${i}`);
  } catch (error) {
    refusals++;
    say(`refused ${(error as Error).message}`);
  }
}
const doomed = accepted.splice(0, accepted.length >> 1);
// Deleting needs a few pages itself; forgetting the deleted values gives theirs back.
for (const key of doomed) {
  try {
    await store.commit({ key, expect: 'any', value: null });
    say(`deleted ${key}`);
  } catch {
    accepted.push(key);
  }
}
await store.compact(store.currentRevision());
for (const key of accepted) say(`kept ${key}`);
const result = await store.commit({ key: 'after', expect: 'absent', value: Buffer.alloc(100_000) });
say(`written after ${result.ok}`);
await store.close();
