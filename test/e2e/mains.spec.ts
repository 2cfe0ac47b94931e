import { spawn } from 'node:child_process';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeCerts } from '@kubets/cli/certs/write-certs';
import { kubeconfigFor } from '@kubets/client/write-kubeconfig';
import { missingBuild } from './harness/processes.js';

const APPS = resolve(import.meta.dirname, '../../apps');
/** Components that are clients of the API server, with what they need to start anywhere and to disturb nobody. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  'controller-manager': ['--secure-port=0'],
  scheduler: ['--secure-port=0'],
  kubelet: ['--container-runtime-endpoint=simulated://', '--healthz-port=0'],
  'kube-proxy': ['--healthz-bind-address=', '--metrics-bind-address=', `--nftables-table=kubets-mains-${process.pid}`],
  dns: ['--bind-address=127.0.0.1', '--dns.port=0'],
};

interface Ending { readonly code: number | null; readonly out: string; readonly err: string }

/** @param until ends the program with SIGTERM as soon as it has printed this */
function run(app: string, args: readonly string[], until?: string): Promise<Ending> {
  const child = spawn(process.execPath, [join(APPS, app, 'dist/main.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, KUBECONFIG: '', HOME: '/nonexistent' } });
  let out = '';
  let err = '';
  const look = (): void => { if (until !== undefined && (out + err).includes(until)) child.kill('SIGTERM'); };
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); look(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); look(); });
  return new Promise((done) => { child.once('close', (code) => done({ code, out, err })); });
}

const listen = async <S extends Server | ReturnType<typeof createServer>>(server: S): Promise<number> => {
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  return (server.address() as AddressInfo).port;
};
const close = (server: Server): Promise<void> => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); });

const missing = await missingBuild();
const forEach = Object.keys(CLIENTS);

