import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePki } from './ensure-pki.js';

const DAY = 24 * 3_600_000;

describe('ensurePki', () => {
  let dir: string;
  beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'pki-')); });
  afterEach(() => rm(dir, { recursive: true }));

  const issuedBy = async (options: Parameters<typeof ensurePki>[1] = {}) => {
    const issued: string[] = [];
    const pki = await ensurePki(dir, { ...options, onIssued: (file, why) => issued.push(`${file.slice(dir.length + 1)}: ${why}`) });
    return { pki, issued };
  };

  it('makes kubeadm\'s layout, readable by the owner only, and leaves it alone afterwards', async () => {
    const nodes = [{ name: 'node-1', addresses: ['10.0.0.5'] }];
    const { pki } = await issuedBy({ nodes });
    const files = (await readdir(dir, { recursive: true })).sort();
    for (const file of ['ca.crt', 'ca.key', 'apiserver.crt', 'apiserver-kubelet-client.crt', 'front-proxy-ca.crt', 'front-proxy-client.key', 'sa.key', 'sa.pub', 'kubelet/node-1/server.crt']) expect(files).toContain(file);
    for (const file of files.filter((each) => /\.(crt|key|pub)$/.test(each))) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600);
    expect(files.filter((each) => /\.[0-9a-f]{8}$/.test(each))).toEqual([]);

    const again = await issuedBy({ nodes });
    expect(again.issued).toEqual([]);
    expect(again.pki).toEqual(pki);
  });

  it('names who the certificates are for', async () => {
    const { pki } = await issuedBy({ nodes: [{ name: 'node-1' }], addresses: ['192.168.1.4', 'api.example.com', '0.0.0.0'], clusterDomain: 'k.local', serviceAddress: '10.43.0.1' });
    const apiserver = new X509Certificate(pki.apiserver.cert);
    for (const name of ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.k.local', 'localhost', 'api.example.com']) expect(apiserver.checkHost(name)).toBe(name);
    for (const address of ['10.43.0.1', '127.0.0.1', '192.168.1.4']) expect(apiserver.checkIP(address)).toBe(address);
    expect(apiserver.checkIP('0.0.0.0')).toBeUndefined();
    expect(new X509Certificate(pki.nodes['node-1']!.client.cert).subject).toBe('O=system:nodes\nCN=system:node:node-1');
    expect(new X509Certificate(pki.clients.superAdmin.cert).subject).toBe('O=system:masters\nCN=kubernetes-super-admin');
    const ca = new X509Certificate(pki.ca.cert);
    expect(ca.ca).toBe(true);
    expect(Date.parse(ca.validTo) - Date.now()).toBeGreaterThan(3649 * DAY);
  });

  it('issues again what lacks a name, expires soon, is damaged or was signed by another authority, and only that', async () => {
    const now = Date.now();
    const { pki } = await issuedBy({ now });
    expect((await issuedBy({ now, addresses: ['192.168.1.4'] })).issued).toEqual(['apiserver.crt: it lacks the address 192.168.1.4']);
    await writeFile(pki.clients.scheduler.certFile, 'rubbish');
    await writeFile(pki.clients.admin.keyFile, pki.clients.kubeProxy.key);
    expect((await issuedBy({ now, addresses: ['192.168.1.4'] })).issued.sort()).toEqual(['admin.crt: the key is not the certificate\'s', 'scheduler.crt: the file is damaged']);
    await writeFile(pki.clients.scheduler.certFile, pki.clients.frontProxyClient.cert);
    await writeFile(pki.clients.scheduler.keyFile, pki.clients.frontProxyClient.key);
    expect((await issuedBy({ now, addresses: ['192.168.1.4'] })).issued).toEqual(['scheduler.crt: another authority signed it']);
    const later = await issuedBy({ now: now + 340 * DAY, addresses: ['192.168.1.4'] });
    expect(later.issued).toHaveLength(9);
    expect(later.pki.ca.cert).toBe(pki.ca.cert);
    expect(later.pki.serviceAccount).toEqual(pki.serviceAccount);
  });

  it('never replaces an authority', async () => {
    const { pki } = await issuedBy();
    await expect(ensurePki(dir, { now: Date.now() + 4000 * DAY })).rejects.toThrow(/the certificate authority .*ca.crt expired on/);
    await writeFile(pki.ca.certFile, 'rubbish');
    await expect(ensurePki(dir)).rejects.toThrow('is damaged; restore it from a backup');
    expect(await readFile(pki.ca.certFile, 'utf8')).toBe('rubbish');
  });

  it('works without the authority\'s key as long as nothing has to be issued', async () => {
    const { pki } = await issuedBy();
    await unlink(pki.ca.keyFile);
    expect((await issuedBy()).issued).toEqual([]);
    await unlink(pki.clients.admin.certFile);
    await expect(ensurePki(dir)).rejects.toThrow('admin.crt has to be issued (there was none), but the authority\'s key');
  });

  it('finishes a start that was cut short between key and certificate', async () => {
    const { pki } = await issuedBy();
    await unlink(pki.ca.certFile);
    const { pki: after } = await issuedBy();
    expect(after.ca.key).toBe(pki.ca.key);
    expect(new X509Certificate(after.ca.cert).verify(new X509Certificate(pki.ca.cert).publicKey)).toBe(true);
  });

  it('is accepted by TLS on both sides', async () => {
    const { pki } = await issuedBy();
    const server = https.createServer({ cert: pki.apiserver.cert, key: pki.apiserver.key, ca: pki.ca.cert, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
      response.end(`${String(subject['CN'])} ${String(subject['O'])}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const body = await new Promise<string>((resolve, reject) => {
        https.get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: pki.ca.cert, cert: pki.clients.admin.cert, key: pki.clients.admin.key, agent: false }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => resolve(text));
        }).on('error', reject);
      });
      expect(body).toBe('kubernetes-admin kubeadm:cluster-admins');
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
