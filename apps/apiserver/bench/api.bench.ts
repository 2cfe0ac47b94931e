// What the API server can do per second, and per second of its own CPU. Build first, then run with a Node that strips types:
//   node tools/build.mjs && node apps/apiserver/bench/api.bench.ts [name …]
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiServer } from '@kubets/apiserver/server';
import { silentLogger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';
import { ensurePki } from '@kubets/component/pki/ensure-pki';
import { openStore } from '@kubets/storage/engines.cfg';

const ADMIN = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };
const PODS = '/api/v1/namespaces/default/pods';
const CONFIGMAPS = '/api/v1/namespaces/default/configmaps';
const ME = fileURLToPath(import.meta.url);

const pod = (name: string): string => JSON.stringify({
  metadata: { name, labels: { app: 'bench', tier: 'web' } },
  spec: { containers: [{ name: 'main', image: 'registry.example/app:1', resources: { requests: { cpu: '100m', memory: '64Mi' } }, ports: [{ containerPort: 80 }] }] },
});
const configmap = (name: string): string => JSON.stringify({ metadata: { name }, data: { key: 'value' } });

interface Work { readonly kind: 'get' | 'create' | 'list'; readonly port: number; readonly folder: string; readonly count: number; readonly clients: number }

if (process.argv[2] === '--client') {
  process.once('message', (work: Work) => void client(work).then((bytes) => { process.send!({ bytes }); process.disconnect(); }));
} else {
  await main(new Set(process.argv.slice(2)));
}

async function main(only: ReadonlySet<string>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'api-bench-'));
  const pki = await ensurePki(join(folder, 'pki'), { addresses: ['127.0.0.1'] });
  const store = await openStore(`lmdb:${join(folder, 'store')}`);
  const stop = new AbortController();
  const server = new ApiServer({
    store, bindAddress: '127.0.0.1', securePort: 0, advertiseAddress: '127.0.0.1', certificate: pki.apiserver.cert, key: pki.apiserver.key, clientCA: pki.ca.cert,
    clusterCA: pki.ca.cert, serviceAccountKey: pki.serviceAccount.key, serviceAccountIssuer: 'https://bench', serviceCIDR: '10.96.0.0/16',
    dialNode: async () => { throw new Error('no nodes'); }, log: silentLogger, metrics: createRegistry('apiserver'),
  });
  await server.start(stop.signal);
  const transport = server.transport(ADMIN, 'bench');
  const call = async (method: 'GET' | 'POST', path: string, body?: string): Promise<Buffer> => {
    const response = await transport.request({ method, path, ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}) });
    const bytes = await response.bytes();
    if (response.status >= 300) throw new Error(`${response.status}: ${bytes.toString()}`);
    return bytes;
  };
  const remote = (work: Omit<Work, 'port' | 'folder'>): Promise<number> => new Promise((resolve, reject) => {
    const child = fork(ME, ['--client']);
    child.once('message', (answer: { bytes: number }) => resolve(answer.bytes));
    child.once('error', reject);
    child.send({ ...work, port: server.port, folder });
  });
  const run = async (name: string, unit: string, work: () => Promise<number>): Promise<void> => {
    if (only.size && !only.has(name)) return;
    await work();
    const cpu = process.cpuUsage();
    const began = performance.now();
    const amount = await work();
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const busy = (user + system) / 1e6;
    console.log(`${name.padEnd(22)} ${Math.round(amount / seconds).toLocaleString('en').padStart(12)} ${unit}/s ${Math.round(amount / busy).toLocaleString('en').padStart(12)} ${unit}/CPU-s`);
  };

  await call('POST', '/api/v1/namespaces/default/serviceaccounts', JSON.stringify({ metadata: { name: 'default' } }));
  await call('POST', CONFIGMAPS, configmap('one'));
  await call('POST', PODS, pod('one'));
  let serial = 0;
  const many = async (count: number, clients: number, one: (i: number) => Promise<unknown>): Promise<number> => {
    let next = 0;
    await Promise.all(Array.from({ length: clients }, async () => { while (next < count) await one(next++); }));
    return count;
  };

  await run('get-in-process', 'GET', () => many(40_000, 16, () => call('GET', `${PODS}/one`)));
  await run('create-in-process', 'create', () => many(6000, 64, () => call('POST', CONFIGMAPS, configmap(`c${serial++}`))));
  await run('create-pod-in-process', 'create', () => many(3000, 64, () => call('POST', PODS, pod(`q${serial++}`))));
  await run('get-tls', 'GET', () => remote({ kind: 'get', count: 20_000, clients: 32 }));
  await run('create-tls', 'create', () => remote({ kind: 'create', count: 4000, clients: 64 }));
  await many(10_000, 64, () => call('POST', PODS, pod(`p${serial++}`)));
  await run('list-in-process', 'B', async () => { let bytes = 0; for (let i = 0; i < 5; i++) bytes += (await call('GET', PODS)).length; return bytes; });
  await run('list-selector', 'pods', async () => { for (let i = 0; i < 3; i++) await call('GET', `${PODS}?fieldSelector=spec.nodeName%3Dn`); return 30_000; });
  await run('list-tls', 'B', () => remote({ kind: 'list', count: 5, clients: 1 }));
  await run('watch-1000', 'delivery', async () => {
    const ends = new AbortController();
    let seen = 0;
    let done = (): void => undefined;
    const changes = 300;
    for (let i = 0; i < 1000; i++) {
      const { stream } = await transport.request({ method: 'GET', path: `${CONFIGMAPS}?watch=1&resourceVersion=${server.caches.revision}`, signal: ends.signal });
      void (async () => { for await (const chunk of stream()) { for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) seen++; if (seen >= changes * 1000) done(); } })();
    }
    const all = new Promise<void>((resolve) => { done = resolve; });
    await many(changes, 16, () => call('POST', CONFIGMAPS, configmap(`w${serial++}`)));
    await all;
    ends.abort();
    return changes * 1000;
  });

  stop.abort();
  await server.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

async function client({ kind, port, folder, count, clients }: Work): Promise<number> {
  const { ca, clients: certificates } = await ensurePki(join(folder, 'pki'), { addresses: ['127.0.0.1'] });
  const agent = new https.Agent({ keepAlive: true, maxSockets: clients, ca: ca.cert, cert: certificates.superAdmin.cert, key: certificates.superAdmin.key });
  let next = 0;
  let bytes = 0;
  const base = `${process.pid}-`;
  const one = (i: number): Promise<void> => new Promise((resolve, reject) => {
    const path = kind === 'get' ? `${PODS}/one` : kind === 'list' ? PODS : CONFIGMAPS;
    const request = https.request({ host: '127.0.0.1', port, path, method: kind === 'create' ? 'POST' : 'GET', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.on('data', (chunk: Buffer) => { bytes += chunk.length; });
      response.on('end', () => ((response.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`status ${response.statusCode}`))));
    });
    request.on('error', reject);
    request.end(kind === 'create' ? configmap(`${base}${i}`) : undefined);
  });
  await Promise.all(Array.from({ length: clients }, async () => { while (next < count) await one(next++); }));
  agent.destroy();
  return kind === 'list' ? bytes : count;
}
