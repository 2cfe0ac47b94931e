import { createHash } from 'node:crypto';
import type { ApiRequest, UserInfo } from '../request/request.js';
import type { Authenticator } from './authenticator.js';
import { bearerOf } from './service-account-tokens.js';

const hash = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Tokens from a file (`--token-auth-file`): lines of `token,user,uid,"group1,group2"`. Source: Authenticating, "Static token file". */
export class StaticTokens implements Authenticator {
  readonly name = 'static-token';
  /** By hash, so that a look-up tells nothing by its time. */
  readonly #users: ReadonlyMap<string, UserInfo>;

  constructor(users: ReadonlyMap<string, UserInfo>) {
    this.#users = new Map([...users].map(([token, user]) => [hash(token), user]));
  }

  async authenticate(request: ApiRequest): Promise<UserInfo | undefined> {
    const token = bearerOf(request);
    return token ? this.#users.get(hash(token)) : undefined;
  }
}

/** @throws an Error that names the line which cannot be read */
export function parseTokenFile(text: string): Map<string, UserInfo> {
  const users = new Map<string, UserInfo>();
  text.split('\n').forEach((line, i) => {
    if (!line.trim() || line.startsWith('#')) return;
    const [token = '', name = '', uid = '', groups = ''] = columns(line.replace(/\r$/, ''));
    if (!token || !name) throw new Error(`token file, line ${i + 1}: expected token,user,uid and optional groups in quotes`);
    if (users.has(token)) throw new Error(`token file, line ${i + 1}: the token of user ${JSON.stringify(name)} is there already`);
    users.set(token, { name, ...(uid ? { uid } : {}), groups: groups.split(',').map((g) => g.trim()).filter(Boolean) });
  });
  return users;
}

/** Comma-separated values of one line; quotes hold commas, doubled quotes a quote. */
const columns = (line: string): string[] => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
