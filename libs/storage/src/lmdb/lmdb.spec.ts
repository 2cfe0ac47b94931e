import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../contract/store-contract.js';
import { ManualClock } from '../contract/manual-clock.js';
import { openLmdbStore } from './lmdb-store.js';

describeStore('lmdb', {
  gapless: true,
  async open() {
    const clock = new ManualClock();
    const path = await mkdtemp(join(tmpdir(), 'kubets-lmdb-'));
    const store = await openLmdbStore({ path, clock });
    return {
      store,
      elapse: (seconds) => clock.advance(seconds * 1_000),
      async dispose() {
        await store.close();
        await rm(path, { recursive: true });
      },
    };
  },
});
