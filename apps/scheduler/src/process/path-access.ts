import type { IncomingMessage } from 'node:http';
import type { Client } from '@kubets/client/client';

interface TokenReview { status?: { authenticated?: boolean; user?: { username?: string; groups?: string[]; uid?: string; extra?: Record<string, string[]> } } }
interface AccessReview { status?: { allowed?: boolean } }

/** Answers are kept this long, so that a scraper costs the API server little. */
const KEPT_MS = 10_000;
const MOST_KEPT = 100;

/**
 * Whether a request may have a path: its bearer token is shown to the API server, and so is the question whether that user may `get` the path.
 * Source: delegated authentication and authorization of components (TokenReview, SubjectAccessReview).
 */
export function pathAccess(client: Client, open: readonly string[], now: () => number): (request: IncomingMessage, path: string) => Promise<boolean> {
  const known = new Map<string, { readonly until: number; readonly allowed: Promise<boolean> }>();
  const ask = async (token: string, path: string): Promise<boolean> => {
    const { status } = await client.raw<TokenReview>('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } });
    if (!status?.authenticated) return false;
    const { username: user, groups, uid, extra } = status.user ?? {};
    const spec = { user, groups, uid, extra, nonResourceAttributes: { path, verb: 'get' } };
    const review = await client.raw<AccessReview>('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec });
    return review.status?.allowed === true;
  };
  return async (request, path) => {
    if (open.includes(path)) return true;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) return false;
    const key = `${path} ${token}`;
    let entry = known.get(key);
    if (!entry || entry.until < now()) {
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, entry = { until: now() + KEPT_MS, allowed: ask(token, path).catch(() => { known.delete(key); return false; }) });
    }
    return entry.allowed;
  };
}
