import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Duplex, duplexPair } from 'node:stream';
import { collect } from '../testing/fake-command.js';
import { SpdyConnection, type SpdyOptions } from './connection.js';
import { SpdyStreamResetError } from './errors.js';
import type { SpdyStream } from './stream.js';

const MEGABYTES = 20 * 1024 * 1024;

describe('SpdyConnection', () => {
  let open: SpdyConnection[];
  function pair(server: Partial<SpdyOptions> = {}, client: Partial<SpdyOptions> = {}): { server: SpdyConnection; client: SpdyConnection; ends: [Duplex, Duplex] } {
    const ends = duplexPair();
    const made = { server: new SpdyConnection(ends[0], { role: 'server', ...server }), client: new SpdyConnection(ends[1], { role: 'client', ...client }), ends };
    open.push(made.server, made.client);
    return made;
  }
  beforeEach(() => { open = []; });
  afterEach(() => { for (const connection of open) connection.destroy(); });

  it('echoes 20 MB on each of three streams at once, and half-closes them', async () => {
    const { server, client } = pair();
    server.on('stream', (stream) => { stream.pipe(stream); });
    await Promise.all(['a', 'b', 'c'].map(async (name) => {
      const bytes = randomBytes(MEGABYTES);
      const stream = client.open(new Map([['name', name]]));
      await stream.accepted();
      stream.end(bytes);
      expect((await collect(stream)).equals(bytes)).toBe(true);
    }));
  });

  it('holds the sender back when nobody reads, and goes on when somebody does', async () => {
    const { server, client } = pair();
    const arrived = once(server, 'stream') as Promise<[SpdyStream]>;
    const stream = client.open(new Map());
    let written = 0;
    const more = (): boolean => { written += 65536; return stream.write(Buffer.alloc(65536)); };
    const [receiver] = await arrived;
    for (let rounds = 0; rounds < 200; rounds++) {
      if (stream.writableNeedDrain || !more()) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(written).toBeLessThan(2_000_000);
    stream.end();
    expect((await collect(receiver)).length).toBe(written);
  });

  it('answers pings, its own and the peer\'s', async () => {
    const { server, client } = pair();
    await Promise.all([client.ping(), server.ping(), client.ping()]);
  });

  it('lets the server open streams, too', async () => {
    const { server, client } = pair();
    client.on('stream', (stream) => { stream.end(`${stream.id}:${stream.headers.get('k')}`); });
    expect((await collect(server.open(new Map([['k', 'v']])))).toString()).toBe('2:v');
  });

  it('refuses a stream that is not accepted', async () => {
    const { client } = pair({ accept: (stream) => { if (!stream.headers.has('port')) throw new Error('port is required'); } });
    const stream = client.open(new Map([['other', '1']]));
    await expect(stream.accepted()).rejects.toBeInstanceOf(SpdyStreamResetError);
    await client.open(new Map([['port', '1']])).accepted();
  });

  it('resets one stream without touching another', async () => {
    const { server, client } = pair();
    const streams: SpdyStream[] = [];
    server.on('stream', (stream) => streams.push(stream));
    const [first, second] = [client.open(new Map()), client.open(new Map())];
    await second.accepted();
    const reset = new Promise((resolve) => streams[0]!.on('close', resolve));
    first.destroy();
    await reset;
    second.end('still here');
    expect((await collect(streams[1]!)).toString()).toBe('still here');
  });

  it('ends both sides, with their streams and pings, when the transport dies', async () => {
    const { server, client, ends } = pair();
    const stream = client.open(new Map());
    await stream.accepted();
    const closed = new Promise((resolve) => stream.on('close', resolve));
    ends[1].destroy(new Error('the cable is cut'));
    ends[0].destroy();
    await Promise.all([server.closed, client.closed, closed, client.ping()]);
    await expect(client.open(new Map()).accepted()).rejects.toThrow('closed');
  });

  it('drops the connection on nonsense, and nothing else happens', async () => {
    const [near, far] = duplexPair();
    const server = new SpdyConnection(near, { role: 'server' });
    far.resume();
    far.write('GET / HTTP/1.1\r\nHost: nonsense\r\n\r\n'.repeat(10));
    far.write(Buffer.from([0x80, 9, 9, 9, 9, 9, 9, 9, 9]));
    far.end();
    await server.closed;
  });

  it('resets a stream whose number is taken, or of the wrong parity', async () => {
    const [near, far] = duplexPair();
    const connection = new SpdyConnection(near, { role: 'server' });
    open.push(connection);
    const other = new SpdyConnection(far, { role: 'server' });
    open.push(other);
    await expect(other.open(new Map()).accepted()).rejects.toBeInstanceOf(SpdyStreamResetError);
  });

  it('gives up a connection on which nothing is sent', async () => {
    const { server, client } = pair({ timeouts: { idle: 20 } });
    client.open(new Map());
    await server.closed;
  });

  it('hangs up after a goodbye that is not answered in time', async () => {
    const { server } = pair({ timeouts: { linger: 20 } });
    await server.close();
  });

  it('delivers everything before it hangs up', async () => {
    const { server, client } = pair();
    server.on('stream', (stream) => { stream.end(Buffer.alloc(1_000_000, 1), () => void server.hangUp()); });
    const received: Buffer[] = [];
    const stream = client.open(new Map());
    stream.on('data', (chunk: Buffer) => received.push(chunk));
    await client.closed;
    expect(Buffer.concat(received)).toHaveLength(1_000_000);
  });
});
