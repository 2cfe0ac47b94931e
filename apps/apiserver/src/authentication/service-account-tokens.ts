import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { unauthorized } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { type ApiRequest, headerOf, type UserInfo } from '../request/request.js';
import type { Authenticator } from './authenticator.js';

/** What a token is tied to: it is worth nothing once the object is gone. */
export interface Bound { readonly kind: 'Pod' | 'Node' | 'Secret'; readonly name: string; readonly uid: string }

export interface TokenClaims {
  readonly namespace: string;
  readonly serviceAccount: { readonly name: string; readonly uid: string };
  readonly audiences: readonly string[];
  readonly seconds: number;
  readonly bound?: Bound;
  /** The node of a bound pod. */
  readonly node?: { readonly name: string; readonly uid: string };
}

export interface ServiceAccountTokenOptions {
  readonly issuer: string;
  /** Audiences under which the API server itself is meant. */
  readonly audiences: readonly string[];
  /** PEM. */
  readonly privateKey: string | Buffer;
  readonly now: () => number;
  /** Looks an object up as of now; `undefined` when it is gone. */
  readonly find: (kind: 'ServiceAccount' | Bound['kind'], namespace: string, name: string) => KubeObject | undefined;
}

interface Payload {
  iss: string; sub: string; aud: string[]; exp: number; iat: number; nbf: number; jti: string;
  'kubernetes.io': {
    namespace: string; serviceaccount: { name: string; uid: string };
    pod?: { name: string; uid: string }; secret?: { name: string; uid: string }; node?: { name: string; uid: string };
  };
}

/** What tokens in Secrets of type `kubernetes.io/service-account-token` say: they do not expire, and count as long as their Secret holds them. */
interface LegacyPayload {
  sub: string; 'kubernetes.io/serviceaccount/namespace': string; 'kubernetes.io/serviceaccount/secret.name': string;
  'kubernetes.io/serviceaccount/service-account.name': string; 'kubernetes.io/serviceaccount/service-account.uid': string;
}
const LEGACY_ISSUER = 'kubernetes/serviceaccount';

export interface VerifiedToken { readonly user: UserInfo; readonly audiences: readonly string[] }

const MAX_CACHED = 4096;

/** Signs and verifies service-account tokens (JWT, ES256). Source: KEP-1205 (bound tokens), KEP-4193 (node binding). */
export class ServiceAccountTokens implements Authenticator {
  readonly name = 'service-account';
  readonly keyId: string;
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  readonly #algorithm: 'ES256' | 'RS256';
  /** Signatures checked before, by the hash of the token: verification costs 100 times the look-up. */
  readonly #verified = new Map<string, Payload | LegacyPayload>();

