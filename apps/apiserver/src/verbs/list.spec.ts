import { openMemoryStore } from '@kubets/storage/memory/memory-store';
import { TestServer } from '../testing/server.js';

let server: TestServer;
let at: string;
beforeAll(async () => { server = await TestServer.start(); });
afterAll(() => server.stop());
beforeEach(async () => {
  at = `/api/v1/namespaces/${await server.namespace()}/configmaps`;
  for (const name of ['a', 'b', 'c', 'd', 'e']) await server.post(at, { metadata: { name, labels: { odd: String('ace'.includes(name)) } } });
});

const names = (answer: { body: { items: { metadata: { name: string } }[] } }): string[] => answer.body.items.map((i) => i.metadata.name);
const list = (query: string) => server.get(`${at}?${query}`) as never as Promise<{ code: number; body: { items: { metadata: { name: string } }[]; metadata: { continue: string; resourceVersion: string; remainingItemCount: number }; reason: string; message: string } }>;

it('comes in pages that hold together while objects change', async () => {
  const first = await list('limit=2');
  expect(names(first)).toEqual(['a', 'b']);
  expect(first.body.metadata.remainingItemCount).toBe(3);
  await server.delete(`${at}/c`);
  await server.post(at, { metadata: { name: 'cc' } });
  const second = await list(`limit=2&continue=${first.body.metadata.continue}`);
  expect(names(second)).toEqual(['c', 'd']);
  expect(second.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
  const third = await list(`limit=2&continue=${second.body.metadata.continue}`);
  expect([names(third), third.body.metadata.continue, third.body.metadata.remainingItemCount]).toEqual([['e'], undefined, undefined]);
});

it('does not count what remains behind a selector', async () => {
  const first = await list('limit=2&labelSelector=odd%3Dtrue');
  expect([names(first), first.body.metadata.remainingItemCount]).toEqual([['a', 'c'], undefined]);
  const second = await list(`limit=2&labelSelector=odd%3Dtrue&continue=${first.body.metadata.continue}`);
  expect([names(second), second.body.metadata.continue]).toEqual([['e'], undefined]);
});

it('offers a way to go on when the page is too old', async () => {
  const store = openMemoryStore();
  const other = await TestServer.start({ store });
  const path = '/api/v1/namespaces/default/configmaps';
  for (const name of ['a', 'b', 'c']) await other.post(path, { metadata: { name } });
  const first = await other.get(`${path}?limit=1`);
  await other.delete(`${path}/b`);
  await other.post(path, { metadata: { name: 'd' } });
  await store.compact(store.currentRevision());
  const late = await other.get(`${path}?limit=1&continue=${first.body['metadata']!['continue']}`);
  expect(late.body).toMatchObject({ code: 410, reason: 'Expired', metadata: { continue: expect.any(String) } });
  const rest = await other.get(`${path}?continue=${late.body['metadata']!['continue']}`);
  expect(names(rest as never)).toEqual(['c', 'd']);
  await other.stop();
});

it('answers as of a version, or from one on', async () => {
  const then = (await list('')).body.metadata.resourceVersion;
  await server.delete(`${at}/a`);
  expect(names(await list(`resourceVersion=${then}&resourceVersionMatch=Exact`))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(names(await list(`resourceVersion=${then}&resourceVersionMatch=NotOlderThan`))).toEqual(['b', 'c', 'd', 'e']);
  expect(names(await list(`resourceVersion=${then}`))).toEqual(['b', 'c', 'd', 'e']);
  expect(names(await list(`resourceVersion=${then}&limit=2`))).toEqual(['a', 'b']);
  expect(names(await list('resourceVersion=0&limit=2'))).toEqual(['b', 'c', 'd', 'e']);
});

it.each([
  ['resourceVersionMatch=Exact', 400], ['resourceVersion=0&resourceVersionMatch=Exact', 400], ['resourceVersion=1&resourceVersionMatch=Sometimes', 400],
  ['resourceVersion=x', 400], ['resourceVersion=99999999', 504], ['resourceVersion=99999999&resourceVersionMatch=Exact', 504], ['limit=many', 400], ['continue=rubbish', 400],
])('refuses ?%s', async (query, code) => expect((await list(query)).code).toBe(code));

it('selects by labels and fields', async () => {
  expect(names(await list('labelSelector=odd%20in%20(false)'))).toEqual(['b', 'd']);
  expect(names(await list('labelSelector=odd%21%3Dfalse,odd'))).toEqual(['a', 'c', 'e']);
  expect(names(await list('fieldSelector=metadata.name%3Dc'))).toEqual(['c']);
  expect(names(await list('fieldSelector=metadata.name%3Dc&labelSelector=odd%3Dfalse'))).toEqual([]);
  expect(names(await list('fieldSelector=metadata.name%21%3Dc'))).toEqual(['a', 'b', 'd', 'e']);
  expect((await list('fieldSelector=data.x%3D1')).body.message).toContain('field label not supported: data.x');
});
