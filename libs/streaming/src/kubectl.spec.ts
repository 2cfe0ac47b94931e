import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { servePortForward } from './port-forward/server.js';
import { serveRemoteCommand } from './remote-command/server.js';
import { echo, say } from './testing/fake-command.js';
import { processCommand } from './testing/process-command.js';
import { UpgradeServer } from './testing/upgrade-server.js';

const BINARIES = ['kubectl', 'kubectl-1.36'];
const TRANSPORTS = [
  { transport: 'WebSocket', env: { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'true', KUBECTL_PORT_FORWARD_WEBSOCKETS: 'true' }, upgrade: 'websocket' },
  { transport: 'SPDY', env: { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'false', KUBECTL_PORT_FORWARD_WEBSOCKETS: 'false' }, upgrade: 'spdy/3.1' },
];

const POD = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default', uid: 'u', resourceVersion: '1' },
  spec: { nodeName: 'n', containers: [{ name: 'c', image: 'i', stdin: true, ports: [{ containerPort: 80 }] }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'c', ready: true, state: { running: {} } }] },
};
const PODS = { name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['get', 'list', 'create'], shortNames: ['po'] };
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [PODS] },
  '/api/v1/namespaces/default/pods/p': POD,
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const document = DOCUMENTS[new URL(request.url!, 'http://x').pathname];
  response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(document ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404, message: `no ${request.url}` }));
}

