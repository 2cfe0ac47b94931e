import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { accepted, bytes, inWords, put, remove } from './fixture.js';

export function describeCommits(fixture: StoreFixture): void {
  describe('commits', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('starts empty', async () => {
      expect(await test.store.get('a')).toBeUndefined();
      expect((await test.store.range('')).entries).toEqual([]);
      expect(test.store.compactedRevision()).toBe(0);
      if (fixture.gapless) expect(test.store.currentRevision()).toBe(0);
    });

    it('returns what was written, at the revision it was written', async () => {
      const revision = await put(test.store, 'a', 'one');
      expect(inWords(await test.store.get('a'))).toBe(`a=one@${revision}`);
      expect(test.store.currentRevision()).toBe(revision);
      expect(await test.store.sync()).toBe(revision);
    });

    it('keeps any bytes, none, and a megabyte', async () => {
      const values = [Buffer.alloc(0), Buffer.from([0, 255, 1, 254]), Buffer.alloc(1_500_000, 'kubets')];
      for (const value of values) {
        accepted(await test.store.commit({ key: 'b', expect: 'any', value }));
        expect((await test.store.get('b'))?.value.equals(value)).toBe(true);
      }
    });

    it('gives each change a revision above the last', async () => {
      const first = await put(test.store, 'a', '1');
      const second = await put(test.store, 'b', '2');
      const third = await remove(test.store, 'a');
      if (fixture.gapless) expect([second - first, third - second]).toEqual([1, 1]);
      expect(second).toBeGreaterThan(first);
      expect(third).toBeGreaterThan(second);
    });

    it('creates only what is absent', async () => {
      const revision = accepted(await test.store.commit({ key: 'a', expect: 'absent', value: bytes('1') }));
      const again = await test.store.commit({ key: 'a', expect: 'absent', value: bytes('2') });
      expect(again.ok === false && inWords(again.actual)).toBe(`a=1@${revision}`);
      await remove(test.store, 'a');
      expect((await test.store.commit({ key: 'a', expect: 'absent', value: bytes('3') })).ok).toBe(true);
    });

    it('updates only what is at the expected revision', async () => {
      const first = await put(test.store, 'a', '1');
      const second = accepted(await test.store.commit({ key: 'a', expect: first, value: bytes('2') }));
      const late = await test.store.commit({ key: 'a', expect: first, value: bytes('3') });
      expect(late.ok === false && inWords(late.actual)).toBe(`a=2@${second}`);
      expect(await test.store.commit({ key: 'none', expect: first, value: bytes('3') })).toEqual({ ok: false, actual: undefined });
      expect(test.store.currentRevision()).toBe(second);
    });

    it('deletes what is as expected, and refuses to delete what is not there', async () => {
      const first = await put(test.store, 'a', '1');
      const second = await put(test.store, 'a', '2');
      const late = await test.store.commit({ key: 'a', expect: first, value: null });
      expect(late.ok === false && inWords(late.actual)).toBe(`a=2@${second}`);
      expect((await test.store.commit({ key: 'a', expect: second, value: null })).ok).toBe(true);
      expect(await test.store.get('a')).toBeUndefined();
      for (const expected of ['any', 'absent', second] as const) {
        expect(await test.store.commit({ key: 'a', expect: expected, value: null })).toEqual({ ok: false, actual: undefined });
      }
    });

    it('lets each of two changes sent at once see the other', async () => {
      const results = await Promise.all([
        test.store.commit({ key: 'a', expect: 'absent', value: bytes('1') }),
        test.store.commit({ key: 'a', expect: 'absent', value: bytes('2') }),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const [loser] = results.filter((result) => !result.ok);
      expect(loser && !loser.ok && inWords(loser.actual)).toBe(inWords(await test.store.get('a')));
    });

    it('refuses keys that could not come back as they went in', async () => {
      await expect(put(test.store, '', 'x')).rejects.toThrow(/must not be empty/);
      await expect(put(test.store, 'k'.repeat(2_000), 'x')).rejects.toThrow(/2000 bytes: at most 1900/);
      await expect(put(test.store, 'a\ud800', 'x')).rejects.toThrow(/surrogate/);
      await expect(put(test.store, 'a', 'x', 0)).rejects.toThrow(/ttl 0 .* positive/);
      const longest = 'ü'.repeat(950);
      await put(test.store, longest, 'x');
      expect((await test.store.get(longest))?.value.toString()).toBe('x');
    });

    it('answers nothing after it was closed, and finishes what was under way', async () => {
      const pending = put(test.store, 'a', '1');
      await Promise.all([test.store.close(), test.store.close()]);
      expect(await pending).toBeGreaterThan(0);
      await expect(test.store.get('a')).rejects.toThrow(/closed/);
      await expect(test.store.range('')).rejects.toThrow(/closed/);
      await expect(put(test.store, 'a', '2')).rejects.toThrow(/closed/);
      await expect(test.store.compact(1)).rejects.toThrow(/closed/);
    });
  });
}
