import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP server for tests that hands on upgrades, knows its connections and when its handlers are through. */
export class UpgradeServer implements AsyncDisposable {
  /** One for each upgrade so far. */
  readonly handlers: Promise<void>[] = [];
  readonly sockets = new Set<Duplex>();
  readonly #server: http.Server;

  private constructor(onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>, onRequest: RequestListener) {
    this.#server = http.createServer(onRequest);
    this.#server.on('upgrade', (request, socket, head) => { this.handlers.push(onUpgrade(request, socket, head)); });
    this.#server.on('connection', (socket) => { this.sockets.add(socket); socket.on('close', () => this.sockets.delete(socket)); });
  }

  static async start(onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>, onRequest: RequestListener = (_q, answer) => { answer.writeHead(404).end(); }): Promise<UpgradeServer> {
    const server = new UpgradeServer(onUpgrade, onRequest);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string { return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.all(this.handlers);
  }
}
