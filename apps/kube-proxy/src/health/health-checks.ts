import { createServer, type Server } from 'node:http';
import type { Logger } from '@kubets/component/log';

/** The answer that cloud load balancers read at `healthCheckNodePort` (KEP-1669): 200 when the node has endpoints, else 503. */
export class HealthChecks {
  private readonly open = new Map<string, { port: number; local: number; server: Server }>();

  constructor(private readonly log: Logger, private readonly healthy: () => boolean, private readonly address: string | undefined = undefined) {}

  /** @param service `namespace/name` @param wanted absent to close */
  set(service: string, wanted: { port: number; localEndpoints: number } | undefined): void {
    const known = this.open.get(service);
    if (known && known.port === wanted?.port) { known.local = wanted.localEndpoints; return; }
    known?.server.close();
    known?.server.closeAllConnections();
    this.open.delete(service);
    if (wanted) this.listen(service, wanted);
  }

  close(): void { for (const service of [...this.open.keys()]) this.set(service, undefined); }

  private listen(service: string, wanted: { port: number; localEndpoints: number }): void {
    const [namespace, name] = service.split('/');
    const entry = { port: wanted.port, local: wanted.localEndpoints, server: createServer((_request, response) => {
      const ok = entry.local > 0 && this.healthy();
      response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', 'x-load-balancing-endpoint-weight': `${entry.local}` });
      response.end(`${JSON.stringify({ service: { namespace, name }, localEndpoints: entry.local, serviceProxyHealthy: this.healthy() })}\n`);
    }) };
    entry.server.on('error', (error) => this.log.warn('The health check port of a service cannot be opened', { service, port: wanted.port, error: error.message }));
    entry.server.listen(wanted.port, this.address);
    this.open.set(service, entry);
  }
}
