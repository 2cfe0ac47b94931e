import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { collect, echo, FakeCommand, say } from '../testing/fake-command.js';
import { overSpdy, overWebSocket, type RemoteClient } from '../testing/remote-client.js';
import { UpgradeServer } from '../testing/upgrade-server.js';
import type { StreamingTimeouts } from '../timeouts.js';
import { connectWebSocket } from '../websocket/client.js';
import { SPDY_REMOTE_COMMAND, UNNAMED_REMOTE_COMMAND, WEBSOCKET_REMOTE_COMMAND, type RemoteCommandProtocol } from './protocols.cfg.js';
import { serveRemoteCommand, type RemoteCommandOptions } from './server.js';
import type { RemoteSession } from './session.js';

const ALL: RemoteCommandOptions = { stdin: true, stdout: true, stderr: true, tty: false };
const bearer = 'base64url.bearer.authorization.k8s.io.dG9rZW4';

interface Variant { readonly title: string; readonly protocol: RemoteCommandProtocol; readonly canEndInput: boolean; readonly connect: (url: string) => Promise<RemoteClient> }
const VARIANTS: readonly Variant[] = [
  ...SPDY_REMOTE_COMMAND.map((protocol) => ({ title: `SPDY, ${protocol.name}`, protocol, canEndInput: true, connect: (url: string) => overSpdy(url, protocol.name) })),
  ...[...WEBSOCKET_REMOTE_COMMAND, UNNAMED_REMOTE_COMMAND].map((protocol) => ({
    title: `WebSocket, ${protocol.name || 'no subprotocol'}`, protocol, canEndInput: protocol.closeSignal,
    connect: (url: string) => overWebSocket(url, protocol.name ? [bearer, 'unknown', protocol.name] : [], protocol),
  })),
];

