import fc from 'fast-check';
import type { Change, Store } from '../store.js';
import type { StoreFixture, StoreUnderTest } from './fixture.js';
import { accepted, bytes, eventsUntil, put } from './fixture.js';
import { violation, type Observed } from './linearizability.js';

/** One step of a client: what it does to which key; a compare-and-set builds on the client's last view of the key. */
const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), act: fc.constantFrom('get', 'create', 'swap', 'swap', 'delete', 'write'), stale: fc.nat(9) });
const clients = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 10 });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export function describeConcurrency(fixture: StoreFixture): void {
  describe('concurrency', () => {
    let test: StoreUnderTest;
    beforeEach(async () => { test = await fixture.open(); });
    afterEach(() => test.dispose());

    it('is linearizable', async () => {
      let round = 0;
      await fc.assert(fc.asyncProperty(clients, async (scripts) => {
        const recorder = new Recorder(test.store, `${round++}/`);
        await Promise.all(scripts.map((script, id) => recorder.run(script, id)));
        expect(violation(recorder.history)).toBeUndefined();
      }), { numRuns: 40 });
    });

    it('lets 200 writers count together without losing one', async () => {
      await put(test.store, 'counter', '0');
      const increment = async (): Promise<number> => {
        for (;;) {
          const entry = await test.store.get('counter');
          const result = await test.store.commit({ key: 'counter', expect: entry?.revision ?? 'absent', value: bytes(String(Number(entry?.value.toString()) + 1)) });
          if (result.ok) return result.revision;
        }
      };
      const revisions = await Promise.all(Array.from({ length: 200 }, increment));
      expect((await test.store.get('counter'))?.value.toString()).toBe('200');
      expect(new Set(revisions).size).toBe(200);
    });

    it('tells every watcher everything, once and in order, whenever it began', async () => {
      const total = 3_000;
      const start = test.store.currentRevision();
      const written = new Map<number, string>();
      const watchers: Promise<string[]>[] = [];
      const watch = async (prefix: string, after: number): Promise<string[]> => {
        const seen: string[] = [];
        for await (const batch of test.store.watch(prefix, after, AbortSignal.any([]))) {
          seen.push(...batch.map((event) => `${event.key}@${event.revision}`));
          if (batch.some((event) => event.key.endsWith('/end'))) break;
        }
        return seen;
      };
      const writer = async (id: number): Promise<void> => {
        for (let i = 0; i < total / 20; i++) {
          const key = `${id % 2 ? 'odd' : 'even'}/${id}/${i % 5}`;
          written.set(await put(test.store, key, String(i)), key);
          if (i % 50 === 25) watchers.push(watch('odd/', start), watch('even/', start));
        }
      };
      watchers.push(watch('odd/', start), watch('even/', start));
      await Promise.all(Array.from({ length: 20 }, (_, id) => writer(id)));
      written.set(await put(test.store, 'odd/end', ''), 'odd/end');
      written.set(await put(test.store, 'even/end', ''), 'even/end');
      const expected = [...written].sort(([a], [b]) => a - b).map(([revision, key]) => `${key}@${revision}`);
      for (const [index, seen] of (await Promise.all(watchers)).entries()) {
        expect(seen).toEqual(expected.filter((one) => one.startsWith(index % 2 ? 'even/' : 'odd/')));
      }
      const fromLog = await eventsUntil(test.store, '', start, Math.max(...written.keys()));
      expect(fromLog.map((event) => `${event.key}@${event.revision}`)).toEqual(expected);
      if (fixture.gapless) expect(fromLog.map((event) => event.revision)).toEqual(fromLog.map((_, i) => start + 1 + i));
    });

    it('decides a burst on one key as if one came after the other', async () => {
      const first = await put(test.store, 'a', '0');
      const results = await Promise.all(Array.from({ length: 50 }, (_, i) => test.store.commit({ key: 'a', expect: first, value: bytes(String(i)) })));
      const winners = results.filter((result) => result.ok);
      expect(winners).toHaveLength(1);
      const winner = winners.map(accepted)[0];
      for (const result of results) if (!result.ok) expect(result.actual?.revision).toBe(winner);
    });
  });
}

/** Runs clients against a store and writes down what they see. */
class Recorder {
  readonly history: Observed[] = [];
  #highest: number;

  constructor(private readonly store: Store, private readonly prefix: string) {
    this.#highest = store.currentRevision();
  }

  async run(script: readonly Step[], id: number): Promise<void> {
    const views = new Map<string, number>();
    for (const [index, { key: name, act, stale }] of script.entries()) {
      const key = this.prefix + name;
      if (act === 'get') await this.#get(key, views);
      else await this.#commit(this.#change(act, key, `${id}-${index}`, (views.get(key) ?? 0) + (stale === 0 ? 1 : 0)), views);
    }
  }

  #change(act: Exclude<Step['act'], 'get'>, key: string, value: string, seen: number): Change {
    switch (act) {
      case 'create': return { key, expect: 'absent', value: bytes(value) };
      case 'swap': return { key, expect: seen, value: bytes(value) };
      case 'delete': return { key, expect: seen, value: null };
      case 'write': return { key, expect: 'any', value: bytes(value) };
    }
  }

  async #get(key: string, views: Map<string, number>): Promise<void> {
    const from = this.#highest;
    const entry = await this.store.get(key);
    const to = this.#told(entry?.revision);
    if (entry) views.set(key, entry.revision);
    this.history.push({ kind: 'get', key, entry, from, to });
  }

  async #commit(change: Change, views: Map<string, number>): Promise<void> {
    const from = this.#highest;
    const result = await this.store.commit(change);
    const revision = result.ok ? result.revision : result.actual?.revision;
    const to = this.#told(revision);
    if (revision !== undefined) views.set(change.key, revision);
    this.history.push({ kind: 'commit', change, result, from, to });
  }

  #told(revision = 0): number {
    this.#highest = Math.max(this.#highest, revision);
    return Math.max(this.#highest, this.store.currentRevision());
  }
}
