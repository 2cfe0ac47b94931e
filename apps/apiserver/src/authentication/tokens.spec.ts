import { generateKeyPairSync } from 'node:crypto';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { SignJWT } from 'jose';
import type { ApiRequest, UserInfo } from '../request/request.js';
import { authenticators } from './authenticators.cfg.js';
import { BootstrapTokens } from './bootstrap-tokens.js';
import { bearerOf, type Bound, ServiceAccountTokens } from './service-account-tokens.js';
import { parseTokenFile, StaticTokens } from './static-tokens.js';

const START = Date.parse('2026-05-01T00:00:00Z');
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const request = (token?: string, headers: Record<string, string> = {}): ApiRequest => ({ headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } }) as unknown as ApiRequest;

function world() {
  let now = START;
  const objects = new Map<string, KubeObject>();
  const put = (kind: string, namespace: string, name: string, uid: string, more: object = {}): void => { objects.set(`${kind}/${namespace}/${name}`, { metadata: { name, namespace, uid, ...more } } as KubeObject); };
  put('ServiceAccount', 'a', 'bot', 'sa-1');
  const tokens = new ServiceAccountTokens({
    issuer: 'https://issuer', audiences: ['https://issuer'], privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }), now: () => now,
    find: (kind, namespace, name) => objects.get(`${kind}/${namespace}/${name}`),
  });
  const sign = async (bound?: Bound, node?: { name: string; uid: string }): Promise<string> => (await tokens.sign({
    namespace: 'a', serviceAccount: { name: 'bot', uid: 'sa-1' }, audiences: ['https://issuer'], seconds: 3600, ...(bound ? { bound } : {}), ...(node ? { node } : {}),
  })).token;
  return { tokens, objects, put, sign, pass: (ms: number) => { now += ms; }, now: () => now };
}
const good = async (w: ReturnType<typeof world>, token: string, audiences = ['https://issuer']): Promise<UserInfo | undefined> => (await w.tokens.verify(token, audiences))?.user;

describe('service account tokens', () => {
  it('say who the account is', async () => {
    const w = world();
    expect(await good(w, await w.sign())).toMatchObject({ name: 'system:serviceaccount:a:bot', uid: 'sa-1', groups: ['system:serviceaccounts', 'system:serviceaccounts:a'] });
  });

  it('expire, also when they were seen before', async () => {
    const w = world();
    const token = await w.sign();
    expect(await good(w, token)).toBeDefined();
    w.pass(3_600_000);
    expect(await good(w, token)).toBeUndefined();
  });

  it.each<[string, (w: ReturnType<typeof world>) => void]>([
    ['the account is gone', (w) => w.objects.delete('ServiceAccount/a/bot')],
    ['the account was made anew', (w) => w.put('ServiceAccount', 'a', 'bot', 'sa-2')],
    ['the pod is gone', (w) => w.objects.delete('Pod/a/web')],
    ['the pod was made anew', (w) => w.put('Pod', 'a', 'web', 'pod-2')],
    ['the pod should have ended a minute ago', (w) => w.put('Pod', 'a', 'web', 'pod-1', { deletionTimestamp: new Date(START - 61_000).toISOString() })],
  ])('are worth nothing once %s', async (_name, happen) => {
    const w = world();
    w.put('Pod', 'a', 'web', 'pod-1');
    const token = await w.sign({ kind: 'Pod', name: 'web', uid: 'pod-1' }, { name: 'n1', uid: 'node-1' });
    expect((await good(w, token))?.extra).toMatchObject({ 'authentication.kubernetes.io/pod-name': ['web'], 'authentication.kubernetes.io/node-name': ['n1'] });
    happen(w);
    expect(await good(w, token)).toBeUndefined();
  });

  it('of a pod that is ending still count', async () => {
    const w = world();
    w.put('Pod', 'a', 'web', 'pod-1', { deletionTimestamp: new Date(START - 30_000).toISOString() });
    expect(await good(w, await w.sign({ kind: 'Pod', name: 'web', uid: 'pod-1' }))).toBeDefined();
  });

  it('bound to a node end with it', async () => {
    const w = world();
    w.put('Node', '', 'n1', 'node-1');
    const token = await w.sign({ kind: 'Node', name: 'n1', uid: 'node-1' });
    expect(await good(w, token)).toBeDefined();
    w.objects.delete('Node//n1');
    expect(await good(w, token)).toBeUndefined();
  });

  it('are for their audience, and from us', async () => {
    const w = world();
    const token = await w.sign();
    expect(await good(w, token, ['vault'])).toBeUndefined();
    const forged = await new SignJWT({ 'kubernetes.io': {} }).setProtectedHeader({ alg: 'ES256' }).setIssuer('https://issuer').sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    expect(await good(w, forged)).toBeUndefined();
    expect(await good(w, token.replace(/\.[^.]+$/, '.AAAA'))).toBeUndefined();
  });

  it('in Secrets count as long as the Secret holds them', async () => {
    const w = world();
    const p = 'kubernetes.io/serviceaccount/';
    const token = await new SignJWT({ [`${p}namespace`]: 'a', [`${p}secret.name`]: 'old', [`${p}service-account.name`]: 'bot', [`${p}service-account.uid`]: 'sa-1' })
      .setProtectedHeader({ alg: 'ES256' }).setIssuer('kubernetes/serviceaccount').setSubject('system:serviceaccount:a:bot').sign(privateKey);
    expect(await good(w, token)).toBeUndefined();
    w.objects.set('Secret/a/old', { metadata: { name: 'old' }, data: { token: base64(token) } } as unknown as KubeObject);
    w.pass(10 * 365 * 86_400_000);
    expect(await good(w, token)).toEqual({ name: 'system:serviceaccount:a:bot', uid: 'sa-1', groups: ['system:serviceaccounts', 'system:serviceaccounts:a'] });
    w.objects.set('Secret/a/old', { metadata: { name: 'old' }, data: { token: base64('another') } } as unknown as KubeObject);
    expect(await good(w, token)).toBeUndefined();
  });
});