(missing ? describe.skip : describe)(`the components' programs${missing ? `: ${missing}` : ''}`, () => {
  let dir: string;
  beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'kubets-mains-')); });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const sentence = ({ err }: Ending): string => {
    // One line for people besides what the log tells, and nothing of the program's inside.
    const lines = err.trim().split('\n').filter((line) => !/^\S+Z INFO /.test(line));
    expect(lines).toHaveLength(1);
    return lines[0]!;
  };
  const kubeconfig = async (server: string, ca = '', cert = '', key = ''): Promise<string> => {
    const path = join(dir, `${Buffer.from(server).toString('hex')}-${ca.length}.conf`);
    await writeFile(path, JSON.stringify(kubeconfigFor({ name: 'test', server, caPem: ca, ...(cert ? { certPem: cert, keyPem: key } : {}) })));
    return `--kubeconfig=${path}`;
  };
  const withServer = async <T>(server: Server, use: (port: number) => Promise<T>): Promise<T> => { try { return await use(await listen(server)); } finally { await close(server); } };
  const root = (name: string): string[] => (name === 'kubelet' ? [`--root-dir=${join(dir, 'kubelet')}`] : []);

  test.each(['apiserver', ...forEach])('%s explains itself, and refuses a flag that it does not know', async (name) => {
    const [help, unknown] = await Promise.all([run(name, ['--help']), run(name, ['--bogus'])]);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Usage: ');
    expect(unknown.code).toBe(2);
    expect(sentence(unknown)).toContain('there is no flag --bogus');
  }, 30_000);

  test.each(forEach)('%s says which kubeconfig is not there', async (name) => {
    const ending = await run(name, ['--kubeconfig=/nowhere/x.conf']);
    expect(ending.code).toBe(1);
    expect(sentence(ending)).toContain('there is no kubeconfig at /nowhere/x.conf; name one with --kubeconfig');
  }, 30_000);

  test.each(forEach)('%s waits for a server that is not there, says so, and ends when told to', async (name) => {
    const probe = createServer();
    const port = await listen(probe);
    await new Promise<void>((done) => { probe.close(() => done()); });
    const ending = await run(name, [await kubeconfig(`http://127.0.0.1:${port}`), ...CLIENTS[name]!, ...root(name)], 'waiting: ');
    expect(ending.err).toContain(`cannot reach the API server at http://127.0.0.1:${port}: nothing listens there`);
    expect(ending.err).not.toMatch(/\n\s+at /);
    expect(ending.code).toBe(0);
  }, 30_000);

  test.each(forEach)('%s does not wait for a server with the certificate of another authority, nor for one that refuses its own', async (name) => {
    const make = (folder: string) => writeCerts({ dataDir: join(dir, folder), server: 'https://127.0.0.1:1', names: [], node: { name: 'a', address: '127.0.0.1' }, serviceCIDR: '10.96.0.0/16', clusterDomain: 'cluster.local' });
    const [own, other] = await Promise.all([make('own'), make('other')]);
    const { cert, key } = own.pki.apiserver;
    const client = other.pki.clients.scheduler;
    const secure = (listener: RequestListener) => createHttpsServer({ cert, key, ca: own.pki.ca.cert, requestCert: true, rejectUnauthorized: true }, listener) as unknown as Server;
    const wrongServer = await withServer(secure((_, response) => { response.end(); }), async (port) =>
      run(name, [await kubeconfig(`https://127.0.0.1:${port}`, await readFile(other.pki.ca.certFile, 'utf8'), client.cert, client.key), ...CLIENTS[name]!, ...root(name)]));
    expect(wrongServer.code).toBe(1);
    expect(sentence(wrongServer)).toContain('certificate');
    const unauthorized = await withServer(createHttpServer((_, response) => { response.writeHead(401).end(); }), async (port) =>
      run(name, [await kubeconfig(`http://127.0.0.1:${port}`), ...CLIENTS[name]!, ...root(name)]));
    expect(unauthorized.code).toBe(1);
    expect(sentence(unauthorized)).toContain('does not accept the credentials of the kubeconfig (401 Unauthorized)');
  }, 60_000);

  test('the kubelet says that its engine does not answer', async () => {
    const ending = await run('kubelet', [await kubeconfig('http://127.0.0.1:1'), '--container-runtime-endpoint=unix:///nowhere/engine.sock', ...root('kubelet')]);
    expect(ending.code).toBe(1);
    expect(sentence(ending)).toContain('the Docker engine at /nowhere/engine.sock does not answer (ENOENT)');
  }, 30_000);

  const taken: Readonly<Record<string, (port: number) => string[]>> = {
    'controller-manager': (port) => ['--bind-address=127.0.0.1', `--secure-port=${port}`],
    scheduler: (port) => ['--bind-address=127.0.0.1', `--secure-port=${port}`],
    kubelet: (port) => ['--container-runtime-endpoint=simulated://', `--healthz-port=${port}`],
    'kube-proxy': (port) => ['--healthz-bind-address=', `--metrics-bind-address=127.0.0.1:${port}`],
    dns: (port) => ['--bind-address=127.0.0.1', `--dns.port=0`, `--conf=${join(dir, `Corefile-${port}`)}`],
  };
  test.each(forEach)('%s says which port is taken, and where to choose another', async (name) => {
    // A server that is ready and holds nothing.
    const ending = await withServer(createHttpServer((_, response) => { response.end('{}'); }), async (port) => {
      await writeFile(join(dir, `Corefile-${port}`), `.:53 {\n  prometheus :${port}\n}\n`);
      return run(name, [await kubeconfig(`http://127.0.0.1:${port}`), ...taken[name]!(port), ...root(name)], 'started');
    });
    expect(ending.code).toBe(1);
    expect(ending.err).toMatch(/cannot listen on 127\.0\.0\.1:\d+: another program does so already; choose another with --/);
    expect(ending.err).not.toMatch(/\n\s+at /);
  }, 30_000);
});
