import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Registry } from 'prom-client';
import { DEFAULT_CLIENTS, isAllowed } from './clients.js';
import type { NodeApi } from './node-api.js';
import { handleRequest } from './requests.js';
import { handleUpgrade, type StreamingServer } from './upgrade.js';

export interface KubeletServerOptions {
  /** Absent: requests are answered 503 until {@link KubeletServer.serve}. */
  readonly api?: NodeApi;
  readonly metrics: Registry;
  /** exec, attach and port-forward; without it they are refused. */
  readonly streaming?: StreamingServer;
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Common names of clients that may ask, besides administrators. */
  readonly clients?: readonly string[];
  readonly tls: { readonly key: string | Buffer; readonly cert: string | Buffer; readonly clientCA: string | Buffer };
}

/** The kubelet's HTTPS server. Only the API server and administrators get an answer, by a client certificate of the cluster's CA. */
export class KubeletServer {
  private readonly server: Server;
  private api: NodeApi | undefined;

  constructor(private readonly options: KubeletServerOptions) {
    this.api = options.api;
    const { metrics, streaming, tls, clients = DEFAULT_CLIENTS } = options;
    const allowed = (socket: unknown): boolean => isAllowed(socket as TLSSocket, clients);
    this.server = createServer(
      { key: tls.key, cert: tls.cert, ca: tls.clientCA, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const { api } = this;
        if (allowed(request.socket) && api) void handleRequest(api, metrics, request, response);
        else if (api) response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('Forbidden: the client certificate names neither the API server nor an administrator');
        else response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' }).end('the kubelet is starting');
      },
    );
    this.server.on('upgrade', (request, socket, head) => {
      const { api } = this;
      if (!api) socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      else if (allowed(request.socket)) void handleUpgrade(api, streaming, request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  }

  /** Answers from here on. */
  serve(api: NodeApi): void { this.api = api; }

  /** @returns the port that it listens on */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.options.port, this.options.host, () => resolve());
    });
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
