import type { Change, CommitResult } from '../store.js';
import { violation, type Observed } from './linearizability.js';

const commit = (from: number, to: number, expected: Change['expect'], value: string | null, result: CommitResult): Observed =>
  ({ kind: 'commit', from, to, change: { key: 'k', expect: expected, value: value === null ? null : Buffer.from(value) }, result });
const get = (from: number, to: number, value?: string, revision = 0): Observed =>
  ({ kind: 'get', from, to, key: 'k', entry: value === undefined ? undefined : { key: 'k', value: Buffer.from(value), revision } });
const ok = (revision: number): CommitResult => ({ ok: true, revision });

describe('the linearizability check', () => {
  it('accepts a possible history', () => {
    expect(violation([
      commit(0, 2, 'absent', 'a', ok(1)), commit(0, 2, 1, 'b', ok(2)), get(0, 2), get(1, 2, 'a', 1), get(2, 2, 'b', 2),
      commit(2, 3, 2, null, ok(3)), commit(2, 3, 'absent', 'x', { ok: false, actual: { key: 'k', value: Buffer.from('b'), revision: 2 } }), get(3, 3),
    ])).toBeUndefined();
  });

  it.each<[string, Observed[], RegExp]>([
    ['a stale read', [commit(0, 1, 'absent', 'a', ok(1)), get(1, 1)], /absent was seen/],
    ['a read of what was replaced before', [commit(0, 1, 'absent', 'a', ok(1)), commit(1, 2, 1, 'b', ok(2)), get(2, 2, 'a', 1)], /never was then/],
    ['a read of a value that nobody wrote', [commit(0, 1, 'absent', 'a', ok(1)), get(0, 1, 'z', 1)], /never was then/],
    ['two creations', [commit(0, 2, 'absent', 'a', ok(1)), commit(0, 2, 'absent', 'b', ok(2))], /accepted at 2 though the key was at 1/],
    ['a lost update', [commit(0, 1, 'absent', 'a', ok(1)), commit(1, 3, 1, 'b', ok(2)), commit(1, 3, 1, 'c', ok(3))], /accepted at 3/],
    ['a revision given twice', [commit(0, 1, 'absent', 'a', ok(1)), commit(0, 1, 'any', 'b', ok(1))], /given twice/],
    ['an order against real time', [commit(2, 3, 'any', 'a', ok(1))], /outside \(2, 3\]/],
    ['a refusal without a reason', [commit(0, 0, 'absent', 'a', { ok: false, actual: undefined })], /refused though/],
  ])('finds %s', (_, history, message) => {
    expect(violation(history)).toMatch(message);
  });
});
