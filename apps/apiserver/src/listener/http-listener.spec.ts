import http2 from 'node:http2';
import https from 'node:https';
import { gunzipSync } from 'node:zlib';
import { TestServer } from '../testing/server.js';

let server: TestServer;
let namespace: string;
let at: string;
beforeAll(async () => { server = await TestServer.start(); namespace = await server.namespace(); at = `/api/v1/namespaces/${namespace}/configmaps`; });
afterAll(() => server.stop());

interface Answer { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: Buffer }
interface Asked { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string | Buffer; readonly certificate?: boolean }

function h1(path: string, { method = 'GET', headers = {}, body, certificate = true }: Asked = {}): Promise<Answer> {
  const { superAdmin } = server.pki.clients;
  return new Promise((resolve, reject) => {
    const request = https.request({
      host: '127.0.0.1', port: server.server.port, path, method, headers, agent: false, ca: server.pki.ca.cert, ...(certificate ? { cert: superAdmin.cert, key: superAdmin.key } : {}),
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    request.on('upgrade', () => reject(new Error('upgraded')));
    request.on('error', reject);
    request.end(body);
  });
}

async function withH2<T>(use: (session: http2.ClientHttp2Session) => Promise<T>): Promise<T> {
  const { superAdmin } = server.pki.clients;
  const session = http2.connect(`https://127.0.0.1:${server.server.port}`, { ca: server.pki.ca.cert, cert: superAdmin.cert, key: superAdmin.key });
  try { return await use(session); } finally { await new Promise<void>((resolve) => { session.close(resolve); }); }
}

function h2(session: http2.ClientHttp2Session, headers: http2.OutgoingHttpHeaders, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers, { endStream: body === undefined });
    const chunks: Buffer[] = [];
    let status: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader = {};
    stream.on('response', (received) => { status = received; });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve({ status: Number(status[':status']), headers: status, body: Buffer.concat(chunks) }));
    stream.on('error', reject);
    if (body !== undefined) stream.end(body);
  });
}

const json = (answer: Answer): Record<string, unknown> => JSON.parse(answer.body.toString()) as Record<string, unknown>;

it('speaks HTTP/1.1 and HTTP/2 on one port', async () => {
  expect((await h1(`${at}?limit=1`)).status).toBe(200);
  await withH2(async (session) => {
    const made = await h2(session, { ':path': at, ':method': 'POST', 'content-type': 'application/json' }, JSON.stringify({ metadata: { name: 'two' } }));
    expect(made.status).toBe(201);
    const many = await Promise.all(Array.from({ length: 50 }, () => h2(session, { ':path': `${at}/two` })));
    expect(new Set(many.map((m) => m.body.toString()))).toEqual(new Set([made.body.toString()]));
  });
});

it('knows callers by their certificates', async () => {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const body = JSON.stringify({ kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' });
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  expect(json(await h1(path, asked))).toMatchObject({ status: { userInfo: { groups: expect.arrayContaining(['system:masters', 'system:authenticated']) } } });
  expect(json(await h1(at, { certificate: false }))).toMatchObject({ code: 403, message: expect.stringContaining('User "system:anonymous" cannot list resource "configmaps"') });
  expect((await h1('/livez', { certificate: false })).body.toString()).toBe('ok');
});

it('compresses what is long', async () => {
  const text = 'x'.repeat(200_000);
  await server.post(at, { metadata: { name: 'long' }, data: { text } });
  const packed = await h1(`${at}/long`, { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(packed.body).toString())).toMatchObject({ data: { text } });
  const list = await h1(at, { headers: { 'accept-encoding': 'gzip' } });
  expect(JSON.parse(gunzipSync(list.body).toString())).toMatchObject({ kind: 'ConfigMapList' });
  expect((await h1(`${at}?fieldSelector=metadata.name%3Dtwo`, { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBeUndefined();
  const plain = await h1(at);
  expect([plain.headers['content-encoding'], Number(plain.headers['content-length'])]).toEqual([undefined, plain.body.length]);
});

it('answers HEAD without a body', async () => {
  const head = await h1(`${at}?limit=1`, { method: 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
});

it('tells who sends too much, announced or not', async () => {
  const body = JSON.stringify({ metadata: { name: 'big' }, data: { a: 'x'.repeat(4_000_000) } });
  for (const [name, value] of [['content-length', String(body.length)], ['transfer-encoding', 'chunked']] as const) {
    const refused = await h1(at, { method: 'POST', headers: { 'content-type': 'application/json', [name]: value }, body });
    expect(json(refused)).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
  }
  await withH2(async (session) => expect((await h2(session, { ':path': at, ':method': 'POST', 'content-type': 'application/json' }, body)).status).toBe(413));
});

it('lets go of watches whose callers are gone', async () => {
  const cache = server.server.registry.find('', 'v1', 'configmaps')!.storage!.cache;
  const before = cache.watchers;
  await withH2(async (session) => {
    const stream = session.request({ ':path': `${at}?watch=1` });
    await new Promise((resolve) => { stream.once('data', resolve); });
    expect(cache.watchers).toBe(before + 1);
    const closed = new Promise((resolve) => { stream.once('close', resolve); });
    stream.close(http2.constants.NGHTTP2_CANCEL);
    await closed;
  });
  while (cache.watchers > before) await new Promise((resolve) => { setImmediate(resolve); });
});

it('survives requests that break off', async () => {
  await new Promise<void>((resolve) => {
    const { superAdmin } = server.pki.clients;
    const request = https.request({
      host: '127.0.0.1', port: server.server.port, path: at, method: 'POST', agent: false, ca: server.pki.ca.cert, cert: superAdmin.cert, key: superAdmin.key,
      headers: { 'content-type': 'application/json', 'content-length': '1000' },
    });
    request.on('error', () => resolve());
    request.write('{', () => request.destroy(new Error('enough')));
  });
  expect((await h1('/livez')).status).toBe(200);
});

it('refuses to speak another protocol where there is none', async () => {
  const refused = await h1(`${at}?limit=1`, { headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1' } });
  expect(refused.status).toBeLessThan(500);
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  await server.post(pods, { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } });
  expect(json(await h1(`${pods}/p/exec?command=x`, { headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1' } }))).toMatchObject({ code: 400, message: 'pod p does not have a host assigned' });
  expect(json(await h1(`${pods}/p/exec?command=x`))).toMatchObject({ code: 400, message: expect.stringContaining('Upgrade request required') });
});

it('publishes discovery, OpenAPI and health', async () => {
  const discovery = await h1('/apis', { headers: { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' } });
  expect(json(discovery)).toMatchObject({ kind: 'APIGroupDiscoveryList' });
  expect((await h1('/apis', { headers: { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList', 'if-none-match': String(discovery.headers['etag']) } })).status).toBe(304);
  const { paths } = json(await h1('/openapi/v3')) as { paths: Record<string, { serverRelativeURL: string }> };
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['api/v1', 'apis/apps/v1']));
  const document = await h1(paths['apis/apps/v1']!.serverRelativeURL);
  expect([document.status, document.headers['cache-control']]).toEqual([200, 'public, immutable']);
  expect((await h1(paths['apis/apps/v1']!.serverRelativeURL, { headers: { 'if-none-match': String(document.headers['etag']) } })).status).toBe(304);
  expect((await h1('/readyz?verbose')).body.toString()).toMatch(/^\[\+\]ping ok\n[^]*readyz check passed\n$/);
  expect((await h1('/livez?exclude=ping&verbose')).body.toString()).toContain('[+]ping excluded: ok');
  expect((await h1('/livez/ping')).body.toString()).toBe('ok');
});
