import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { reasonOf } from '@kubets/client/error-code';
import { HEALTH_ENDPOINTS, answerHealth, ping, type HealthCheck, type HealthEndpoint } from './health-checks.js';
import type { Logger } from './log.js';

export interface HealthOptions {
  readonly checks?: readonly HealthCheck[];
  readonly metrics?: Registry;
  /** Effective configuration by component, shown at `/configz`. Must hold no secrets. */
  readonly configz?: () => Readonly<Record<string, unknown>>;
  readonly log: Pick<Logger, 'warn' | 'info'>;
}

export interface HealthServerOptions extends HealthOptions {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** PEM; without it the server speaks plain HTTP. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer; readonly ca?: string | Buffer };
  /** Who may ask; health endpoints are open to all. False answers 403. */
  readonly authorize?: (request: IncomingMessage, path: string) => boolean | Promise<boolean>;
  /** More paths; returns false to answer 404. */
  readonly other?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface HealthServer {
  /** Base URL once started. */
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const send = (response: ServerResponse, status: number, type: string, body: string, head: boolean): void => {
  response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff', 'Content-Length': Buffer.byteLength(body) });
  response.end(head ? undefined : body);
};

const TEXT = 'text/plain; charset=utf-8';

/** Answers the paths that every component has; false when the path is another one. For servers that have more than these. */
export async function handleHealth(options: HealthOptions, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const head = request.method === 'HEAD';
  const [first = '', name, ...more] = url.pathname.slice(1).split('/');
  const health = more.length === 0 && (HEALTH_ENDPOINTS as readonly string[]).includes(first);
  const mine = health || (url.pathname === '/metrics' && options.metrics) || (url.pathname === '/configz' && options.configz);
  if (!mine) return false;
  if (request.method !== 'GET' && !head) {
    send(response, 405, TEXT, 'only GET is supported here\n', head);
    return true;
  }
  if (health) {
    const { status, body, failures } = await answerHealth([ping, ...options.checks ?? []], first as HealthEndpoint, name || undefined, url.searchParams);
    for (const { name: failed, error } of failures) options.log.warn('a health check failed', { endpoint: first, check: failed, error: reasonOf(error) });
    send(response, status, TEXT, body, head);
  } else if (url.pathname === '/metrics') {
    const { METRICS_CONTENT_TYPE, renderMetrics } = await import('./metrics.js');
    send(response, 200, METRICS_CONTENT_TYPE, await renderMetrics(options.metrics!), head);
  } else {
    send(response, 200, 'application/json', JSON.stringify(options.configz!()), head);
  }
  return true;
}

/** A small server for `/healthz`, `/livez`, `/readyz`, `/metrics` and `/configz`. */
export function createHealthServer(options: HealthServerOptions): HealthServer {
  const { host = '127.0.0.1', log, authorize, other, tls } = options;
  let server: Server | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const path = (request.url ?? '/').split('?')[0]!;
      const open = (HEALTH_ENDPOINTS as readonly string[]).includes(path.split('/')[1] ?? '');
      if (!open && authorize && !await authorize(request, path)) return send(response, 403, TEXT, 'Forbidden\n', false);
      if (await handleHealth(options, request, response)) return;
      if (other && await other(request, response)) return;
      send(response, 404, TEXT, '404 page not found\n', false);
    } catch (error) {
      log.warn('a request for health or metrics failed', { path: request.url, error });
      if (response.headersSent) response.destroy();
      else send(response, 500, TEXT, 'Internal Server Error\n', false);
    }
  };

  const port = (): number => (server?.address() as AddressInfo | null)?.port ?? options.port;
  return {
    get port() { return port(); },
    get url() { return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port()}`; },
    async start() {
      const listener = (request: IncomingMessage, response: ServerResponse): void => void handle(request, response);
      server = tls ? (await import('node:https')).createServer({ ...tls, minVersion: 'TLSv1.2' }, listener) : (await import('node:http')).createServer(listener);
      await new Promise<void>((resolve, reject) => server!.once('error', reject).listen(options.port, host, resolve));
    },
    async stop() {
      const running = server;
      if (!running?.listening) return;
      running.closeIdleConnections();
      await new Promise<void>((resolve) => {
        running.close(() => resolve());
        // Scrapers keep connections open; they are not worth waiting for.
        running.closeAllConnections();
      });
    },
  };
}
