import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store.js';
import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { eventInWords, eventsUntil, inWords, put, remove } from './fixture.js';

export function describeExpiry(fixture: StoreFixture): void {
  describe('expiry', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('deletes a key when its time has come, as a change of its own', async () => {
      const kept = await put(test.store, 'kept', '1');
      const written = await put(test.store, 'a', '1', 2);
      await test.elapse(1);
      expect(inWords(await test.store.get('a'))).toBe(`a=1@${written}`);
      await test.elapse(2);
      const [deleted] = await eventsUntil(test.store, '', written, written + 1);
      expect(deleted && eventInWords(deleted)).toBe(`delete a=1@${deleted?.revision} was 1@${written}`);
      expect(await test.store.get('a')).toBeUndefined();
      expect(inWords(await test.store.get('kept'))).toBe(`kept=1@${kept}`);
    });

    it('forgets the time of a key that is written again, or deleted', async () => {
      await put(test.store, 'forever', '1', 2);
      await put(test.store, 'longer', '1', 2);
      await put(test.store, 'gone', '1', 2);
      const forever = await put(test.store, 'forever', '2');
      const longer = await put(test.store, 'longer', '2', 600);
      await remove(test.store, 'gone');
      const anew = await put(test.store, 'gone', '2');
      const witness = await put(test.store, 'witness', '1', 2);
      await test.elapse(3);
      await absent(test.store, 'witness');
      expect(inWords(await test.store.get('forever'))).toBe(`forever=2@${forever}`);
      expect(inWords(await test.store.get('longer'))).toBe(`longer=2@${longer}`);
      expect(inWords(await test.store.get('gone'))).toBe(`gone=2@${anew}`);
      if (fixture.gapless) expect(test.store.currentRevision()).toBe(witness + 1);
    });

    it('deletes many at once, soonest first', async () => {
      for (let i = 0; i < 5; i++) await put(test.store, `k${i}`, '', 5 - i);
      const last = test.store.currentRevision();
      await test.elapse(6);
      const events = await eventsUntil(test.store, '', last, last + 5);
      expect(events.map((event) => `${event.type} ${event.key}`)).toEqual(['delete k4', 'delete k3', 'delete k2', 'delete k1', 'delete k0']);
    });
  });
}

/** Waits until the engine has got round to deleting; the test's own time limit bounds it. */
async function absent(store: Store, key: string): Promise<void> {
  while (await store.get(key)) await nextTurn();
}
