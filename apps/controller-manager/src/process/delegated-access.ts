import type { IncomingMessage } from 'node:http';
import { tokenreviews } from '@kubets/api/authentication/v1/resources.cfg';
import { subjectaccessreviews } from '@kubets/api/authorization/v1/resources.cfg';
import type { ComponentHost } from '@kubets/component/component';

const KEEP_MS = 10_000;
const MOST_KEPT = 100;

/** Leaves it to the API server who a bearer token belongs to and whether that one may read a path. Answers are kept for ten seconds. */
export function delegatedAccess(host: Pick<ComponentHost, 'client' | 'now'>, open: readonly string[]): (request: IncomingMessage, path: string) => Promise<boolean> {
  const kept = new Map<string, { readonly at: number; readonly allowed: Promise<boolean> }>();

  async function ask(token: string, path: string, verb: string): Promise<boolean> {
    const { status } = await host.client.resource(tokenreviews).create({ spec: { token } });
    if (!status.authenticated) return false;
    const { username, uid, groups, extra } = status.user;
    const review = await host.client.resource(subjectaccessreviews).create({ spec: { user: username, uid, groups, extra, nonResourceAttributes: { path, verb } } });
    return review.status.allowed;
  }

  return async ({ headers, method = 'GET' }, path) => {
    if (open.some((each) => each === path || (each.endsWith('/*') && path.startsWith(each.slice(0, -1))))) return true;
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!token) return false;
    const key = `${method} ${path} ${token}`;
    let known = kept.get(key);
    if (!known || host.now() - known.at > KEEP_MS) {
      kept.delete(key);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, known = { at: host.now(), allowed: ask(token, path, method.toLowerCase()) });
      // A failure to ask is no answer.
      known.allowed.catch(() => kept.delete(key));
    }
    return known.allowed;
  };
}
