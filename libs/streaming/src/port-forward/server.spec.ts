import { randomBytes } from 'node:crypto';
import net, { type AddressInfo } from 'node:net';
import { Duplex, duplexPair } from 'node:stream';
import { createWebSocketStream } from 'ws';
import { SpdyConnection } from '../spdy/connection.js';
import { connectSpdy } from '../spdy/handshake.js';
import type { SpdyStream } from '../spdy/stream.js';
import { collect } from '../testing/fake-command.js';
import { UpgradeServer } from '../testing/upgrade-server.js';
import type { StreamingTimeouts } from '../timeouts.js';
import { ChannelSocket } from '../websocket/channels.js';
import { connectWebSocket } from '../websocket/client.js';
import type { PortConnector } from './forward.js';
import { servePortForward } from './server.js';

const dial: PortConnector = (port) => new Promise((resolve, reject) => {
  const connection = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  connection.once('connect', () => resolve(connection)).once('error', reject);
});
const tunnelled = async (url: string): Promise<SpdyConnection> => {
  const { socket, protocol } = await connectWebSocket(new URL(url), ['SPDY/3.1+portforward.k8s.io']);
  expect(protocol).toBe('SPDY/3.1+portforward.k8s.io');
  return new SpdyConnection(createWebSocketStream(socket), { role: 'client' });
};
const plain = async (url: string): Promise<SpdyConnection> => (await connectSpdy(new URL(url), ['portforward.k8s.io'])).connection;

