import { timingSafeEqual } from 'node:crypto';
import type { Secret } from '@kubets/api/core/v1/secret';
import { unauthorized } from '@kubets/apimachinery/errors/status';
import type { ApiRequest, UserInfo } from '../request/request.js';
import type { Authenticator } from './authenticator.js';
import { bearerOf } from './service-account-tokens.js';

const TOKEN = /^([a-z0-9]{6})\.([a-z0-9]{16})$/;
const TYPE = 'bootstrap.kubernetes.io/token';
const GROUP = 'system:bootstrappers';
const EXTRA_GROUP = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;

export interface BootstrapTokenNeeds {
  /** A Secret of the namespace `kube-system`. */
  readonly secret: (name: string) => Secret | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Tokens with which machines join the cluster, kept in Secrets `bootstrap-token-<id>` in `kube-system`. Source: Authenticating with Bootstrap Tokens. */
export class BootstrapTokens implements Authenticator {
  readonly name = 'bootstrap-token';
  constructor(private readonly needs: BootstrapTokenNeeds) {}

  async authenticate(request: ApiRequest): Promise<UserInfo | undefined> {
    const token = bearerOf(request);
    if (!token || !TOKEN.test(token)) return undefined;
    const user = this.verify(token);
    if (!user) throw unauthorized();
    return user;
  }

  /** `undefined` when the token is unknown, has expired, or is not for authentication. */
  verify(token: string): UserInfo | undefined {
    const [, id = '', secretPart = ''] = TOKEN.exec(token) ?? [];
    const secret = id ? this.needs.secret(`bootstrap-token-${id}`) : undefined;
    if (!secret || secret.type !== TYPE || secret.metadata.deletionTimestamp !== undefined) return undefined;
    const read = (key: string): string => Buffer.from(secret.data?.[key] ?? '', 'base64').toString();
    if (read('token-id') !== id || !sameText(read('token-secret'), secretPart) || read('usage-bootstrap-authentication') !== 'true') return undefined;
    const expiration = read('expiration');
    // A time that cannot be read must not make a token last for ever.
    if (expiration && !(Date.parse(expiration) > this.needs.now())) return undefined;
    const extra = read('auth-extra-groups').split(',').filter(Boolean);
    if (!extra.every((group) => EXTRA_GROUP.test(group))) return undefined;
    return { name: `system:bootstrap:${id}`, groups: [GROUP, ...new Set(extra)] };
  }
}

/** Takes as long for a near miss as for a far one. */
function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
