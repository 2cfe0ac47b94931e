import type { Authorizer } from './authorizer.js';

const OPEN: ReadonlySet<string> = new Set(['/healthz', '/livez', '/readyz']);

/** Health can be asked by anybody, so that load balancers and probes need no credentials. */
export const alwaysAllowedPaths: Authorizer = {
  name: 'AlwaysAllowPaths',
  authorize: ({ isResource, path, verb }) => (!isResource && OPEN.has(path) && verb === 'get' ? { decision: 'allow', reason: '' } : { decision: 'no opinion', reason: '' }),
};
