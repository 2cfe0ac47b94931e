import { createServer, type Server } from 'node:http';

export interface HealthzState {
  /** The rules in force are current, or changes wait for less than a minute. */
  readonly current: () => boolean;
  /** The node should get new connections from load balancers. */
  readonly eligible: () => boolean;
  readonly lastUpdated: () => number;
  readonly now: () => number;
}

/** `/healthz` (rules current and node eligible) and `/livez` (rules current). */
export function serveHealthz(bind: string, state: HealthzState): Promise<Server> {
  const colon = bind.lastIndexOf(':');
  const host = bind.slice(0, colon).replace(/^\[|\]$/g, '');
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/healthz' && path !== '/livez') { response.writeHead(404).end('404 page not found\n'); return; }
    const eligible = state.eligible();
    const ok = state.current() && (path === '/livez' || eligible);
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
    response.end(`${JSON.stringify({ lastUpdated: new Date(state.lastUpdated()).toISOString(), currentTime: new Date(state.now()).toISOString(), ...(path === '/healthz' ? { nodeEligible: eligible } : {}) })}\n`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(bind.slice(colon + 1)), host || undefined, () => resolve(server));
  });
}
