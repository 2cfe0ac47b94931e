import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2, type Http2Server } from 'node:http2';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { grpcProbe } from './grpc.js';
import { httpProbe } from './http.js';
import { tcpProbe } from './tcp.js';

const open: (Server | Http2Server)[] = [];
afterEach(async () => { for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve)); });
const listen = async <T extends Server | Http2Server>(server: T): Promise<number> => {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const http = async (listener: RequestListener, more = {}) => httpProbe({ scheme: 'http', host: '127.0.0.1', port: await listen(createServer(listener) as Server), path: '/health', headers: [], timeoutMs: 2000, ...more });

describe('HTTP checks', () => {
  it.each([[200, 'success'], [302, 'success'], [399, 'success'], [400, 'failure'], [500, 'failure']])('status %i is a %s', async (status, result) => {
    expect((await http((_, response) => response.writeHead(status).end())).result).toBe(result);
  });
  it('say which status came', async () => expect(await http((_, response) => response.writeHead(503).end())).toEqual({ result: 'failure', message: 'HTTP probe failed with statuscode: 503' }));
  it('send headers as asked', async () => {
    let seen: Record<string, unknown> = {};
    await http((request, response) => { seen = request.headers; response.end(); }, { headers: [{ name: 'Host', value: 'example.test' }, { name: 'X-A', value: 'b' }] });
    expect(seen).toMatchObject({ host: 'example.test', 'x-a': 'b', 'user-agent': 'kube-probe/1.36' });
  });
  it('follow redirects on the same host only', async () => {
    expect(await http((request, response) => (request.url === '/health' ? response.writeHead(302, { location: '/ok' }).end() : response.writeHead(request.url === '/ok' ? 200 : 500).end()))).toMatchObject({ result: 'success' });
    expect(await http((_, response) => response.writeHead(302, { location: 'http://elsewhere.test/' }).end())).toMatchObject({ result: 'warning' });
    expect((await http((_, response) => response.writeHead(302, { location: '/health' }).end())).message).toContain('stopped after 10 redirects');
  });
  it('say that nobody listens, and that nobody answered in time', async () => {
    const port = await listen(createTcp());
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect((await httpProbe({ scheme: 'http', host: '127.0.0.1', port, path: '/', headers: [], timeoutMs: 1000 })).message).toBe(`Get "http://127.0.0.1:${port}/": dial tcp 127.0.0.1:${port}: connect: connection refused`);
    expect((await http(() => undefined, { timeoutMs: 50 })).message).toContain('context deadline exceeded');
  });
});

describe('TCP checks', () => {
  it('need a listener', async () => {
    const port = await listen(createTcp((socket) => socket.end()));
    expect((await tcpProbe('127.0.0.1', port, 1000)).result).toBe('success');
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await tcpProbe('127.0.0.1', port, 1000)).toEqual({ result: 'failure', message: `dial tcp 127.0.0.1:${port}: connect: connection refused` });
  });
});

describe('gRPC checks', () => {
  const serve = async (status: number | undefined, grpcStatus = '0'): Promise<number> => {
    const server = createHttp2();
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': grpcStatus }));
      stream.end(status === undefined ? undefined : Buffer.from([0, 0, 0, 0, 2, 8, status]));
    });
    return listen(server);
  };
  it('understand the health protocol', async () => {
    expect((await grpcProbe('127.0.0.1', await serve(1), '', 2000)).result).toBe('success');
    expect(await grpcProbe('127.0.0.1', await serve(2), 'db', 2000)).toEqual({ result: 'failure', message: 'service unhealthy (responded with "NOT_SERVING")' });
    expect((await grpcProbe('127.0.0.1', await serve(undefined, '12'), '', 2000)).message).toContain('does not implement the grpc health protocol');
  });
  it('say that nobody answered', async () => {
    const port = await serve(1);
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect((await grpcProbe('127.0.0.1', port, '', 1000)).message).toContain(`failed to connect service "127.0.0.1:${port}" within 1s`);
  });
});
