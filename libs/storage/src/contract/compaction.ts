import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { contents, eventInWords, eventsUntil, inWords, put, remove } from './fixture.js';

export function describeCompaction(fixture: StoreFixture): void {
  describe('compaction', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('keeps what is current, and the state as of the compacted revision', async () => {
      await put(test.store, 'a', '1');
      await put(test.store, 'b', '1');
      await remove(test.store, 'b');
      const at = await put(test.store, 'a', '2');
      const a = await put(test.store, 'a', '3');
      await test.store.compact(at);
      expect(test.store.compactedRevision()).toBe(at);
      expect(await contents(test.store, '', at)).toEqual(['a=2']);
      expect(await contents(test.store)).toEqual(['a=3']);
      expect(inWords(await test.store.get('a'))).toBe(`a=3@${a}`);
      expect((await eventsUntil(test.store, '', at, a)).map(eventInWords)).toEqual([`put a=3@${a} was 2@${at}`]);
    });

    it('refuses what was forgotten, with both revisions', async () => {
      const first = await put(test.store, 'a', '1');
      await put(test.store, 'a', '2');
      const third = await put(test.store, 'a', '3');
      await test.store.compact(third);
      const error = { name: 'CompactedError', asked: first, compacted: third };
      await expect(test.store.range('', { revision: first })).rejects.toMatchObject(error);
      await expect(test.store.watch('', first, new AbortController().signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject(error);
    });

    it('tells a watcher that fell behind', async () => {
      const stop = new AbortController();
      const watch = test.store.watch('k', 0, stop.signal)[Symbol.asyncIterator]();
      await put(test.store, 'k', '0');
      await watch.next();
      const value = 'x'.repeat(20_000);
      for (let round = 0; round < 4; round++) await Promise.all(Array.from({ length: 1_000 }, (_, i) => put(test.store, `k${i}`, value)));
      await test.store.compact(test.store.currentRevision());
      const drained = (async () => { for (;;) await watch.next(); })();
      await expect(drained).rejects.toMatchObject({ name: 'CompactedError' });
      stop.abort();
    });

    it('leaves current watchers alone', async () => {
      const first = await put(test.store, 'a', '1');
      const watching = eventsUntil(test.store, '', first, first + 2);
      await put(test.store, 'a', '2');
      await test.store.compact(test.store.currentRevision());
      await put(test.store, 'a', '3');
      expect((await watching).map((event) => event.value.toString())).toEqual(['2', '3']);
    });

    it('can be repeated, and does not go back', async () => {
      for (let i = 0; i < 5; i++) await put(test.store, 'a', String(i));
      const now = test.store.currentRevision();
      await test.store.compact(now - 1);
      await test.store.compact(now - 1);
      await test.store.compact(now - 3);
      expect(test.store.compactedRevision()).toBe(now - 1);
      await expect(test.store.compact(now + 1)).rejects.toMatchObject({ name: 'FutureRevisionError' });
      expect(await contents(test.store)).toEqual(['a=4']);
    });

    it('lets deleted keys be created again, before and after they are forgotten', async () => {
      await put(test.store, 'a', '1');
      const deleted = await remove(test.store, 'a');
      await put(test.store, 'b', '1');
      await test.store.compact(deleted);
      const created = await put(test.store, 'a', '2');
      expect(await contents(test.store, '', deleted)).toEqual([]);
      expect(await contents(test.store, '', created)).toEqual(['a=2', 'b=1']);
      await test.store.compact(created);
      const again = await remove(test.store, 'a');
      expect(await contents(test.store, '', created)).toEqual(['a=2', 'b=1']);
      expect(await contents(test.store, '', again)).toEqual(['b=1']);
    });

    it('goes on beside commits and ranges', async () => {
      await Promise.all(Array.from({ length: 1_000 }, (_, i) => put(test.store, `k${i % 600}`, 'old')));
      const at = test.store.currentRevision();
      const range = test.store.range('k', { revision: at });
      const writes = Promise.all(Array.from({ length: 500 }, (_, i) => (i % 2 ? put(test.store, `k${i}`, 'new') : remove(test.store, `k${i}`))));
      await writes;
      const compaction = test.store.compact(test.store.currentRevision());
      await put(test.store, 'last', '1');
      await compaction;
      expect((await range).entries).toHaveLength(600);
      expect((await test.store.range('k')).entries).toHaveLength(350);
    });
  });
}
