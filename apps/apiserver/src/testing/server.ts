import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transport, TransportResponse } from '@kubets/client/transport';
import { silentLogger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';
import { type ClusterPki, ensurePki } from '@kubets/component/pki/ensure-pki';
import { openMemoryStore } from '@kubets/storage/memory/memory-store';
import type { Store } from '@kubets/storage/store';
import { ApiServer, type ApiServerOptions } from '../server.js';

export interface Answer<T = Any> { readonly code: number; readonly headers: Readonly<Record<string, string>>; readonly text: string; readonly body: T }
/** JSON that tests look into freely. */
export interface Any { readonly [name: string]: Any }

export interface CallOptions { readonly body?: unknown; readonly type?: string; readonly accept?: string; readonly signal?: AbortSignal; readonly headers?: Record<string, string> }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const ADMIN = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };

let issued: Promise<{ folder: string; pki: ClusterPki }> | undefined;
/** Keys take a while to make: one set per test file. */
export function testPki(): Promise<{ folder: string; pki: ClusterPki }> {
  return issued ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'apiserver-pki-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { folder, pki: await ensurePki(folder, { addresses: ['127.0.0.1', 'localhost'] }) };
  })();
}

/** An API server on a store in memory, listening on a free port of 127.0.0.1, with short ways to ask it. */
export class TestServer {
  readonly #stopping = new AbortController();
  readonly transport: Transport;

  private constructor(readonly server: ApiServer, readonly store: Store, readonly pki: ClusterPki) {
    this.transport = server.transport(ADMIN, 'test/1.0');
  }

  static async start(options: Partial<ApiServerOptions> = {}): Promise<TestServer> {
    const { pki } = await testPki();
    const store = options.store ?? openMemoryStore();
    const server = new ApiServer({
      store, bindAddress: '127.0.0.1', securePort: 0, advertiseAddress: '127.0.0.1', certificate: pki.apiserver.cert, key: pki.apiserver.key,
      clientCA: pki.ca.cert, clusterCA: pki.ca.cert, serviceAccountKey: pki.serviceAccount.key, serviceAccountIssuer: 'https://kubernetes.default.svc',
      serviceCIDR: '10.96.0.0/16', dialNode: async () => { throw new Error('no nodes in this test'); }, log: silentLogger, metrics: createRegistry('apiserver'), ...options,
    });
    const test = new TestServer(server, store, pki);
    await server.start(test.#stopping.signal);
    return test;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.server.stop();
    await this.store.close();
  }

  async call(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
    const response = await this.open(method, path, options);
    const bytes = await response.bytes();
    const text = bytes.toString();
    let body: unknown;
    try { body = JSON.parse(text); } catch { body = bytes; }
    return { code: response.status, headers: response.headers, text, body: body as Any };
  }

  async open(method: Method, path: string, { body, type, accept, signal, headers }: CallOptions = {}): Promise<TransportResponse> {
    return this.transport.request({
      method, path, ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }), ...(accept ? { accept } : {}), ...headers },
    });
  }

  get(path: string, accept?: string): Promise<Answer> { return this.call('GET', path, accept ? { accept } : {}); }
  post(path: string, body: unknown, type?: string): Promise<Answer> { return this.call('POST', path, { body, ...(type ? { type } : {}) }); }
  put(path: string, body: unknown): Promise<Answer> { return this.call('PUT', path, { body }); }
  delete(path: string, body?: unknown): Promise<Answer> { return this.call('DELETE', path, body === undefined ? {} : { body }); }
  patch(path: string, kind: 'json' | 'merge' | 'strategic' | 'apply', body: unknown): Promise<Answer> {
    const type = kind === 'apply' ? 'application/apply-patch+yaml' : `application/${kind === 'strategic' ? 'strategic-merge' : kind === 'merge' ? 'merge' : 'json'}-patch+json`;
    return this.call('PATCH', path, { body, type });
  }

  /** A namespace of its own, with the service account that pods need. */
  async namespace(): Promise<string> {
    const name = `test-${randomUUID().slice(0, 8)}`;
    await this.post('/api/v1/namespaces', { metadata: { name } });
    await this.post(`/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: 'default' } });
    return name;
  }

  /** Opens a watch; {@link Watching.next} gives its events one after the other. */
  async watch(path: string, accept?: string): Promise<Watching> {
    const stop = new AbortController();
    const response = await this.open('GET', path, { signal: stop.signal, ...(accept ? { accept } : {}) });
    return new Watching(response, stop);
  }
}

export interface Event { readonly type: string; readonly object: Any }

export class Watching {
  readonly #lines: AsyncGenerator<Event>;
  constructor(readonly response: TransportResponse, private readonly stop: AbortController) { this.#lines = events(response); }

  /** The next event, or `undefined` when the server has ended the watch. */
  async next(): Promise<Event | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value as Event;
  }

  /** The next events, as `ADDED name`. */
  async take(count: number): Promise<string[]> {
    const out: string[] = [];
    for (let i = 0; i < count; i++) {
      const event = await this.next();
      out.push(event ? `${event.type} ${event.object['metadata']?.['name'] ?? ''}`.trim() : 'END');
    }
    return out;
  }

  close(): void { this.stop.abort(); }
}

async function* events(response: TransportResponse): AsyncGenerator<Event> {
  let rest = '';
  for await (const chunk of response.stream()) {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Event;
  }
}
