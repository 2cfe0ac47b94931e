import { describeStore } from '../contract/store-contract.js';
import { ManualClock } from '../contract/manual-clock.js';
import { put } from '../contract/fixture.js';
import { StoreWriteError } from '../errors.js';
import { openMemoryStore } from './memory-store.js';

describeStore('memory', {
  gapless: true,
  async open() {
    const clock = new ManualClock();
    const store = openMemoryStore({ clock });
    return { store, elapse: (seconds) => clock.advance(seconds * 1_000), dispose: () => store.close() };
  },
});

/** A disk that takes its time: each write waits until it is let through. */
function gate() {
  const waiting: { open: () => void; fail: (error: Error) => void }[] = [];
  return { waiting, beforeDurable: () => new Promise<void>((open, fail) => waiting.push({ open, fail })) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

describe('a change that is not yet durable', () => {
  it('is seen by nobody', async () => {
    const disk = gate();
    const store = openMemoryStore({ faults: disk });
    const told: number[] = [];
    const stop = new AbortController();
    const watching = (async () => { for await (const batch of store.watch('', 0, stop.signal)) told.push(...batch.map((event) => event.revision)); })();
    let acknowledged = false;
    const commit = put(store, 'a', '1').then(() => { acknowledged = true; });
    await until(() => disk.waiting.length === 1);
    expect(acknowledged).toBe(false);
    expect(store.currentRevision()).toBe(0);
    expect(await store.get('a')).toBeUndefined();
    expect((await store.range('')).entries).toEqual([]);
    expect(told).toEqual([]);
    disk.waiting[0]?.open();
    await commit;
    await until(() => told.length > 0);
    expect(store.currentRevision()).toBe(1);
    stop.abort();
    await watching;
    await store.close();
  });

  it('collects with all others that arrive meanwhile into one write', async () => {
    const disk = gate();
    const store = openMemoryStore({ faults: disk });
    const first = put(store, 'a', '1');
    await until(() => disk.waiting.length === 1);
    const others = Promise.all(Array.from({ length: 100 }, (_, i) => put(store, `k${i}`, '')));
    await turn();
    disk.waiting[0]?.open();
    await first;
    await until(() => disk.waiting.length === 2);
    disk.waiting[1]?.open();
    expect(await others).toHaveLength(100);
    expect(disk.waiting).toHaveLength(2);
    await store.close();
  });

  it('leaves no trace when it fails, and neither do those decided on top of it', async () => {
    const disk = gate();
    const store = openMemoryStore({ faults: disk });
    const doomed = Promise.allSettled([
      store.commit({ key: 'a', expect: 'absent', value: Buffer.from('1') }),
      store.commit({ key: 'a', expect: 'absent', value: Buffer.from('2') }),
    ]);
    await until(() => disk.waiting.length === 1);
    disk.waiting[0]?.fail(new StoreWriteError('the disk is full', false));
    expect((await doomed).map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(store.currentRevision()).toBe(0);
    const after = store.commit({ key: 'a', expect: 'absent', value: Buffer.from('3') });
    await until(() => disk.waiting.length === 2);
    disk.waiting[1]?.open();
    expect(await after).toEqual({ ok: true, revision: 1 });
    await store.close();
  });

  it('ends all writing when it is not known whether it happened', async () => {
    const disk = gate();
    const store = openMemoryStore({ faults: disk });
    const doomed = expect(put(store, 'a', '1')).rejects.toThrow(/half-way/);
    await until(() => disk.waiting.length === 1);
    disk.waiting[0]?.fail(new StoreWriteError('writing failed half-way', true));
    await doomed;
    await expect(put(store, 'a', '2')).rejects.toThrow(/half-way/);
    expect(await store.get('a')).toBeUndefined();
    await store.close();
  });
});

describe('automatic compaction', () => {
  it('forgets what is old, and keeps what must be kept', async () => {
    const clock = new ManualClock();
    const store = openMemoryStore({ clock, history: { seconds: 600, revisions: 100, atLeastSeconds: 300, atLeastRevisions: 5 } });
    for (let i = 0; i < 50; i++) await put(store, 'a', String(i));
    await clock.advance(590_000);
    expect(store.compactedRevision()).toBe(0);
    await clock.advance(60_000);
    expect(store.compactedRevision()).toBe(45);
    await store.close();
  });
});
