import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { createClient } from './create-client.js';
import { createHttpsTransport } from './https-transport.js';
import { manualClock } from './testing/manual-clock.js';
import type { Transport } from './transport.js';

describe('the HTTPS transport and the client on it', () => {
  let server: http.Server;
  let transport: Transport;
  let handler: http.RequestListener = () => {};
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const json = (response: http.ServerResponse, status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): void =>
    void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  beforeAll(() => new Promise<void>((resolve) => { server = http.createServer((q, s) => handler(q, s)).listen(0, '127.0.0.1', resolve); }));
  beforeEach(() => { transport = createHttpsTransport({ server: url(), userAgent: 'kubets/test' }); });
  afterEach(() => transport.close());
  afterAll(() => { server.closeAllConnections(); return new Promise<void>((resolve) => void server.close(() => resolve())); });

  it('sends what is needed and reads objects and lists', async () => {
    const requests: string[] = [];
    handler = (request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers['user-agent']} ${request.headers['content-type'] ?? ''}`);
      if (request.url?.includes('limit')) return json(response, 200, { kind: 'PodList', metadata: { resourceVersion: '9', continue: 'x' }, items: [{ metadata: { name: 'a' } }] });
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => json(response, 200, body ? JSON.parse(body) : { metadata: { name: 'got' } }));
    };
    const client = createClient(transport);
    expect(await client.resource(pods).list({ labelSelector: 'a in (b)', limit: 5 })).toEqual({ metadata: { resourceVersion: '9', continue: 'x' }, items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }] });
    const created = await client.resource(pods).create({ metadata: { name: 'é', namespace: 'ns' } }, { fieldManager: 'me', dryRun: true });
    expect(created).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'é', namespace: 'ns' } });
    await client.resource(pods, 'ns').patch('a', { type: 'apply', body: {}, fieldManager: 'me', force: true }, { subresource: 'status' });
    await client.resource(pods, 'ns').delete('a', { propagationPolicy: 'Orphan' });
    await client.resource(pods, 'ns').delete('a');
    await expect(client.resource(pods).get('a')).rejects.toThrow('pods are namespaced: to address "a", ask for the client of its namespace');
    expect(requests).toEqual([
      'GET /api/v1/pods?labelSelector=a%20in%20(b)&limit=5 kubets/test ',
      'POST /api/v1/namespaces/ns/pods?fieldManager=me&dryRun=All kubets/test application/json',
      'PATCH /api/v1/namespaces/ns/pods/a/status?fieldManager=me&force=true kubets/test application/apply-patch+yaml',
      'DELETE /api/v1/namespaces/ns/pods/a kubets/test application/json',
      'DELETE /api/v1/namespaces/ns/pods/a kubets/test ',
    ]);
  });

  it('turns Status answers and others into StatusErrors', async () => {
    handler = (_, response) => json(response, 404, { kind: 'Status', status: 'Failure', reason: 'NotFound', message: 'pods "a" not found', code: 404 });
    await expect(createClient(transport).resource(pods, 'x').get('a')).rejects.toMatchObject({ name: 'StatusError', reason: 'NotFound', message: 'pods "a" not found' });
    handler = (_, response) => void response.writeHead(502).end('bad gateway');
    await expect(createClient(transport).raw('GET', '/version')).rejects.toMatchObject({ code: 502, reason: 'Unknown', message: 'GET /version was answered with 502: bad gateway' });
  });

  it('waits as long as the server says before it reads again, and never repeats a write', async () => {
    const clock = manualClock();
    let count = 0;
    handler = (_, response) => {
      if (++count % 2 === 1) json(response, 429, { kind: 'Status', status: 'Failure', reason: 'TooManyRequests', message: 'busy', code: 429 }, { 'Retry-After': '3' });
      else json(response, 200, { ok: true });
    };
    const client = createClient(transport, clock);
    const read = client.raw('GET', '/x');
    while (clock.pending === 0) await clock.advance(0);
    await clock.advance(2_999);
    expect(count).toBe(1);
    await clock.advance(1);
    expect(await read).toEqual({ ok: true });
    await expect(client.raw('POST', '/x', {})).rejects.toMatchObject({ code: 429 });
    expect(count).toBe(3);
  });

  it('streams a watch, ends it on abort, and is not held back by other watches', async () => {
    const open = new Set<http.ServerResponse>();
    handler = (request, response) => {
      if (!request.url?.includes('watch')) return json(response, 200, {});
      open.add(response);
      request.on('close', () => open.delete(response));
      response.writeHead(200).write('{"type":"ADDED","object":{"metadata":{"name":"a"}}}\n');
    };
    const client = createClient(transport);
    const stop = new AbortController();
    const watches = Array.from({ length: 50 }, async () => {
      const seen: string[] = [];
      for await (const event of client.resource(pods).watch({ signal: stop.signal, sendInitialEvents: true })) seen.push(event.type);
      return seen;
    });
    while (open.size < 50) await new Promise((resolve) => setImmediate(resolve));
    await client.raw('GET', '/healthz');
    // What the server wrote first has to arrive before the abort.
    const probe = client.resource(pods).watch()[Symbol.asyncIterator]();
    expect(await probe.next()).toMatchObject({ value: { type: 'ADDED' } });
    await probe.return!(undefined);
    while (open.size > 50) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    const seen = await Promise.all(watches);
    expect(seen.every((events) => events.length <= 1)).toBe(true);
    while (open.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('says when the server cannot be reached or goes away', async () => {
    const other = http.createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', () => resolve()));
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await new Promise((resolve) => other.close(resolve));
    const nobody = createHttpsTransport({ server: address });
    await expect(nobody.request({ method: 'GET', path: '/' })).rejects.toMatchObject({ name: 'ConnectionError', code: 'ECONNREFUSED', message: expect.stringContaining(`cannot reach the API server at ${address}: nothing listens there`) as string });
    nobody.close();
    handler = (_, response) => { response.writeHead(200).write('{"type":'); setImmediate(() => response.destroy()); };
    const read = async () => { for await (const event of createClient(transport).resource(pods).watch()) void event; };
    await expect(read()).rejects.toMatchObject({ name: 'ConnectionError', code: 'ECONNRESET' });
    expect(() => createHttpsTransport({ server: '127.0.0.1:6443' })).toThrow();
  });

  it('sends a read again when the idle connection that it used turns out to be dead', async () => {
    let count = 0;
    handler = (request, response) => {
      if (++count === 2) return void request.socket.destroy();
      json(response, 200, { count });
    };
    const client = createClient(transport);
    expect(await client.raw('GET', '/')).toEqual({ count: 1 });
    expect(await client.raw('GET', '/')).toEqual({ count: 3 });
    count = 1;
    await expect(client.raw('POST', '/', {})).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('sends tokens and impersonation', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'token-'));
    try {
      await writeFile(join(dir, 'token'), 'secret\n');
      let headers: http.IncomingHttpHeaders = {};
      handler = (request, response) => { headers = request.headers; json(response, 200, {}); };
      const mine = createHttpsTransport({ server: url(), tokenFile: join(dir, 'token'), impersonate: { user: 'jane', groups: ['a', 'b'], extra: { 'example.com/x': ['1'] } } });
      await createClient(mine).raw('GET', '/');
      mine.close();
      expect(headers).toMatchObject({ authorization: 'Bearer secret', 'impersonate-user': 'jane', 'impersonate-group': 'a, b', 'impersonate-extra-example.com%2fx': '1' });
      const without = createHttpsTransport({ server: url(), tokenFile: join(dir, 'none') });
      await expect(without.request({ method: 'GET', path: '/' })).rejects.toThrow('cannot read the token file');
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
