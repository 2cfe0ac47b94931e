import { readFile } from 'node:fs/promises';
import { reasonOf } from './error-code.js';

/** Whom the API server should take the caller for; the caller needs the permission to `impersonate`. */
export interface Impersonation {
  readonly user: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Header name → one value or several. */
export type Headers = Record<string, string | string[]>;

/** The `Impersonate-*` headers. Extra keys are percent-encoded where a header name cannot hold them. */
export function impersonationHeaders(as: Impersonation | undefined): Headers {
  if (!as) return {};
  const headers: Headers = { 'Impersonate-User': as.user };
  if (as.uid) headers['Impersonate-Uid'] = as.uid;
  if (as.groups?.length) headers['Impersonate-Group'] = [...as.groups];
  for (const [key, values] of Object.entries(as.extra ?? {})) {
    headers[`Impersonate-Extra-${key.replace(/[^a-z0-9!#$&'*+.^_`|~-]/gi, (c) => encodeURIComponent(c))}`] = [...values];
  }
  return headers;
}

/** How long a token read from a file is used. Projected service account tokens are rotated well before they expire. */
const TOKEN_FILE_MS = 60_000;

/** Returns the bearer token to send, if any. A file is read again every minute; while it is unreadable the last token is kept. */
export function tokenSource(options: { token?: string; tokenFile?: string }, now: () => number = Date.now): () => Promise<string | undefined> {
  const { token, tokenFile } = options;
  if (tokenFile === undefined) return () => Promise.resolve(token);
  let last: { token: string; readAt: number } | undefined;
  return async () => {
    if (last && now() - last.readAt < TOKEN_FILE_MS) return last.token;
    try {
      last = { token: (await readFile(tokenFile, 'utf8')).trim(), readAt: now() };
    } catch (error) {
      if (!last) throw new Error(`cannot read the token file ${tokenFile}: ${reasonOf(error)}`, { cause: error });
    }
    return last.token;
  };
}
