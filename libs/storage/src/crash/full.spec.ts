import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbStore } from '../lmdb/lmdb-store.js';
import { contents } from '../contract/fixture.js';
import { run } from './child.js';

describe('a disk without room', () => {
  let path: string;
  beforeEach(async () => { path = await mkdtemp(join(tmpdir(), 'kubets-full-')); });
  afterEach(() => rm(path, { recursive: true }));

  it('refuses changes in plain words, keeps all acknowledged ones, and goes on when there is room again', async () => {
    // A limit on the size of files stands in for the end of the disk: the kernel cuts writes short in the same way.
    const child = run('filler.ts', [path], ['bash', '-c', 'trap "" XFSZ; ulimit -f 8192; "$@"', '-']);
    expect(await child.ended).toMatchObject({ code: 0 });
    const lines = child.lines();
    const refused = lines.filter((line) => line.startsWith('refused '));
    expect(refused.length).toBeGreaterThan(0);
    for (const line of refused) expect(line).toMatch(/the change was not written: .*; nothing of it was kept/);
    const last = lines.findLastIndex((line) => line.startsWith('refused '));
    expect(lines.slice(last).some((line) => line.startsWith('deleted '))).toBe(true);
    expect(lines.at(-1)).toMatch(/^written after /);
    const store = await openLmdbStore({ path, history: false });
    const kept = lines.flatMap((line) => /^kept (\S+)$/.exec(line)?.[1] ?? []);
    expect((await contents(store)).map((entry) => entry.split('=')[0])).toEqual([...kept, 'after'].sort());
    await store.close();
  }, 60_000);
});