describe('servePortForward', () => {
  let server: UpgradeServer | undefined;
  let pod: net.Server;
  let targets: Set<net.Socket>;
  let echoPort: number;
  const serve = async (connect: PortConnector = dial, timeouts: Partial<StreamingTimeouts> = {}): Promise<string> => {
    server = await UpgradeServer.start((request, socket, head) => servePortForward(request, socket, head, connect, timeouts));
    return server.url;
  };
  const noTargets = async (): Promise<void> => { while (targets.size) await new Promise((resolve) => setImmediate(resolve)); };

  beforeEach(async () => {
    targets = new Set();
    pod = net.createServer({ allowHalfOpen: true }, (socket) => {
      targets.add(socket);
      socket.on('error', () => undefined).on('close', () => targets.delete(socket));
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => pod.listen(0, '127.0.0.1', resolve));
    echoPort = (pod.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
    for (const socket of targets) socket.destroy();
    await new Promise((resolve) => pod.close(resolve));
  });

  describe.each([['SPDY', plain], ['SPDY inside WebSocket', tunnelled]])('over %s', (_title, connect) => {
    let requestId = 0;
    const forward = (connection: SpdyConnection, port: number): { data: SpdyStream; error: SpdyStream } => {
      const headers = (type: string): Map<string, string> => new Map([['streamType', type], ['port', String(port)], ['requestID', String(requestId)]]);
      const error = connection.open(headers('error'));
      error.end();
      const data = connection.open(headers('data'));
      requestId++;
      return { data, error };
    };

    it('echoes 20 MB on each of three connections at once, half-closed', async () => {
      const connection = await connect(await serve());
      await Promise.all([1, 2, 3].map(async () => {
        const bytes = randomBytes(20 * 1024 * 1024);
        const { data, error } = forward(connection, echoPort);
        data.end(bytes);
        expect((await collect(data)).equals(bytes)).toBe(true);
        expect((await collect(error)).toString()).toBe('');
      }));
      await noTargets();
      connection.destroy();
    }, 60_000);

    it('tells which port cannot be reached, and forwards others', async () => {
      const connection = await connect(await serve((port) => (port === 9 ? Promise.reject(new Error('connection refused')) : dial(port))));
      const broken = forward(connection, 9);
      expect((await collect(broken.error)).toString()).toBe('error forwarding port 9: connection refused');
      const { data } = forward(connection, echoPort);
      data.end('still works');
      expect((await collect(data)).toString()).toBe('still works');
      connection.destroy();
    });

    it('says nothing when the pod breaks a connection, so that the client keeps the others', async () => {
      const connection = await connect(await serve());
      const { data, error } = forward(connection, echoPort);
      data.write('x');
      data.once('data', () => { for (const socket of targets) socket.resetAndDestroy(); });
      const [, told] = await Promise.all([collect(data), collect(error)]);
      expect(told.toString()).toBe('');
      connection.destroy();
    });

    it('closes the connection to the pod when the client resets the stream, or dies', async () => {
      const connection = await connect(await serve());
      const { data, error } = forward(connection, echoPort);
      data.write('x');
      data.once('data', () => data.destroy());
      await collect(error);
      await noTargets();
      const other = forward(connection, echoPort).data;
      other.write('x');
      other.once('data', () => connection.destroy());
      await Promise.all(server!.handlers);
      await noTargets();
    });

    it('refuses streams that lead nowhere, and gives up pairs that stay incomplete', async () => {
      const connection = await connect(await serve(dial, { streamCreation: 20 }));
      for (const headers of [{ port: '80' }, { port: '80', streamType: 'stdin' }, { port: '0', streamType: 'data' }, { port: '65536', streamType: 'data' }, { streamType: 'data' }]) {
        await expect(connection.open(new Map(Object.entries(headers))).accepted()).rejects.toThrow('was reset');
      }
      const alone = connection.open(new Map([['streamtype', 'error'], ['port', '80'], ['requestid', 'alone']]));
      expect((await collect(alone)).toString()).toBe('request alone: timed out waiting for its second stream');
      connection.destroy();
    });

    it('pairs the streams of clients that send no request id', async () => {
      const connection = await connect(await serve());
      connection.open(new Map([['streamtype', 'error'], ['port', String(echoPort)]])).end();
      const data = connection.open(new Map([['streamtype', 'data'], ['port', String(echoPort)]]));
      data.end('old client');
      expect((await collect(data)).toString()).toBe('old client');
      connection.destroy();
    });
  });

  describe.each([['v4.channel.k8s.io', 'binary'], ['v4.base64.channel.k8s.io', 'base64'], ['', 'binary']] as const)('over WebSocket channels, %p', (name, encoding) => {
    it('numbers the ports, forwards each, tells errors, and ends with the last', async () => {
      const [near, far] = duplexPair();
      const url = await serve((port) => (port === 80 ? Promise.resolve(near) : Promise.reject(new Error('refused'))));
      const { socket, protocol } = await connectWebSocket(new URL(`${url}/?port=80,81`), name ? [name] : []);
      expect(protocol).toBe(name);
      const channels = new ChannelSocket(socket, { encoding, closeSignal: false });
      const streams = [0, 1, 2, 3].map((channel) => channels.channel(channel));
      socket.resume();
      const bytes = randomBytes(3_000_000);
      streams[0]!.write(bytes);
      far.pipe(far, { end: false });
      let left = bytes.length;
      far.on('data', (chunk: Buffer) => { left -= chunk.length; if (left === 0) far.end(); });
      const got = await Promise.all(streams.map(collect));
      expect(got.map((all) => all.readUInt16LE(0))).toEqual([80, 80, 81, 81]);
      expect(got[0]!.subarray(2).equals(bytes)).toBe(true);
      expect(got.slice(1).map((all) => all.subarray(2).toString())).toEqual(['', '', 'error forwarding port 81: refused']);
      await Promise.all(server!.handlers);
    });

    it('closes what the client leaves', async () => {
      const ends: Duplex[] = [];
      const url = await serve(() => { const [near, far] = duplexPair(); ends.push(far); return Promise.resolve(near); });
      const { socket } = await connectWebSocket(new URL(`${url}/?ports=80&ports=81`), name ? [name] : []);
      socket.resume();
      while (ends.length < 2) await new Promise((resolve) => setImmediate(resolve));
      socket.terminate();
      await Promise.all(server!.handlers);
    });

    it('needs ports', async () => {
      const url = await serve();
      await expect(connectWebSocket(new URL(url), name ? [name] : [])).rejects.toMatchObject({ code: 400, message: 'query parameter "port" is required' });
      await expect(connectWebSocket(new URL(`${url}/?port=http`), name ? [name] : [])).rejects.toMatchObject({ code: 400, message: expect.stringContaining('"http" as a port') });
    });
  });
});
