import fc from 'fast-check';
import type { Endpoint, EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { planSlices, type EndpointGroup } from './plan.js';

const endpoint = (n: number, ready = true): Endpoint => ({ addresses: [`10.0.${n >> 8}.${n & 255}`], conditions: { ready }, targetRef: { kind: 'Pod', uid: `u${n}` } });
const ports = [{ name: '', port: 80, protocol: 'TCP' }];
const group = (ids: readonly number[]): EndpointGroup => ({ addressType: 'IPv4', ports, endpoints: ids.map((n) => endpoint(n)) });
const slice = (name: string, ids: readonly number[], more: Partial<EndpointSlice> = {}): EndpointSlice =>
  ({ metadata: { name, uid: name }, addressType: 'IPv4', ports, endpoints: ids.map((n) => endpoint(n)), ...more });

/** The slices after a plan was carried out. */
function applied(existing: readonly EndpointSlice[], plan: ReturnType<typeof planSlices>): EndpointSlice[] {
  const gone = new Set(plan.remove.map((s) => s.metadata.name));
  const updates = new Map(plan.update.map((s) => [s.metadata.name, s]));
  return [...existing.filter((s) => !gone.has(s.metadata.name)).map((s) => updates.get(s.metadata.name) ?? s),
    ...plan.create.map((g, n): EndpointSlice => ({ metadata: { name: `new${n}` }, addressType: g.addressType, ports: [...g.ports], endpoints: [...g.endpoints] }))];
}
const idsOf = (slices: readonly EndpointSlice[]): string[] => slices.flatMap((s) => (s.endpoints ?? []).map((e) => e.addresses![0]!)).sort();

describe('the distribution over slices', () => {
  it('holds exactly what is wanted, in slices that are not too full, and is at rest then', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    fc.assert(fc.property(ids, fc.array(ids, { maxLength: 4 }), fc.integer({ min: 1, max: 12 }), (wanted, before, max) => {
      const seen = new Set<number>();
      const existing = before.map((list, n) => slice(`s${n}`, list.filter((id) => !seen.has(id) && seen.add(id)).slice(0, max)));
      const after = applied(existing, planSlices([group(wanted)], existing, max));
      expect(idsOf(after)).toEqual(idsOf([slice('all', wanted)]));
      for (const s of after) expect(s.endpoints!.length).toBeLessThanOrEqual(max);
      expect(planSlices([group(wanted)], after, max)).toEqual({ create: [], update: [], remove: [] });
    }));
  });

  it('touches one slice for one new endpoint', () => {
    const existing = [slice('a', [1, 2]), slice('b', [3]), slice('c', [4, 5, 6])];
    const plan = planSlices([group([1, 2, 3, 4, 5, 6, 7])], existing, 3);
    expect(plan).toMatchObject({ create: [], remove: [], update: [{ metadata: { name: 'a' } }] });
  });

  it('fills the slice that loses one', () => {
    const plan = planSlices([group([1, 3, 9])], [slice('a', [1, 2]), slice('b', [3])], 3);
    expect(plan).toMatchObject({ create: [], remove: [], update: [{ metadata: { name: 'a' }, endpoints: [{ targetRef: { uid: 'u1' } }, { targetRef: { uid: 'u9' } }] }] });
  });

  it('rewrites a slice of ports that are gone instead of making one', () => {
    const old = slice('a', [1], { ports: [{ name: '', port: 81, protocol: 'TCP' }] });
    expect(planSlices([group([1])], [old], 3)).toMatchObject({ create: [], remove: [], update: [{ metadata: { name: 'a' }, ports }] });
  });

  it('keeps one empty slice for a service without endpoints', () => {
    const empty: EndpointGroup = { addressType: 'IPv4', ports: [], endpoints: [] };
    expect(planSlices([empty], [], 3).create).toEqual([empty]);
    expect(planSlices([empty], [slice('a', [1])], 3)).toMatchObject({ create: [], remove: [], update: [{ endpoints: [], ports: [] }] });
  });
});
