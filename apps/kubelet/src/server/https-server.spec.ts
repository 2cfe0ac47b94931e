import { request, type RequestOptions } from 'node:https';
import { Registry } from 'prom-client';
import { generateKey, issueAuthority, issueCertificate } from '@kubets/component/pki/issue';
import { KubeletServer } from './https-server.js';
import type { NodeApi } from './node-api.js';

const now = Date.now();
const caKey = generateKey();
const ca = await issueAuthority('kubernetes', caKey, now);
const leaf = async (commonName: string, more: object): Promise<{ cert: string; key: string }> => {
  const key = generateKey();
  return { key, cert: await issueCertificate({ commonName, ...more } as Parameters<typeof issueCertificate>[0], key, { certPem: ca, keyPem: caKey }, now) };
};
const own = await leaf('system:node:node-1', { addresses: ['127.0.0.1'], dnsNames: ['localhost'], usages: ['server'] });
const apiserver = await leaf('kube-apiserver-kubelet-client', { usages: ['client'] });
const user = await leaf('jane', { usages: ['client'] });

describe('the HTTPS server', () => {
  const server = new KubeletServer({ api: {} as NodeApi, metrics: new Registry(), host: '127.0.0.1', port: 0, tls: { ...own, clientCA: ca } });
  let port = 0;
  beforeAll(async () => { port = await server.listen(); });
  afterAll(() => server.close());
  const ask = (credentials: RequestOptions): Promise<number> => new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/healthz', ca, agent: false, ...credentials }, (response) => { response.resume(); response.on('end', () => resolve(response.statusCode ?? 0)); });
    sent.on('error', reject);
    sent.end();
  });

  it('answers the API server', async () => expect(await ask(apiserver)).toBe(200));
  it('refuses other users of the cluster', async () => expect(await ask(user)).toBe(403));
  it('does not even talk to strangers', async () => { await expect(ask({})).rejects.toThrow(); });
});
