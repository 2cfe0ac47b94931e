import fc from 'fast-check';
import type { Change, Store } from '../store.js';
import type { StoreFixture } from './fixture.js';
import { bytes, eventInWords, eventsUntil, inWords } from './fixture.js';

const key = fc.constantFrom('a', 'a/b', 'a/c', 'b', 'ü');
const operation = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('commit' as const), key, expect: fc.constantFrom('absent' as const, 'any' as const, 'current' as const, 'old' as const), value: fc.option(fc.string({ maxLength: 4 }), { freq: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('range' as const), prefix: fc.constantFrom('', 'a', 'a/', 'zz'), back: fc.nat(12), limit: fc.option(fc.integer({ min: 1, max: 4 })), after: fc.option(key) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const), back: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('watch' as const), prefix: fc.constantFrom('', 'a', 'a/'), back: fc.nat(12) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** The store as simply as it can be said: the whole content after every change. */
class Model {
  readonly states: { revision: number; entries: Map<string, { value: string; revision: number }>; event: string; key: string }[] = [];

  at(revision: number): Map<string, { value: string; revision: number }> {
    return this.states.findLast((state) => state.revision <= revision)?.entries ?? new Map();
  }

  commit(name: string, value: string | null, revision: number): void {
    const entries = new Map(this.at(Infinity));
    const before = entries.get(name);
    const was = before ? ` was ${before.value}@${before.revision}` : '';
    if (value === null) entries.delete(name);
    else entries.set(name, { value, revision });
    const event = value === null ? `delete ${name}=${before?.value}@${revision}${was}` : `put ${name}=${value}@${revision}${was}`;
    this.states.push({ revision, entries, event, key: name });
  }

  range(prefix: string, revision: number, after: string | null): string[] {
    const bound = Buffer.from(after ?? '');
    return [...this.at(revision)]
      .filter(([name]) => name.startsWith(prefix) && (after === null || Buffer.from(name).compare(bound) > 0))
      .sort(([x], [y]) => Buffer.from(x).compare(Buffer.from(y)))
      .map(([name, entry]) => `${name}=${entry.value}@${entry.revision}`);
  }
}

export function describeModel(fixture: StoreFixture): void {
  it('does what the model does, whatever is asked in whatever order', async () => {
    await fc.assert(fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 60 }), async (operations) => {
      const test = await fixture.open();
      try {
        const model = new Model();
        for (const one of operations) await apply(one, test.store, model);
      } finally {
        await test.dispose();
      }
    }), { numRuns: 30 });
  });
}

async function apply(one: Operation, store: Store, model: Model): Promise<void> {
  const revision = 'back' in one ? Math.max(0, store.currentRevision() - one.back) : 0;
  const forgotten = revision < store.compactedRevision();
  switch (one.kind) {
    case 'commit': return commit(one, store, model);
    case 'compact': return store.compact(revision);
    case 'range': {
      const range = store.range(one.prefix, { revision, ...(one.limit !== null && { limit: one.limit }), ...(one.after !== null && { after: one.after }) });
      if (forgotten) return expect(range).rejects.toMatchObject({ name: 'CompactedError' });
      const { entries, remaining } = await range;
      const all = model.range(one.prefix, revision, one.after);
      expect(entries.map(inWords)).toEqual(all.slice(0, one.limit ?? Infinity));
      expect(remaining).toBe(all.length - entries.length);
      return;
    }
    case 'watch': {
      const expected = model.states.filter((state) => state.revision > revision && state.key.startsWith(one.prefix));
      const last = expected.at(-1)?.revision;
      if (forgotten || last === undefined) return;
      expect((await eventsUntil(store, one.prefix, revision, last)).map(eventInWords)).toEqual(expected.map((state) => state.event));
    }
  }
}

async function commit(one: Extract<Operation, { kind: 'commit' }>, store: Store, model: Model): Promise<void> {
  const present = model.at(Infinity).get(one.key);
  const wanted: Change['expect'] = one.expect === 'current' ? present?.revision ?? 'absent' : one.expect === 'old' ? (present?.revision ?? 1) - 1 : one.expect;
  const met = wanted === 'any' || (wanted === 'absent' ? !present : present?.revision === wanted);
  const result = await store.commit({ key: one.key, expect: wanted, value: one.value === null ? null : bytes(one.value) });
  if (met && (one.value !== null || present)) {
    expect(result.ok).toBe(true);
    if (result.ok) model.commit(one.key, one.value, result.revision);
  } else {
    expect(result.ok ? result : inWords(result.actual)).toEqual(present && `${one.key}=${present.value}@${present.revision}`);
  }
  expect(inWords(await store.get(one.key))).toBe(model.range(one.key, Infinity, null).find((entry) => entry.startsWith(`${one.key}=`)));
}
