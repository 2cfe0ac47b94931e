import http from 'node:http';
import https from 'node:https';
import { connectionError } from './connection-error.js';
import { asError, errorCode } from './error-code.js';
import { impersonationHeaders, tokenSource, type Headers, type Impersonation } from './credentials.js';
import type { Transport, TransportRequest, TransportResponse } from './transport.js';

export interface HttpsTransportOptions {
  /** Base URL, `https://host:port` (or `http://` for a server without TLS), optionally with a path prefix. */
  readonly server: string;
  /** PEM of the certificate authorities that may have signed the server's certificate. */
  readonly ca?: string | Buffer;
  /** PEM of the client certificate and its private key. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly token?: string;
  /** Read again every minute. */
  readonly tokenFile?: string;
  /** Accept any server certificate. */
  readonly insecure?: boolean;
  /** Name to check the server's certificate for, where it is not the URL's host. */
  readonly serverName?: string;
  readonly userAgent?: string;
  readonly impersonate?: Impersonation;
  /** How long the server may take to start answering, in seconds. The API server gives up after 60 by itself. */
  readonly answerTimeoutSeconds?: number;
}

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> => {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) out[name] = Array.isArray(value) ? value.join(', ') : value;
  return out;
};

/** A dead idle connection shows as a reset on its next use; only reads may be sent twice. */
const mayResend = (request: TransportRequest, sent: http.ClientRequest, error: unknown): boolean =>
  request.method === 'GET' && sent.reusedSocket && !request.signal?.aborted
  && ['ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '');

/** Requests over HTTP/1.1, one connection each while it is under way, so that long watches never hold back other requests. */
export function createHttpsTransport(options: HttpsTransportOptions): Transport {
  const base = new URL(options.server);
  const secure = base.protocol === 'https:';
  if (!secure && base.protocol !== 'http:') throw new Error(`the API server's address ${options.server} must start with https:// or http://`);
  const agentOptions = { keepAlive: true, keepAliveMsecs: 15_000, maxSockets: Infinity, maxFreeSockets: 32, scheduling: 'lifo' as const };
  const agent = secure
    ? new https.Agent({
      ...agentOptions, ca: options.ca, cert: options.cert, key: options.key, rejectUnauthorized: !options.insecure,
      ...(options.serverName ? { servername: options.serverName } : {}),
    })
    : new http.Agent(agentOptions);
  const server = options.server.replace(/\/+$/, '');
  const prefix = base.pathname.replace(/\/+$/, '');
  const token = tokenSource(options);
  const fixed: Headers = { 'User-Agent': options.userAgent ?? 'kubets', ...impersonationHeaders(options.impersonate) };
  const answerTimeout = (options.answerTimeoutSeconds ?? 90) * 1000;

  const send = (request: TransportRequest, headers: Headers): Promise<TransportResponse> => new Promise((resolve, reject) => {
    const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
    const sent = (secure ? https : http).request({
      protocol: base.protocol, hostname: base.hostname.replace(/^\[|\]$/g, ''), port: base.port || (secure ? 443 : 80), agent,
      method: request.method, path: prefix + request.path, signal: request.signal,
      headers: body ? { ...headers, 'Content-Length': body.byteLength } : headers,
    });
    const late = setTimeout(() => sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), answerTimeout);
    const fail = (error: unknown): Error => (request.signal?.aborted ? asError(request.signal.reason) : connectionError(server, error));
    sent.on('response', (response) => { clearTimeout(late); resolve(answer(response, fail)); });
    sent.on('error', (error) => {
      clearTimeout(late);
      if (mayResend(request, sent, error)) send(request, headers).then(resolve, reject);
      else reject(fail(error));
    });
    sent.end(body);
  });

  return {
    server,
    async request(request) {
      request.signal?.throwIfAborted();
      const bearer = await token();
      return send(request, { ...fixed, ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}), ...request.headers });
    },
    close: () => agent.destroy(),
  };
}

function answer(response: http.IncomingMessage, fail: (error: unknown) => Error): TransportResponse {
  // Without a listener an abort between the answer's head and the reading of its body would be an uncaught error.
  response.on('error', () => {});
  async function* stream(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of response) yield chunk as Buffer;
    } catch (error) {
      throw fail(error);
    }
  }
  return {
    status: response.statusCode ?? 0,
    headers: flat(response.headers),
    async bytes() {
      const chunks: Buffer[] = [];
      for await (const chunk of stream()) chunks.push(chunk);
      return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    },
    stream,
  };
}
