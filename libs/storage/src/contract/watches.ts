import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreEvent } from '../store.js';
import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { eventInWords, eventsUntil, put, remove } from './fixture.js';

export function describeWatches(fixture: StoreFixture): void {
  describe('watches', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('tells what changed, and what was there before', async () => {
      const a = await put(test.store, 'a', '1');
      const b = await put(test.store, 'a', '2');
      const c = await remove(test.store, 'a');
      const d = await put(test.store, 'a', '3');
      const events = await eventsUntil(test.store, '', 0, d);
      expect(events.map(eventInWords)).toEqual([`put a=1@${a}`, `put a=2@${b} was 1@${a}`, `delete a=2@${c} was 2@${b}`, `put a=3@${d}`]);
    });

    it('tells the same live as from the log', async () => {
      const first = await put(test.store, 'a', '1');
      const live = eventsUntil(test.store, '', first, first + 4);
      await nextTurn();
      await put(test.store, 'a', '2');
      await put(test.store, 'b', '1');
      await remove(test.store, 'a');
      const last = await put(test.store, 'a', '3');
      expect(last).toBeGreaterThanOrEqual(first + 4);
      expect((await live).map(eventInWords)).toEqual((await eventsUntil(test.store, '', first, last)).map(eventInWords).slice(0, (await live).length));
      expect(await live).toHaveLength(4);
    });

    it('starts after any revision', async () => {
      const revisions: number[] = [];
      for (let i = 0; i < 10; i++) revisions.push(await put(test.store, `k${i % 3}`, String(i)));
      const last = revisions.at(-1) ?? 0;
      for (const [index, after] of revisions.slice(0, -1).entries()) {
        const seen = await eventsUntil(test.store, '', after, last);
        expect(seen.map((event) => event.revision)).toEqual(revisions.slice(index + 1));
      }
    });

    it('tells only of keys under the prefix', async () => {
      await put(test.store, '/pods/a', '1');
      await put(test.store, '/podsx', '1');
      await put(test.store, '/nodes/a', '1');
      const last = await put(test.store, '/pods/b', '1');
      expect((await eventsUntil(test.store, '/pods/', 0, last)).map((event) => event.key)).toEqual(['/pods/a', '/pods/b']);
    });

    it('can be left and taken up again without loss or repetition', async () => {
      const revisions = await Promise.all(Array.from({ length: 200 }, (_, i) => put(test.store, `k${i % 7}`, String(i))));
      const expected = [...revisions].sort((a, b) => a - b);
      const last = expected.at(-1) ?? 0;
      const seen: number[] = [];
      while ((seen.at(-1) ?? 0) < last) {
        const next = (seen.at(-1) ?? 0) + 17;
        const events = await eventsUntil(test.store, '', seen.at(-1) ?? 0, Math.min(next, last));
        // Take only part of what came, as a watcher does that fails in the middle of a batch.
        seen.push(...events.slice(0, 17).map((event) => event.revision));
      }
      expect(seen).toEqual(expected);
    });

    it('catches up after it was slow for longer than any buffer', async () => {
      const stop = new AbortController();
      const watch = test.store.watch('k', 0, stop.signal)[Symbol.asyncIterator]();
      const pending = watch.next();
      await put(test.store, 'k', 'first');
      const seen: StoreEvent[] = [...((await pending).value ?? [])];
      const value = 'x'.repeat(8_000);
      for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 1_500 }, (_, i) => put(test.store, `k${i}`, value)));
      const last = test.store.currentRevision();
      while ((seen.at(-1)?.revision ?? 0) < last) seen.push(...((await watch.next()).value ?? []));
      stop.abort();
      expect((await watch.next()).done).toBe(true);
      const revisions = seen.map((event) => event.revision);
      expect(new Set(revisions).size).toBe(4_501);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    });

    it('ends when it is aborted: before, while waiting, and with events at hand', async () => {
      expect(await test.store.watch('', 0, AbortSignal.abort())[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
      const stop = new AbortController();
      const waiting = test.store.watch('', 0, stop.signal)[Symbol.asyncIterator]();
      const pending = waiting.next();
      await nextTurn();
      stop.abort();
      expect((await pending).done).toBe(true);
      const another = new AbortController();
      const full = test.store.watch('', 0, another.signal)[Symbol.asyncIterator]();
      await put(test.store, 'a', '1');
      expect((await full.next()).value).toHaveLength(1);
      await put(test.store, 'a', '2');
      another.abort();
      expect((await full.next()).done).toBe(true);
    });

    it('ends when the store closes, after telling what was acknowledged', async () => {
      const told: number[] = [];
      const watching = (async () => {
        for await (const batch of test.store.watch('', 0, new AbortController().signal)) told.push(...batch.map((event) => event.revision));
      })();
      const first = await put(test.store, 'a', '1');
      while (!told.includes(first)) await nextTurn();
      const second = await put(test.store, 'a', '2');
      await test.store.close();
      await watching;
      expect(told).toEqual([first, second]);
    });

    it('refuses to start in the future', async () => {
      const now = await put(test.store, 'a', '1');
      const watch = test.store.watch('', now + 1, new AbortController().signal)[Symbol.asyncIterator]();
      await expect(watch.next()).rejects.toMatchObject({ name: 'FutureRevisionError', asked: now + 1 });
    });

    it('tells of a change no later than anyone can read it at the current revision', async () => {
      const stop = new AbortController();
      const told: number[] = [];
      const watching = (async () => {
        for await (const batch of test.store.watch('', 0, stop.signal)) {
          for (const event of batch) {
            expect(event.revision).toBeLessThanOrEqual(test.store.currentRevision());
            told.push(event.revision);
          }
        }
      })();
      await Promise.all(Array.from({ length: 100 }, (_, i) => put(test.store, `k${i}`, '')));
      while (told.length < 100) await nextTurn();
      stop.abort();
      await watching;
      expect(told).toHaveLength(100);
    });
  });
}