  constructor(private readonly options: ServiceAccountTokenOptions) {
    this.#private = createPrivateKey(options.privateKey);
    this.#public = createPublicKey(this.#private);
    this.#algorithm = this.#private.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
    this.keyId = createHash('sha256').update(this.#public.export({ type: 'spki', format: 'der' })).digest('base64url');
  }

  async sign(claims: TokenClaims): Promise<{ token: string; expires: number }> {
    const iat = Math.floor(this.options.now() / 1000);
    const exp = iat + claims.seconds;
    const bound = claims.bound && { [claims.bound.kind.toLowerCase()]: { name: claims.bound.name, uid: claims.bound.uid } };
    const payload: Payload = {
      iss: this.options.issuer, sub: `system:serviceaccount:${claims.namespace}:${claims.serviceAccount.name}`, aud: [...claims.audiences], exp, iat, nbf: iat, jti: randomUUID(),
      'kubernetes.io': { namespace: claims.namespace, serviceaccount: claims.serviceAccount, ...bound, ...(claims.node ? { node: claims.node } : {}) },
    };
    const { SignJWT } = await import('jose');
    const token = await new SignJWT(payload as never).setProtectedHeader({ alg: this.#algorithm, kid: this.keyId }).sign(this.#private);
    return { token, expires: exp * 1000 };
  }

  async authenticate(request: ApiRequest): Promise<UserInfo | undefined> {
    const token = bearerOf(request);
    if (!token || token.split('.').length !== 3) return undefined;
    const verified = await this.verify(token, this.options.audiences);
    if (!verified) throw unauthorized();
    return verified.user;
  }

  /** `undefined` when the token is not ours, has expired, is for somebody else, or what it is bound to is gone. */
  async verify(token: string, audiences: readonly string[]): Promise<VerifiedToken | undefined> {
    const payload = await this.#payload(token);
    if (payload && isLegacy(payload)) return this.#verifyLegacy(payload, token, audiences);
    const now = this.options.now() / 1000;
    if (!payload || payload.exp <= now || payload.nbf > now + 60 || payload.iss !== this.options.issuer) return undefined;
    const shared = payload.aud.filter((a) => audiences.includes(a));
    if (shared.length === 0) return undefined;
    const k = payload['kubernetes.io'];
    if (!this.#alive('ServiceAccount', k.namespace, k.serviceaccount)) return undefined;
    if (k.pod && !this.#alive('Pod', k.namespace, k.pod)) return undefined;
    if (k.secret && !this.#alive('Secret', k.namespace, k.secret)) return undefined;
    if (k.node && !k.pod && !this.#alive('Node', '', k.node)) return undefined;
    return { user: userOf(payload), audiences: shared };
  }

  #verifyLegacy(payload: LegacyPayload, token: string, audiences: readonly string[]): VerifiedToken | undefined {
    const shared = this.options.audiences.filter((a) => audiences.includes(a));
    if (shared.length === 0) return undefined;
    const namespace = payload['kubernetes.io/serviceaccount/namespace'];
    const account = { name: payload['kubernetes.io/serviceaccount/service-account.name'], uid: payload['kubernetes.io/serviceaccount/service-account.uid'] };
    const secret = this.options.find('Secret', namespace, payload['kubernetes.io/serviceaccount/secret.name']) as (KubeObject & { data?: Record<string, string> }) | undefined;
    if (!secret || secret.metadata.deletionTimestamp !== undefined || !this.#alive('ServiceAccount', namespace, account)) return undefined;
    if (Buffer.from(secret.data?.['token'] ?? '', 'base64').toString() !== token) return undefined;
    return { user: { name: payload.sub, uid: account.uid, groups: groupsOf(namespace) }, audiences: shared };
  }

  #alive(kind: 'ServiceAccount' | Bound['kind'], namespace: string, of: { name: string; uid: string }): boolean {
    const found = this.options.find(kind, namespace, of.name);
    if (!found || found.metadata.uid !== of.uid) return false;
    // A pod or account that has been on its way out for a while no longer speaks.
    const gone = found.metadata.deletionTimestamp;
    return gone === undefined || Date.parse(gone) + 60_000 > this.options.now();
  }

  async #payload(token: string): Promise<Payload | LegacyPayload | undefined> {
    const hash = createHash('sha256').update(token).digest('base64');
    const known = this.#verified.get(hash);
    if (known) return known;
    const { jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(token, this.#public, { algorithms: [this.#algorithm], currentDate: new Date(this.options.now()) });
      if (!('kubernetes.io' in payload) && payload.iss !== LEGACY_ISSUER) return undefined;
      if (this.#verified.size >= MAX_CACHED) this.#verified.delete(this.#verified.keys().next().value!);
      const read = payload as unknown as Payload | LegacyPayload;
      this.#verified.set(hash, read);
      return read;
    } catch { return undefined; }
  }

  /** JSON Web Key Set of the public key, for OpenID discovery. */
  jwks(): object {
    return { keys: [{ ...this.#public.export({ format: 'jwk' }), use: 'sig', kid: this.keyId, alg: this.#algorithm }] };
  }

  /** OpenID provider metadata. */
  openidConfiguration(jwksUri: string): object {
    return {
      issuer: this.options.issuer, jwks_uri: jwksUri, response_types_supported: ['id_token'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: [this.#algorithm],
    };
  }
}

function userOf(payload: Payload): UserInfo {
  const k = payload['kubernetes.io'];
  const extra: Record<string, string[]> = { 'authentication.kubernetes.io/credential-id': [`JTI=${payload.jti}`] };
  if (k.pod) { extra['authentication.kubernetes.io/pod-name'] = [k.pod.name]; extra['authentication.kubernetes.io/pod-uid'] = [k.pod.uid]; }
  if (k.node) { extra['authentication.kubernetes.io/node-name'] = [k.node.name]; extra['authentication.kubernetes.io/node-uid'] = [k.node.uid]; }
  return { name: payload.sub, uid: k.serviceaccount.uid, groups: groupsOf(k.namespace), extra };
}

const groupsOf = (namespace: string): string[] => ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
const isLegacy = (payload: Payload | LegacyPayload): payload is LegacyPayload => !('kubernetes.io' in payload);

/** The bearer token of a request; WebSocket clients in browsers send it as a subprotocol. */
export function bearerOf(request: ApiRequest): string | undefined {
  const match = /^Bearer\s+(\S+)\s*$/i.exec(headerOf(request, 'authorization'));
  if (match) return match[1];
  const protocol = headerOf(request, 'sec-websocket-protocol').split(',').map((p) => p.trim()).find((p) => p.startsWith('base64url.bearer.authorization.k8s.io.'));
  return protocol && Buffer.from(protocol.slice('base64url.bearer.authorization.k8s.io.'.length), 'base64url').toString();
}
