import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsUntil, put } from '../contract/fixture.js';
import { openLmdbStore } from '../lmdb/lmdb-store.js';
import type { Store } from '../store.js';
import { run } from './child.js';

/** Last acknowledged change of each key, by what the killed programs printed. */
type Acknowledged = Map<string, { readonly value: string; readonly revision: number }>;

const rounds = 12;

describe('a process that is killed with SIGKILL while it writes', () => {
  let path: string;
  beforeEach(async () => { path = await mkdtemp(join(tmpdir(), 'kubets-kill-')); });
  afterEach(() => rm(path, { recursive: true }));

  it('loses nothing that it acknowledged, and leaves no gap', async () => {
    const acknowledged: Acknowledged = new Map();
    let highest = 0;
    for (let round = 0; round < rounds; round++) {
      const child = run('writer.ts', [path, String(1 + ((round * 13) % 60))]);
      await child.printed(2);
      // A random instant: what matters is that each round is cut off somewhere else.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      child.process.kill('SIGKILL');
      expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
      expect(child.errors()).toBe('');
      const [opening = '', ...lines] = child.lines();
      expect(Number(opening.split(' ')[1])).toBeGreaterThanOrEqual(highest);
      for (const line of lines) {
        const [key = '', value = '', revision = ''] = line.split(' ');
        acknowledged.set(key, { value, revision: Number(revision) });
        highest = Math.max(highest, Number(revision));
      }
      const store = await openLmdbStore({ path, history: false });
      try {
        await check(store, acknowledged, highest);
        highest = await put(store, 'between', String(round));
      } finally {
        await store.close();
      }
    }
    expect(acknowledged.size).toBeGreaterThan(10);
  }, 120_000);
});

async function check(store: Store, acknowledged: Acknowledged, highest: number): Promise<void> {
  const current = store.currentRevision();
  const compacted = store.compactedRevision();
  expect(current).toBeGreaterThanOrEqual(highest);
  const events = await eventsUntil(store, '', compacted, current);
  expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => compacted + 1 + index));
  const last = new Map(events.map((event) => [event.key, event]));
  for (const [key, { value, revision }] of acknowledged) {
    const entry = await store.get(key);
    const found = entry ? `${entry.value.toString().split('-x')[0]}@${entry.revision}` : 'deleted';
    if (found === (value === 'deleted' ? value : `${value}@${revision}`)) continue;
    // Then a later change was durable, but killed before it was printed.
    expect(last.get(key)?.revision ?? entry?.revision ?? compacted).toBeGreaterThan(revision);
  }
  const { entries } = await store.range('');
  for (const entry of entries) if (last.has(entry.key)) expect(last.get(entry.key)).toMatchObject({ type: 'put', revision: entry.revision });
  for (const [key, event] of last) if (event.type === 'delete') expect(await store.get(key)).toBeUndefined();
}
