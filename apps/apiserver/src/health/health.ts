import type { RequestContext } from '../request/context.js';
import type { PathRoute } from '../request/paths.js';
import type { ApiResponse } from '../request/request.js';

export interface HealthCheck {
  readonly name: string;
  /** Resolves to `undefined` when all is well, else to what is wrong. */
  readonly check: () => Promise<string | undefined> | string | undefined;
  /** Which endpoints ask it; all by default. */
  readonly at?: readonly ('healthz' | 'livez' | 'readyz')[];
}

/** `/healthz`, `/livez`, `/readyz` with named checks, `?verbose` and `?exclude=`. Source: Kubernetes API health endpoints. */
export function healthRoutes(checks: readonly HealthCheck[]): PathRoute[] {
  return (['healthz', 'livez', 'readyz'] as const).flatMap((endpoint) => {
    const own = checks.filter((c) => c.at?.includes(endpoint) ?? true);
    return [
      { path: `/${endpoint}`, handle: (context: RequestContext) => report(endpoint, own, context) },
      ...own.map((c) => ({ path: `/${endpoint}/${c.name}`, handle: (context: RequestContext) => report(endpoint, [c], context) })),
    ];
  });
}

async function report(endpoint: string, checks: readonly HealthCheck[], context: RequestContext): Promise<ApiResponse> {
  const { query } = context.request;
  const excluded = new Set(query.getAll('exclude').flatMap((e) => e.split(',')));
  const results = await Promise.all(checks.map(async ({ name, check }) => {
    if (excluded.has(name)) return { line: `[+]${name} excluded: ok`, failed: false };
    const wrong = await Promise.resolve().then(check).catch((error: unknown) => String(error));
    return wrong === undefined ? { line: `[+]${name} ok`, failed: false } : { line: `[-]${name} failed: ${wrong}`, failed: true };
  }));
  const failed = results.some((r) => r.failed);
  const lines = results.map((r) => r.line).join('\n');
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache, private' };
  if (failed) return { status: 500, headers, body: `${lines}\n${endpoint} check failed\n` };
  return { status: 200, headers, body: query.has('verbose') ? `${lines}\n${endpoint} check passed\n` : 'ok' };
}
