import fc from 'fast-check';
import { KeyedHeap } from './heap.js';

describe('the keyed heap', () => {
  it('behaves as a sorted map does', () => {
    const operation = fc.oneof(
      fc.record({ do: fc.constant('push' as const), key: fc.integer({ min: 0, max: 12 }), value: fc.integer() }),
      fc.record({ do: fc.constantFrom('pop' as const, 'remove' as const), key: fc.integer({ min: 0, max: 12 }), value: fc.constant(0) }),
    );
    fc.assert(fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const compare = (a: [number, string], b: [number, string]): number => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
      const heap = new KeyedHeap<[number, string]>(compare);
      const model = new Map<string, [number, string]>();
      for (const { do: what, key, value } of operations) {
        const name = String(key);
        const least = [...model.values()].sort(compare)[0];
        if (what === 'push') { heap.push(name, [value, name]); model.set(name, [value, name]); }
        else if (what === 'remove') { expect(heap.remove(name)).toEqual(model.get(name)); model.delete(name); }
        else { expect(heap.pop()).toEqual(least); if (least) model.delete(least[1]); }
        expect(heap.size).toBe(model.size);
        expect(heap.get(name)).toEqual(model.get(name));
        expect(heap.peek()).toEqual([...model.values()].sort(compare)[0]);
      }
    }));
  });
});