describe('serveRemoteCommand', () => {
  let server: UpgradeServer | undefined;
  const serve = async (start: () => Promise<RemoteSession> | RemoteSession, options: RemoteCommandOptions = ALL, timeouts: Partial<StreamingTimeouts> = {}): Promise<string> => {
    server = await UpgradeServer.start((request, socket, head) => serveRemoteCommand(request, socket, head, options, async () => start(), timeouts));
    return server.url;
  };
  const over = (): Promise<unknown> => Promise.all(server!.handlers);
  afterEach(async () => { await server?.[Symbol.asyncDispose](); server = undefined; });

  describe.each(VARIANTS)('over $title', ({ protocol, canEndInput, connect }) => {
    it('negotiates it', async () => {
      const client = await connect(await serve(() => say('', '', 0)));
      expect(client.protocol).toBe(protocol.name);
      client.kill();
    });

    it('keeps output, error output and exit code apart', async () => {
      const command = say('out', 'err', 42);
      const client = await connect(await serve(() => command));
      const [out, err, outcome] = (await Promise.all([client.stdout, client.stderr, client.error].map(collectAnd(client)))).map(String);
      expect({ out, err }).toEqual({ out: 'out', err: 'err' });
      if (protocol.outcome === 'text') expect(outcome).toBe('command terminated with non-zero exit code: 42');
      else expect(JSON.parse(outcome!)).toMatchObject({ status: 'Failure', reason: 'NonZeroExitCode', details: { causes: [{ reason: 'ExitCode', message: '42' }] } });
      await Promise.all([over(), command.closed]);
    });

    it('tells success', async () => {
      const client = await connect(await serve(() => say('', '', 0)));
      const outcome = (await collectAnd(client)(client.error)).toString();
      if (protocol.outcome === 'text') expect(outcome).toBe('');
      else expect(JSON.parse(outcome)).toMatchObject({ status: 'Success' });
    });

    it('tells why a command could not be followed', async () => {
      const client = await connect(await serve(() => new FakeCommand((command) => command.fail(new Error('the engine went away')))));
      const outcome = (await collectAnd(client)(client.error)).toString();
      expect(outcome).toContain('error executing command in container: the engine went away');
    });

    it('echoes 20 MB', async () => {
      const bytes = randomBytes(20 * 1024 * 1024);
      const command = new FakeCommand((self) => {
        let left = bytes.length;
        self.stdin.on('data', (chunk: Buffer) => { left -= chunk.length; if (left === 0) self.stdin.end(); });
        self.stdin.pipe(self.stdout, { end: false });
        self.stdin.on('end', () => self.end(0));
      });
      const client = await connect(await serve(() => command));
      client.stdin.write(bytes);
      expect((await collectAnd(client)(client.stdout)).equals(bytes)).toBe(true);
      client.kill();
      await over();
    }, 30_000);

    // Older protocols cannot say that the input is over without ending everything.
    if (canEndInput) it('ends the input alone', async () => {
      const client = await connect(await serve(() => echo(3)));
      client.stdin.write('last words');
      client.endInput();
      expect((await collectAnd(client)(client.stdout)).toString()).toBe('last words');
    });

    it('resizes the terminal', async () => {
      const command = new FakeCommand(() => undefined);
      const client = await connect(await serve(() => command, { ...ALL, tty: false }));
      client.resize.write('{"Width":80,"Height":24}\n{"Width":1');
      client.resize.write('00,"Height":30}nonsense}{"Width":-1,"Height":2}');
      client.resize.write('{"Width":120,"Height":40}');
      while (command.sizes.length < 3) await new Promise((resolve) => setImmediate(resolve));
      expect(command.sizes).toEqual([[80, 24], [100, 30], [120, 40]]);
      client.kill();
    });

    it('closes the session when the client dies', async () => {
      const command = new FakeCommand((self) => { self.stdout.write('started'); });
      const client = await connect(await serve(() => command));
      client.stdout.once('data', () => client.kill());
      await Promise.all([over(), command.closed]);
    });

    it('stops reading a command that says more than the client takes, and ends it with the client', async () => {
      let written = 0;
      const command = new FakeCommand((self) => {
        const more = (): void => { while (!self.stdout.destroyed) { written += 65536; if (!self.stdout.write(Buffer.alloc(65536))) break; } };
        self.stdout.on('drain', () => setImmediate(more));
        more();
      });
      const client = await connect(await serve(() => command));
      let before = -1;
      for (let still = 0; still < 50; still = written === before ? still + 1 : 0) { before = written; await new Promise((resolve) => setTimeout(resolve, 2)); }
      expect(written).toBeLessThan(64 * 1024 * 1024);
      client.kill();
      await Promise.all([over(), command.closed]);
    });

    it('answers an error of the start in the handshake', async () => {
      const url = await serve(() => Promise.reject(new StatusError(400, 'BadRequest', 'container not found ("c")')));
      await expect(connect(url)).rejects.toMatchObject({ code: 400, reason: 'BadRequest', message: 'container not found ("c")' });
      await over();
    });

    it('gives up when nothing is sent', async () => {
      const command = new FakeCommand(() => undefined);
      await connect(await serve(() => command, ALL, { idle: 20 }));
      await Promise.all([over(), command.closed]);
    });
  });

  it('gives up over SPDY when streams are missing', async () => {
    const command = new FakeCommand(() => undefined);
    const client = await overSpdy(await serve(() => command, ALL, { streamCreation: 20 }), 'v4.channel.k8s.io', ['error', 'stdin', 'stdout']);
    await Promise.all([over(), command.closed, client.closed]);
  });

  it('refuses to start without a stream, and without a protocol that it knows', async () => {
    const start = jest.fn<() => RemoteSession>();
    const url = await serve(start, { stdin: false, stdout: false, stderr: true, tty: true });
    await expect(overSpdy(url, 'v4.channel.k8s.io')).rejects.toMatchObject({ code: 400, message: 'you must specify at least 1 of stdin, stdout, stderr' });
    await server![Symbol.asyncDispose]();
    const other = await serve(start);
    await expect(overSpdy(other, 'v9.channel.k8s.io')).rejects.toMatchObject({ code: 403, message: expect.stringContaining('client supports [v9.channel.k8s.io], server accepts [v5.channel.k8s.io') });
    await expect(overWebSocket(other, ['v9.channel.k8s.io'], UNNAMED_REMOTE_COMMAND)).rejects.toMatchObject({ code: 400, message: expect.stringContaining('are not supported: [v9.channel.k8s.io]') });
    for (const lines of ['Upgrade: h2c', 'Upgrade: SPDY/3.1', 'Upgrade: websocket\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13']) {
      const socket = net.connect(Number(new URL(other).port), '127.0.0.1');
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n${lines}\r\n\r\n`);
      expect((await collect(socket)).toString()).toMatch(/^HTTP\/1.1 400 Bad Request/);
    }
    expect(start).not.toHaveBeenCalled();
  });

  it('gives signs of life to a client whose input is held back, and takes the input later', async () => {
    const command = new FakeCommand(() => undefined);
    const { socket } = await connectWebSocket(new URL(await serve(() => command, ALL, { probe: 5 })), ['v5.channel.k8s.io']);
    socket.resume();
    const input = Buffer.alloc(16 * 1024 * 1024, 7);
    for (let at = 0; at < input.length; at += 32768) socket.send(Buffer.concat([Buffer.from([0]), input.subarray(at, at + 32768)]));
    socket.send(Buffer.from([255, 0]));
    await new Promise((resolve) => socket.once('pong', resolve));
    expect(socket.bufferedAmount).toBeGreaterThan(0);
    expect((await collect(command.stdin)).equals(input)).toBe(true);
    socket.terminate();
    await Promise.all([over(), command.closed]);
  });

  it('survives garbage after the handshake', async () => {
    const commands: FakeCommand[] = [];
    const url = await serve(() => { const command = new FakeCommand(() => undefined); commands.push(command); return command; });
    for (const lines of ['Upgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: v4.channel.k8s.io', 'Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13']) {
      const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(Buffer.concat([Buffer.from(`GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n${lines}\r\n\r\n`), Buffer.alloc(4096, 0xff)]));
      socket.resume();
      await new Promise((resolve) => socket.on('close', resolve));
    }
    await Promise.all([over(), ...commands.map((command) => command.closed)]);
    expect(commands).toHaveLength(2);
  });
});

/** Reads one stream to its end; the others, which nobody reads, must not hold it up. Hangs up when all has been told. */
const collectAnd = (client: RemoteClient) => async (stream: RemoteClient['stdout']): Promise<Buffer> => {
  for (const other of [client.stdout, client.stderr, client.error]) if (other !== stream && other.listenerCount('readable') === 0) other.resume();
  const bytes = await collect(stream);
  if (stream === client.error) client.kill();
  return bytes;
};
