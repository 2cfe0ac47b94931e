import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { NodeApi } from './node-api.js';
import { handleRequest } from './requests.js';
import { handleUpgrade, type StreamingServer } from './upgrade.js';

export interface KubeletServerOptions {
  readonly api: NodeApi;
  readonly metrics: Registry;
  /** exec, attach and port-forward; without it they are refused. */
  readonly streaming?: StreamingServer;
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly tls: { readonly key: string | Buffer; readonly cert: string | Buffer; readonly clientCA: string | Buffer };
}

/** The kubelet's HTTPS server. Only clients with a certificate of the cluster's CA, such as the API server, get an answer. */
export class KubeletServer {
  private readonly server: Server;

  constructor(private readonly options: KubeletServerOptions) {
    const { api, metrics, streaming, tls } = options;
    this.server = createServer(
      { key: tls.key, cert: tls.cert, ca: tls.clientCA, requestCert: true, rejectUnauthorized: true },
      (request, response) => void handleRequest(api, metrics, request, response),
    );
    this.server.on('upgrade', (request, socket, head) => void handleUpgrade(api, streaming, request, socket, head));
  }

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
