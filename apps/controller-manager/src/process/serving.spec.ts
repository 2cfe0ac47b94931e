import type { IncomingMessage } from 'node:http';
import { createSecureContext } from 'node:tls';
import { createClient } from '@kubets/client/create-client';
import { createFunctionTransport } from '@kubets/client/function-transport';
import { delegatedAccess } from './delegated-access.js';
import { servingTls } from './serving-tls.js';

const request = (authorization?: string): IncomingMessage => ({ method: 'GET', headers: authorization ? { authorization } : {} }) as unknown as IncomingMessage;

describe('access to metrics', () => {
  const asked: string[] = [];
  const client = createClient(createFunctionTransport(async ({ path, body }) => {
    asked.push(path);
    const given = JSON.parse(String(body)) as { spec: { token?: string; user?: string; nonResourceAttributes?: { path: string } } };
    const status = path.endsWith('tokenreviews') ? { authenticated: given.spec.token !== 'bad', user: { username: given.spec.token } } : { allowed: given.spec.user === 'prometheus' && given.spec.nonResourceAttributes?.path === '/metrics' };
    const bytes = Buffer.from(JSON.stringify({ ...given, status }));
    return { status: 201, headers: {}, bytes: async () => bytes, async* stream() { yield bytes; } };
  }, 'https://fake.test'));
  let now = 0;
  const may = delegatedAccess({ client, now: () => now }, ['/healthz', '/debug/*']);

  it.each<[string | undefined, string, boolean]>([
    [undefined, '/healthz', true], [undefined, '/debug/x', true], [undefined, '/metrics', false], ['Basic x', '/metrics', false],
    ['Bearer bad', '/metrics', false], ['Bearer somebody', '/metrics', false], ['Bearer prometheus', '/metrics', true], ['Bearer prometheus', '/configz', false],
  ])('%s on %s: %s', async (authorization, path, expected) => { expect(await may(request(authorization), path)).toBe(expected); });

  it('is asked for once in ten seconds', async () => {
    await may(request('Bearer prometheus'), '/metrics');
    asked.length = 0;
    await may(request('Bearer prometheus'), '/metrics');
    expect(asked).toEqual([]);
    now += 11_000;
    await may(request('Bearer prometheus'), '/metrics');
    expect(asked).toHaveLength(2);
  });
});

describe('the certificate of the port', () => {
  it('is made when none is given', async () => {
    const tls = await servingTls({ 'tls-cert-file': undefined, 'tls-private-key-file': undefined }, Date.now());
    expect(() => createSecureContext(tls)).not.toThrow();
  });
  it('needs its key', async () => {
    await expect(servingTls({ 'tls-cert-file': 'x', 'tls-private-key-file': undefined }, 0)).rejects.toThrow('--tls-private-key-file is needed too');
  });
});