for (const binary of BINARIES) {
  const missing = spawnSync(binary, ['version', '--client']).status !== 0;
  (missing ? describe.skip : describe)(`${binary}${missing ? ' (not on this machine)' : ''}`, () => {
    describe.each(TRANSPORTS)('over $transport', ({ env, upgrade }) => {
      let folder: string;
      let server: UpgradeServer;
      let web: http.Server;
      let seen: string[];

      async function upgraded(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
        seen.push(String(request.headers.upgrade).toLowerCase());
        const { pathname, searchParams } = new URL(request.url!, 'http://x');
        const on = (name: string): boolean => searchParams.get(name) === 'true';
        const options = { stdin: on('stdin'), stdout: on('stdout'), stderr: on('stderr'), tty: on('tty') };
        if (pathname.endsWith('/exec')) return serveRemoteCommand(request, socket, head, options, async () => processCommand(searchParams.getAll('command'), folder));
        if (pathname.endsWith('/attach')) return serveRemoteCommand(request, socket, head, options, async () => (options.stdin ? echo() : say('attached\n', '', 0)));
        return servePortForward(request, socket, head, (port) => new Promise((resolve, reject) => {
          const connection = net.connect({ port: port === 80 ? (web.address() as AddressInfo).port : 1, host: '127.0.0.1', allowHalfOpen: true });
          connection.once('connect', () => resolve(connection)).once('error', reject);
        }));
      }

      beforeEach(async () => {
        seen = [];
        folder = await mkdtemp(join(tmpdir(), 'kubets-streaming-'));
        web = http.createServer((request, response) => { request.pipe(response); if (request.method === 'GET') response.end(`got ${request.url}`); });
        await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
        server = await UpgradeServer.start(upgraded, answer);
      });
      afterEach(async () => {
        await server[Symbol.asyncDispose]();
        web.closeAllConnections();
        await new Promise((resolve) => web.close(resolve));
        await rm(folder, { recursive: true });
      });

      const start = (...args: string[]): ReturnType<typeof spawn> => spawn(binary, ['--server', server.url, '--namespace', 'default', '--cache-dir', join(folder, '.cache'), ...args], {
        env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'none'), ...env }, stdio: 'pipe',
      });
      async function run(args: string[], input?: Buffer | string): Promise<{ code: number | null; out: Buffer; err: string }> {
        const child = start(...args);
        const out: Buffer[] = [];
        let err = '';
        child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
        child.stderr!.on('data', (chunk: Buffer) => { err += chunk.toString(); });
        child.stdin!.on('error', () => undefined); // the command may end before it has read everything
        child.stdin!.end(input);
        const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
        return { code, out: Buffer.concat(out), err };
      }

      it('exec: output, error output and exit code', async () => {
        const { code, out, err } = await run(['exec', 'p', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7']);
        expect({ code, out: out.toString() }).toEqual({ code: 7, out: 'out\n' });
        expect(err).toBe('err\ncommand terminated with exit code 7\n');
        expect(seen).toEqual([upgrade]);
      }, 30_000);

      it('exec -i: input to its end, and megabytes back unchanged', async () => {
        const input = Buffer.alloc(5_000_000, 'The quick brown fox. ');
        const { code, out, err } = await run(['exec', '-i', 'p', '--', 'cat'], input);
        expect({ code, err, length: out.length }).toEqual({ code: 0, err: '', length: input.length });
        expect(out.equals(input)).toBe(true);
      }, 30_000);

      it('exec -i: a command that does not read its input', async () => {
        const { code, out } = await run(['exec', '-i', 'p', '--', 'echo', 'done'], Buffer.alloc(3_000_000));
        expect({ code, out: out.toString() }).toEqual({ code: 0, out: 'done\n' });
      }, 30_000);

      it('exec: a command that does not exist', async () => {
        const { code, err } = await run(['exec', 'p', '--', 'no-such-command']);
        expect(code).toBe(1);
        expect(err).toContain('no-such-command ENOENT');
      }, 30_000);

      it('attach: output of the container, and its input', async () => {
        expect((await run(['attach', 'p'])).out.toString()).toBe('attached\n');
        expect((await run(['attach', '-i', 'p'], 'hello\n')).out.toString()).toBe('hello\n');
      }, 30_000);

      it('cp: to the pod and back', async () => {
        const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * 31) & 0xff));
        await writeFile(join(folder, 'there'), bytes);
        expect(await run(['cp', join(folder, 'there'), `p:${folder}/copied`])).toMatchObject({ code: 0, err: '' });
        expect((await readFile(join(folder, 'copied'))).equals(bytes)).toBe(true);
        expect(await run(['cp', `p:${folder}/copied`, join(folder, 'back')])).toMatchObject({ code: 0 });
        expect((await readFile(join(folder, 'back'))).equals(bytes)).toBe(true);
      }, 30_000);

      it('port-forward: several connections at once, one after another, and a port that is closed', async () => {
        const child = start('port-forward', 'pod/p', ':80', ':81');
        let text = '';
        try {
          const ports = await new Promise<string[]>((resolve, reject) => {
            child.stderr!.on('data', (chunk: Buffer) => { text += chunk.toString(); });
            child.stdout!.on('data', (chunk: Buffer) => {
              text += chunk.toString();
              const found = ['80', '81'].map((port) => new RegExp(`127.0.0.1:(\\d+) -> ${port}\n`).exec(text)?.[1]);
              if (found.every((port) => port !== undefined)) resolve(found as string[]);
            });
            child.on('close', () => reject(new Error(text)));
          });
          const get = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${ports[0]}${path}`, { headers: { connection: 'close' } })).text();
          expect(await Promise.all(['/a', '/b', '/c', '/d'].map(get))).toEqual(['got /a', 'got /b', 'got /c', 'got /d']);
          const body = Buffer.alloc(4_000_000, 'forwarded ');
          const back = await fetch(`http://127.0.0.1:${ports[0]}/`, { method: 'POST', body, headers: { connection: 'close' } });
          expect(Buffer.from(await back.arrayBuffer()).equals(body)).toBe(true);
          expect(await get('/again')).toBe('got /again');
          await expect(fetch(`http://127.0.0.1:${ports[1]}/`)).rejects.toThrow();
          await new Promise((resolve) => { if (child.exitCode !== null) resolve(0); else child.on('close', resolve); });
          expect(text).toContain('error forwarding port 81: connect ECONNREFUSED');
          expect(seen).toEqual([upgrade]);
        } finally {
          child.kill('SIGKILL');
        }
      }, 30_000);
    });
  });
}
