import http2 from 'node:http2';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createGzip } from 'node:zlib';
import { tooLarge } from '@kubets/apimachinery/errors/status';
import { type ApiRequest, type ApiResponse, ClientGoneError, type Sink } from '../request/request.js';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly certificate: string | Buffer;
  readonly key: string | Buffer;
  /** Authorities whose client certificates prove an identity. */
  readonly clientCA: string | Buffer | (string | Buffer)[];
  readonly maxBodyBytes?: number;
  readonly handle: (request: ApiRequest) => Promise<ApiResponse>;
}

/** Upstream's limit on request bodies. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
const GZIP_FROM_BYTES = 128 * 1024;
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

type In = IncomingMessage | http2.Http2ServerRequest;
/** The compatibility layer gives HTTP/2 answers the face of HTTP/1 ones; their types merely differ in overloads. */
type Out = ServerResponse;

/** HTTPS with HTTP/1.1 and HTTP/2 on one port. */
export class HttpListener {
  readonly #server: http2.Http2SecureServer;
  readonly #sockets = new Set<Duplex>();
  readonly #sessions = new Set<http2.ServerHttp2Session>();

  constructor(private readonly options: ListenerOptions) {
    this.#server = http2.createSecureServer({
      allowHTTP1: true, cert: options.certificate, key: options.key, ca: options.clientCA as never, requestCert: true, rejectUnauthorized: false,
      minVersion: 'TLSv1.2', settings: { maxConcurrentStreams: 1000, initialWindowSize: 1024 * 1024 },
    } as http2.SecureServerOptions);
    this.#server.on('request', (req, res) => void this.#serve(req, res as unknown as Out));
    this.#server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => void this.#upgrade(req, socket, head));
    this.#server.on('session', (session) => { this.#sessions.add(session); session.on('close', () => this.#sessions.delete(session)); session.on('error', () => undefined); });
    this.#server.on('secureConnection', (socket) => { this.#sockets.add(socket); socket.setNoDelay(true); socket.on('close', () => this.#sockets.delete(socket)); socket.on('error', () => undefined); });
    this.#server.on('sessionError', () => undefined);
    this.#server.on('tlsClientError', () => undefined);
  }

  /** @returns the port that is listened on */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.options.port, this.options.host, () => { this.#server.off('error', reject); resolve(); });
    });
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : this.options.port;
  }

  /** Stops taking connections, and ends those that are open. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const session of this.#sessions) session.destroy();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serve(req: In, res: Out): Promise<void> {
    const gone = new Gone();
    // Closing is also how every answer ends: only then is nobody left to be told when it was not whole.
    res.on('close', () => { if (!res.writableFinished) gone.abort(); });
    res.on('error', () => gone.abort());
    try {
      const response = await this.options.handle(this.#request(req, gone));
      if (response.body !== 'taken' && !res.destroyed) this.#answer(req, res, response);
    } catch { res.destroy(); }
  }

  #answer(req: In, res: Out, response: ApiResponse): void {
    const { headers, status } = response;
    // What is left of a body that nobody reads is discarded, up to a point: a client that still sends would not see the answer.
    if (!req.readableEnded) { if (status === 413) this.#discard(req, res); else req.resume(); }
    if (req.method === 'HEAD') { res.writeHead(status, headers); res.end(); return; }
    const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body as Exclude<ApiResponse['body'], string>;
    const size = typeof body === 'function' ? Number(headers['content-length'] ?? 0) : body.length;
    // Streams of unknown length are meant to arrive as they are written: watches, logs, what is proxied.
    if (size >= GZIP_FROM_BYTES && !headers['content-encoding'] && accepts(req, 'gzip')) { compress(res, response, body); return; }
    if (typeof body !== 'function') {
      res.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': String(body.length) });
      res.end(body);
      return;
    }
    res.writeHead(status, headers);
    res.flushHeaders();
    body(sinkOf(res));
  }

  #discard(req: In, res: Out): void {
    let left = MAX_DISCARDED_BYTES;
    if (req.httpVersionMajor === 1) res.setHeader('connection', 'close');
    req.on('data', (chunk: Buffer) => { if ((left -= chunk.length) < 0) req.destroy(); });
    req.resume();
  }

  async #upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const gone = new Gone();
    socket.on('close', () => gone.abort());
    socket.on('error', () => gone.abort());
    try {
      const response = await this.options.handle({ ...this.#request(req, gone), signal: gone.signal, body: async () => Buffer.alloc(0), upgrade: { socket, head } });
      if (response.body === 'taken') return;
      // An answer without an end makes no sense to who asked for another protocol.
      const body = typeof response.body === 'function' ? '' : response.body;
      const lines = Object.entries({ ...response.headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' }).map(([k, v]) => `${k}: ${v}\r\n`).join('');
      socket.write(`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? 'Unknown'}\r\n${lines}\r\n`, 'latin1');
      socket.end(body);
    } catch { socket.destroy(); }
  }

  #request(req: In, gone: Gone): ApiRequest {
    const url = req.url ?? '/';
    const at = url.indexOf('?');
    const socket = ((req as http2.Http2ServerRequest).stream?.session?.socket ?? req.socket) as TLSSocket;
    // Of the headers that requests have, none is kept as a list by Node.
    const headers = req.headers as Record<string, string | undefined>;
    const certificate = clientCertificateOf(socket);
    const limit = this.options.maxBodyBytes ?? MAX_BODY_BYTES;
    let body: Promise<Buffer> | undefined;
    return {
      method: req.method ?? 'GET', path: at < 0 ? url : url.slice(0, at), query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)), headers,
      body: () => (body ??= readBody(req, limit)), get signal() { return gone.signal; }, remoteAddress: socket.remoteAddress ?? '', ...(certificate ? { clientCertificate: certificate } : {}),
    };
  }
}

/** An AbortController that is made when somebody asks for its signal: most requests end before anybody does. */
class Gone {
  #controller: AbortController | undefined;
  #gone = false;
  get signal(): AbortSignal {
    if (!this.#controller) { this.#controller = new AbortController(); if (this.#gone) this.#controller.abort(); }
    return this.#controller.signal;
  }
  abort(): void { this.#gone = true; this.#controller?.abort(); }
}

function accepts(req: In, encoding: string): boolean {
  const header = req.headers['accept-encoding'];
  return typeof header === 'string' && header.includes(encoding);
}

function compress(res: Out, response: ApiResponse, body: Buffer | ((sink: Sink) => void) | 'taken'): void {
  const { 'content-length': _length, ...headers } = response.headers;
  res.writeHead(response.status, { ...headers, 'content-encoding': 'gzip', vary: headers['vary'] ?? 'Accept-Encoding' });
  const gzip = createGzip({ level: 1 });
  gzip.on('error', () => res.destroy());
  gzip.pipe(res);
  res.on('close', () => gzip.destroy());
  if (typeof body === 'function') body(sinkOf(gzip as never)); else gzip.end(body);
}

/** Reads to the end, or to the limit; the rest then stays unread, so that the answer can still be sent. */
function readBody(req: In, limit: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(`limit is ${limit}`));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) { chunks.push(chunk); return; }
      req.off('data', take);
      req.pause();
      reject(tooLarge(`limit is ${limit}`));
    };
    const broken = (): void => { if (!req.readableEnded) reject(new ClientGoneError()); };
    req.on('data', take);
    req.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    req.once('error', broken);
    req.once('aborted', broken);
    req.once('close', broken);
  });
}

/** Looked at once per connection: the handshake does not change. */
const certificates = new WeakMap<TLSSocket, ApiRequest['clientCertificate'] | null>();
function clientCertificateOf(socket: TLSSocket): ApiRequest['clientCertificate'] | undefined {
  const known = certificates.get(socket);
  if (known !== undefined) return known ?? undefined;
  let found: ApiRequest['clientCertificate'];
  if (socket.authorized) {
    const { subject, fingerprint256 } = socket.getPeerCertificate();
    const names = (value: string | string[] | undefined): string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
    if (subject) found = { commonName: names(subject.CN)[0] ?? '', organizations: names(subject.O), fingerprint: fingerprint256.replaceAll(':', '').toLowerCase() };
  }
  certificates.set(socket, found ?? null);
  return found;
}

function sinkOf(res: ServerResponse): Sink {
  return {
    write: (chunk) => (res.destroyed ? true : res.write(chunk)),
    end: () => { res.end(); },
    destroy: () => { res.destroy(); },
    onDrain: (listener) => void res.once('drain', listener),
    onClose: (listener) => void res.once('close', listener),
    get closed() { return res.destroyed || res.writableEnded; },
    get pending() { return res.writableLength; },
  };
}