describe('bootstrap tokens', () => {
  const data = { 'token-id': 'abcdef', 'token-secret': '0123456789abcdef', 'usage-bootstrap-authentication': 'true', expiration: '2026-06-01T00:00:00Z', 'auth-extra-groups': 'system:bootstrappers:kubeadm:default-node-token' };
  const verify = (over: Record<string, string> = {}, type = 'bootstrap.kubernetes.io/token', token = 'abcdef.0123456789abcdef'): UserInfo | undefined => {
    const secret = { type, metadata: {}, data: Object.fromEntries(Object.entries({ ...data, ...over }).map(([k, v]) => [k, base64(v)])) };
    return new BootstrapTokens({ now: () => START, secret: (name) => (name === 'bootstrap-token-abcdef' ? secret as never : undefined) }).verify(token);
  };

  it('say which group of machines joins', () => {
    expect(verify()).toEqual({ name: 'system:bootstrap:abcdef', groups: ['system:bootstrappers', 'system:bootstrappers:kubeadm:default-node-token'] });
    expect(verify({ expiration: '' })).toBeDefined();
  });

  it.each<[string, UserInfo | undefined]>([
    ['another secret part', verify({ 'token-secret': 'ffffffffffffffff' })], ['another id', verify({ 'token-id': 'fedcba' })], ['signing only', verify({ 'usage-bootstrap-authentication': 'false' })],
    ['expired', verify({ expiration: '2026-04-01T00:00:00Z' })], ['an expiration that is no time', verify({ expiration: 'soon' })], ['a group of others', verify({ 'auth-extra-groups': 'system:masters' })],
    ['another type', verify({}, 'Opaque')], ['unknown', verify({}, undefined, 'zzzzzz.0123456789abcdef')], ['not a token', verify({}, undefined, 'abcdef')],
  ])('%s: refused', (_name, user) => expect(user).toBeUndefined());
});

describe('token file', () => {
  it('names users, ids and groups', async () => {
    const users = parseTokenFile('# people\n\nt1,jane,1,"staff,ops"\nt2,joe\n"t,3","o""neil",3\n');
    const tokens = new StaticTokens(users);
    expect(await tokens.authenticate(request('t1'))).toEqual({ name: 'jane', uid: '1', groups: ['staff', 'ops'] });
    expect(await tokens.authenticate(request('t2'))).toEqual({ name: 'joe', groups: [] });
    expect(users.get('t,3')).toEqual({ name: 'o"neil', uid: '3', groups: [] });
    expect(await tokens.authenticate(request('t4'))).toBeUndefined();
  });

  it.each([['t1', /line 1/], ['t1,jane\nt1,joe', /line 2: the token of user "joe" is there already/]])('refuses %j', (text, message) => expect(() => parseTokenFile(text)).toThrow(message));
});

it('tokens that nobody knows are refused, and requests without any go on', async () => {
  const list = authenticators({ serviceAccounts: world().tokens });
  const ask = async (r: ApiRequest): Promise<UserInfo | undefined> => { for (const a of list) { const user = await a.authenticate(r); if (user) return user; } return undefined; };
  await expect(ask(request('opaque'))).rejects.toMatchObject({ code: 401 });
  await expect(ask(request('a.b.c'))).rejects.toMatchObject({ code: 401 });
  expect(await ask(request())).toBeUndefined();
});

it('reads tokens from WebSocket subprotocols', () => {
  expect(bearerOf(request(undefined, { 'sec-websocket-protocol': `v5.channel.k8s.io, base64url.bearer.authorization.k8s.io.${Buffer.from('abc').toString('base64url')}` }))).toBe('abc');
  expect(bearerOf(request(undefined, { authorization: 'Basic x' }))).toBeUndefined();
});
