import fc from 'fast-check';
import { TestServer } from '../testing/server.js';

const NAMES = ['a', 'b', 'c'];
type Step = { readonly do: 'create' | 'put' | 'patch' | 'delete'; readonly name: string; readonly value: string };
const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom('create', 'put', 'patch', 'delete'), name: fc.constantFrom(...NAMES), value: fc.constantFrom('1', '2', '3') });

let server: TestServer;
beforeAll(async () => { server = await TestServer.start(); });
afterAll(() => server.stop());

/** What the store should hold, and what each write should answer. */
function apply(model: Map<string, string>, { do: what, name, value }: Step): number {
  const there = model.has(name);
  if (what === 'create') { if (there) return 409; model.set(name, value); return 201; }
  if (!there) return 404;
  if (what === 'delete') model.delete(name); else model.set(name, value);
  return 200;
}

it('any sequence of writes answers as the model does, and its watch replayed is its list', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const namespace = await server.namespace();
    const at = `/api/v1/namespaces/${namespace}/configmaps`;
    const start = (await server.get(at)).body['metadata']!['resourceVersion'] as unknown as string;
    const watching = await server.watch(`${at}?watch=1&resourceVersion=${start}`);
    const model = new Map<string, string>();
    for (const s of steps) {
      const body = { metadata: { name: s.name }, data: { v: s.value } };
      const answer = s.do === 'create' ? await server.post(at, body) : s.do === 'put' ? await server.put(`${at}/${s.name}`, body)
        : s.do === 'patch' ? await server.patch(`${at}/${s.name}`, 'merge', { data: { v: s.value } }) : await server.delete(`${at}/${s.name}`);
      expect(answer.code).toBe(apply(model, s));
    }
    await server.post(at, { metadata: { name: 'zz-end' } });
    const seen = new Map<string, string>();
    let last = Number(start);
    for (;;) {
      const event = (await watching.next())!;
      const { name, resourceVersion } = event.object['metadata'] as unknown as { name: string; resourceVersion: string };
      expect(Number(resourceVersion)).toBeGreaterThan(last);
      last = Number(resourceVersion);
      if (name === 'zz-end') break;
      expect(event.type === 'ADDED').toBe(!seen.has(name));
      if (event.type === 'DELETED') seen.delete(name); else seen.set(name, event.object['data']!['v'] as unknown as string);
    }
    watching.close();
    const items = (await server.get(at)).body['items'] as unknown as { metadata: { name: string }; data?: { v: string } }[];
    const listed = items.filter((i) => i.metadata.name !== 'zz-end').map((i) => [i.metadata.name, i.data!.v]);
    expect([...seen].sort()).toEqual([...model].sort());
    expect(listed).toEqual([...model].sort());
  }), { numRuns: 40 });
}, 60_000);
