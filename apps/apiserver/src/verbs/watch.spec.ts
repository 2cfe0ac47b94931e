import { openMemoryStore } from '@kubets/storage/memory/memory-store';
import { TestServer } from '../testing/server.js';
import type { ApiResponse, Sink } from '../request/request.js';

let server: TestServer;
let namespace: string;
let at: string;
beforeAll(async () => { server = await TestServer.start(); });
afterAll(() => server.stop());
beforeEach(async () => { namespace = await server.namespace(); at = `/api/v1/namespaces/${namespace}/configmaps`; });

const make = (name: string, labels: Record<string, string> = {}) => server.post(at, { metadata: { name, labels } });
const revision = async (): Promise<string> => (await server.get(`${at}?limit=1`)).body['metadata']!['resourceVersion'] as unknown as string;

it('goes on from a revision, with each change once', async () => {
  await make('a');
  const from = await revision();
  await make('b');
  await server.patch(`${at}/a`, 'merge', { data: { x: '1' } });
  const watching = await server.watch(`${at}?watch=true&resourceVersion=${from}`);
  await server.delete(`${at}/b`);
  expect(await watching.take(3)).toEqual(['ADDED b', 'MODIFIED a', 'DELETED b']);
  watching.close();
});

it('sends the state first when no revision is given, and then what changes', async () => {
  await make('a');
  const watching = await server.watch(`${at}?watch=1`);
  expect(await watching.take(1)).toEqual(['ADDED a']);
  await make('b');
  expect(await watching.take(1)).toEqual(['ADDED b']);
  watching.close();
});

it('marks the end of the state when it is streamed', async () => {
  await make('a');
  const watching = await server.watch(`${at}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`);
  expect((await watching.next())!.object['metadata']!['name']).toBe('a');
  expect(await watching.next()).toMatchObject({ type: 'BOOKMARK', object: { kind: 'ConfigMap', metadata: { resourceVersion: await revision(), annotations: { 'k8s.io/initial-events-end': 'true' } } } });
  watching.close();
});

it.each([
  ['sendInitialEvents=true', 422], ['resourceVersionMatch=NotOlderThan', 422], ['resourceVersion=abc', 400], ['resourceVersion=999999999', 504], ['timeoutSeconds=x', 400],
  ['labelSelector=%21%21', 400], ['fieldSelector=spec.nothing%3Dx', 400],
])('refuses ?%s', async (query, code) => expect((await server.get(`${at}?watch=1&${query}`)).code).toBe(code));

it('turns changes into and out of the selection into additions and deletions', async () => {
  const from = await revision();
  const watching = await server.watch(`${at}?watch=1&resourceVersion=${from}&labelSelector=in%3Dyes`);
  await make('out');
  await make('in', { in: 'yes' });
  await server.patch(`${at}/out`, 'merge', { metadata: { labels: { in: 'yes' } } });
  const left = await server.patch(`${at}/in`, 'merge', { metadata: { labels: { in: 'no' } }, data: { new: '1' } });
  expect(await watching.take(2)).toEqual(['ADDED in', 'ADDED out']);
  const gone = await watching.next();
  // What leaves is shown as it was last seen, at the revision of the change.
  expect(gone).toMatchObject({ type: 'DELETED', object: { metadata: { name: 'in', labels: { in: 'yes' }, resourceVersion: left.body['metadata']!['resourceVersion'] } } });
  expect(gone!.object['data']).toBeUndefined();
  await server.delete(`${at}/in`);
  await server.delete(`${at}/out`);
  expect(await watching.take(1)).toEqual(['DELETED out']);
  watching.close();
});

it('watches one object by its name, by a field selector, and under the old prefix', async () => {
  await make('a');
  const from = await revision();
  const paths = [`${at}/a?watch=1&`, `${at}?watch=1&fieldSelector=metadata.name%3Da&`, `/api/v1/watch/namespaces/${namespace}/configmaps/a?`];
  const watches = await Promise.all(paths.map((path) => server.watch(`${path}resourceVersion=${from}`)));
  await make('b');
  await server.patch(`${at}/a`, 'merge', { data: { x: '1' } });
  for (const watching of watches) { expect(await watching.take(1)).toEqual(['MODIFIED a']); watching.close(); }
});

it('ends after timeoutSeconds', async () => {
  const watching = await server.watch(`${at}?watch=1&timeoutSeconds=1`);
  expect(await watching.next()).toBeUndefined();
});

it('sends rows, with the columns in each of them', async () => {
  const watching = await server.watch(`${at}?watch=1`, 'application/json;as=Table;v=v1;g=meta.k8s.io');
  await make('a');
  expect(await watching.next()).toMatchObject({ type: 'ADDED', object: { kind: 'Table', rows: [{ cells: ['a', 0, expect.any(String)] }] } });
  watching.close();
});

it('is told that a revision is too old by an event', async () => {
  const old = await TestServer.start({ store: openMemoryStore() });
  const first = (await old.get('/api/v1/configmaps')).body['metadata']!['resourceVersion'] as unknown as string;
  // More changes than are kept.
  const path = '/api/v1/namespaces/default/configmaps';
  await old.post(path, { metadata: { name: 'busy' } });
  for (let i = 0; i < 5200; i++) await old.patch(`${path}/busy`, 'merge', { data: { i: String(i) } });
  const watching = await old.watch(`${path}?watch=1&resourceVersion=${first}`);
  expect(await watching.next()).toMatchObject({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } });
  expect(await watching.next()).toBeUndefined();
  await old.stop();
}, 60_000);

/** A receiver that takes nothing until it is told to. */
class StuckSink implements Sink {
  readonly written: string[] = [];
  closed = false;
  stuck = true;
  pending = 0;
  #drain: (() => void)[] = [];
  #close: (() => void)[] = [];
  write(chunk: Buffer | string): boolean { this.written.push(chunk.toString()); this.pending += chunk.length; return !this.stuck; }
  end(): void { this.closed = true; for (const listener of this.#close) listener(); }
  destroy(): void { this.end(); }
  onDrain(listener: () => void): void { this.#drain.push(listener); }
  onClose(listener: () => void): void { this.#close.push(listener); }
  drain(): void { this.stuck = false; this.pending = 0; for (const listener of this.#drain.splice(0)) listener(); }
}

it('puts nothing aside for a watcher that is behind, and goes on where it stopped', async () => {
  const from = await revision();
  const query = new URLSearchParams(`watch=1&resourceVersion=${from}`);
  const response: ApiResponse = await server.server.handle({
    method: 'GET', path: at, query, headers: {}, body: async () => Buffer.alloc(0), signal: new AbortController().signal, remoteAddress: '', user: { name: 'a', groups: ['system:masters'] },
  });
  const sink = new StuckSink();
  (response.body as (sink: Sink) => void)(sink);
  const text = 'x'.repeat(900_000);
  for (const name of ['a', 'b', 'c', 'd']) await server.post(at, { metadata: { name }, data: { text } });
  await server.server.caches.fresh();
  const names = (): string[] => sink.written.flatMap((chunk) => [...chunk.matchAll(/"name":"(\w)"/g)].map((m) => m[1]!));
  expect(names()).toEqual(['a', 'b']);
  sink.drain();
  expect(names()).toEqual(['a', 'b', 'c', 'd']);
  await make('e');
  await server.server.caches.fresh();
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
  sink.end();
});
