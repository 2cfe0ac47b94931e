import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { contents, put, remove } from '../contract/fixture.js';
import { openLmdbStore } from '../lmdb/lmdb-store.js';
import type { Store } from '../store.js';
import { run } from './child.js';

const page = 4_096;

/** File images before and after one more group of changes, and what the store held at each. */
interface Step {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly held: string[];
  readonly holds: string[];
}

/**
 * A power failure loses writes that were not yet synced: any of them, in any order. LMDB's own order is: pages, sync, then the one
 * page that makes them visible. So what a failure can leave is the file before a commit, with any part of that commit's pages on
 * top but without its meta page; SIGKILL cannot show this, as the page cache survives it.
 */
describe('a power failure in the middle of a commit', () => {
  let folder: string;
  const steps: Step[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubets-torn-'));
    const path = join(folder, 'original');
    const store = await openLmdbStore({ path, history: false });
    for (let round = 0; round < 6; round++) {
      const before = await readFile(join(path, 'data.mdb'));
      const held = await contents(store);
      await change(store, round);
      steps.push({ before, held, after: await readFile(join(path, 'data.mdb')), holds: await contents(store) });
    }
    await store.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('leaves the state before it, whichever of its pages reached the disk', async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.constantFrom(...steps), fc.infiniteStream(fc.boolean()), async (step, arrived) => {
      const image = Buffer.alloc(step.after.length);
      step.before.copy(image);
      let length = step.before.length;
      for (let at = 2 * page; at < step.after.length; at += page) {
        const now = step.after.subarray(at, at + page);
        if (now.equals(step.before.subarray(at, at + page)) || !arrived.next().value) continue;
        now.copy(image, at);
        length = Math.max(length, at + page);
      }
      expect(await reopened(join(folder, `torn-${run++}`), image.subarray(0, length))).toEqual(step.held);
    }), { numRuns: 40 });
  });

  it('leaves the state after it, once its last page reached the disk', async () => {
    for (const [index, step] of steps.entries()) expect(await reopened(join(folder, `whole-${index}`), step.after)).toEqual(step.holds);
  });

  it('uses the commit before when the newest meta page was never written', async () => {
    const step = steps.at(-1);
    if (!step) throw new Error('no steps were recorded');
    const image = Buffer.from(step.after);
    step.before.copy(image, 0, 0, 2 * page);
    expect(await reopened(join(folder, 'meta'), image)).toEqual(step.held);
  });

  async function reopened(path: string, image: Buffer): Promise<string[]> {
    await mkdir(path);
    await writeFile(join(path, 'data.mdb'), image);
    const store = await openLmdbStore({ path, history: false });
    try {
      const all = await contents(store);
      await put(store, 'goes on', '');
      return all;
    } finally {
      await store.close();
    }
  }
});

/** A disk that confirmed what it never wrote, or a copy that was cut short: beyond what any database can repair, but it must be noticed. */
describe('a data file without its end', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'kubets-short-')); });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([0.2, 0.5, 0.7, 0.9, 0.99])('is refused when %d of it is left', async (part) => {
    const path = join(folder, 'original');
    const store = await openLmdbStore({ path, history: false });
    for (let round = 0; round < 6; round++) await change(store, round);
    await store.close();
    const copy = join(folder, 'copy');
    await mkdir(copy);
    await copyFile(join(path, 'data.mdb'), join(copy, 'data.mdb'));
    const { length } = await readFile(join(path, 'data.mdb'));
    await truncate(join(copy, 'data.mdb'), Math.floor((length * part) / page) * page);
    // In a process of its own, so that it would show if the damage killed it.
    const reader = run('reader.ts', [copy]);
    const { code, signal } = await reader.ended;
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(reader.lines().at(-1)).toMatch(/^refused .*(damaged|cannot be opened|is not a database)/);
  });
});

async function change(store: Store, round: number): Promise<void> {
  const writes = Array.from({ length: 40 }, (_, i) => put(store, `k${(i * 7 + round * 11) % 90}`, `${round}-${'v'.repeat((i * 131) % 5_000)}`));
  await Promise.all([...writes, ...(round > 0 ? [remove(store, `k${(round - 1) * 11}`)] : [])]);
}
