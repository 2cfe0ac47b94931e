import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { contents, put, remove } from './fixture.js';

export function describeRanges(fixture: StoreFixture): void {
  describe('ranges', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('holds exactly the keys under the prefix', async () => {
      for (const key of ['/pods/a', '/pods/b', '/pods', '/podsx', '/pods0', '/nodes/a', '/pods/ü']) await put(test.store, key, '');
      const keys = async (prefix: string) => (await test.store.range(prefix)).entries.map((entry) => entry.key);
      expect(await keys('/pods/')).toEqual(['/pods/a', '/pods/b', '/pods/ü']);
      expect(await keys('/pods')).toEqual(['/pods', '/pods/a', '/pods/b', '/pods/ü', '/pods0', '/podsx']);
      expect(await keys('/none')).toEqual([]);
      expect(await keys('')).toHaveLength(7);
    });

    it('orders keys by their bytes, where JavaScript would not', async () => {
      const keys = ['a\u{10000}', 'a\uffff', 'a\u007f', 'a\u0080', 'a', 'a\u0000'];
      for (const key of keys) await put(test.store, key, '');
      const expected = [...keys].sort((x, y) => Buffer.from(x).compare(Buffer.from(y)));
      expect((await test.store.range('a')).entries.map((entry) => entry.key)).toEqual(expected);
      const { entries } = await test.store.range('a', { after: 'a\uffff' });
      expect(entries.map((entry) => entry.key)).toEqual(['a\u{10000}']);
    });

    it('goes through pages of a limit, saying how much is left', async () => {
      for (let i = 0; i < 7; i++) await put(test.store, `p/${i}`, '');
      await put(test.store, 'q', '');
      const pages: [string, number][] = [];
      let after: string | undefined;
      do {
        const page = await test.store.range('p/', { limit: 3, ...(after !== undefined && { after }) });
        pages.push([page.entries.map((entry) => entry.key).join(), page.remaining]);
        after = page.remaining > 0 ? page.entries.at(-1)?.key : undefined;
      } while (after !== undefined);
      expect(pages).toEqual([['p/0,p/1,p/2', 4], ['p/3,p/4,p/5', 1], ['p/6', 0]]);
    });

    it('takes an "after" outside the prefix for what it is: a bound', async () => {
      for (const key of ['b/1', 'b/2']) await put(test.store, key, '');
      const keys = async (after: string) => (await test.store.range('b/', { after })).entries.map((entry) => entry.key);
      expect(await keys('a')).toEqual(['b/1', 'b/2']);
      expect(await keys('b/1')).toEqual(['b/2']);
      expect(await keys('c')).toEqual([]);
    });

    it('answers as of any revision', async () => {
      const one = await put(test.store, 'a', '1');
      const two = await put(test.store, 'b', '1');
      const three = await put(test.store, 'a', '2');
      const four = await remove(test.store, 'b');
      const five = await put(test.store, 'b', '3');
      const six = await remove(test.store, 'a');
      expect(await contents(test.store, '', one)).toEqual(['a=1']);
      expect(await contents(test.store, '', two)).toEqual(['a=1', 'b=1']);
      expect(await contents(test.store, '', three)).toEqual(['a=2', 'b=1']);
      expect(await contents(test.store, '', four)).toEqual(['a=2']);
      expect(await contents(test.store, '', five)).toEqual(['a=2', 'b=3']);
      expect(await contents(test.store, '', six)).toEqual(['b=3']);
      expect((await test.store.range('', { revision: three })).revision).toBe(three);
      expect((await test.store.range('')).revision).toBe(six);
    });

    it('pages through the past while the present moves on', async () => {
      for (let i = 10; i < 30; i++) await put(test.store, `p/${i}`, 'old');
      const revision = test.store.currentRevision();
      const seen: string[] = [];
      let after = '';
      for (let page = 0; ; page++) {
        await remove(test.store, `p/${11 + 4 * page}`);
        await put(test.store, `p/${12 + 4 * page}`, 'new');
        await put(test.store, `p/${13 + 4 * page}x`, 'new');
        const { entries, remaining } = await test.store.range('p/', { revision, limit: 4, after });
        seen.push(...entries.map((entry) => `${entry.key}=${entry.value.toString()}`));
        expect(seen.length + remaining).toBe(20);
        if (remaining === 0) break;
        after = entries.at(-1)?.key ?? '';
      }
      expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => `p/${10 + i}=old`));
    });

    it('refuses a revision that is still to come', async () => {
      const now = await put(test.store, 'a', '1');
      await expect(test.store.range('', { revision: now + 1 })).rejects.toMatchObject({ name: 'FutureRevisionError', asked: now + 1, current: now });
    });

    it('gives a large range whole, as of one revision, while it is being written to', async () => {
      await Promise.all(Array.from({ length: 2_000 }, (_, i) => put(test.store, `n/${String(i).padStart(5, '0')}`, 'old')));
      const before = test.store.currentRevision();
      const range = test.store.range('n/');
      const writes = Promise.all(Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? remove(test.store, `n/0${i + 1_000}`) : put(test.store, `n/0${i + 1_200}`, 'new'))));
      const { entries, revision } = await range;
      await writes;
      const again = await test.store.range('n/', { revision });
      expect(revision).toBeGreaterThanOrEqual(before);
      expect(entries.map((entry) => `${entry.key}@${entry.revision}`)).toEqual(again.entries.map((entry) => `${entry.key}@${entry.revision}`));
      if (revision === before) expect(entries).toHaveLength(2_000);
    });
  });
}
