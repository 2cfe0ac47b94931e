import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKubeconfig } from '@kubets/client/kubeconfig';
import { writeCerts, type CertsOptions } from './write-certs.js';

describe('writeCerts', () => {
  let dataDir: string;
  beforeAll(async () => { dataDir = await mkdtemp(join(tmpdir(), 'certs-')); });
  afterAll(() => rm(dataDir, { recursive: true }));
  const options = (more: Partial<CertsOptions> = {}): CertsOptions => ({
    dataDir, server: 'https://api.example.org:7443', names: ['192.0.2.9'], node: { name: 'node-1', address: '192.0.2.10' }, serviceCIDR: '10.43.0.0/16', clusterDomain: 'k.local', ...more,
  });

  it('writes a kubeconfig for every component, with the certificate of its user', async () => {
    const { kubeconfigs, pki } = await writeCerts(options());
    const subjects: Record<string, string> = {};
    for (const { who, file } of kubeconfigs) {
      const access = await loadKubeconfig({ path: file });
      expect(access.server).toBe('https://api.example.org:7443');
      expect(access.ca?.toString()).toBe(pki.ca.cert);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      subjects[who] = new X509Certificate(access.cert!).subject.split('\n').reverse().join(' ');
    }
    expect(subjects).toEqual({
      admin: 'CN=kubernetes-admin O=kubeadm:cluster-admins', 'super-admin': 'CN=kubernetes-super-admin O=system:masters',
      'controller-manager': 'CN=system:kube-controller-manager', scheduler: 'CN=system:kube-scheduler', 'kube-proxy': 'CN=system:kube-proxy',
      dns: expect.stringContaining('CN=system:serviceaccount:kube-system:coredns') as string, 'kubelet-node-1': 'CN=system:node:node-1 O=system:nodes',
    });
    const server = new X509Certificate(pki.apiserver.cert);
    for (const name of ['api.example.org', 'kubernetes.default.svc.k.local']) expect(server.checkHost(name)).toBe(name);
    for (const address of ['10.43.0.1', '192.0.2.9']) expect(server.checkIP(address)).toBe(address);
    expect(new X509Certificate(pki.nodes['node-1']!.server.cert).checkIP('192.0.2.10')).toBe('192.0.2.10');
  });

  it('keeps what is there, and adds a node', async () => {
    const before = await readFile(join(dataDir, 'scheduler.conf'), 'utf8');
    const issued: string[] = [];
    const { kubeconfigs } = await writeCerts(options({ node: { name: 'node-2', address: '192.0.2.11' }, onIssued: (file) => issued.push(file.slice(dataDir.length + 1)) }));
    expect(issued.sort()).toEqual(['pki/kubelet/node-2/client.crt', 'pki/kubelet/node-2/server.crt']);
    expect(kubeconfigs.at(-1)).toEqual({ who: 'kubelet-node-2', file: join(dataDir, 'kubelet-node-2.conf') });
    expect(await readFile(join(dataDir, 'scheduler.conf'), 'utf8')).toBe(before);
  });

  it.each([
    [{ server: 'api.example.org:6443' }, '--apiserver is "api.example.org:6443", which is not a URL such as https://10.0.0.1:6443'],
    [{ serviceCIDR: '10.96.0.0' }, '--service-cidr is "10.96.0.0": '],
    [{ node: { name: 'a/../b', address: '' } }, '--node is "a/../b", which is not the name of a node such as node-1'],
  ])('refuses %j', async (more, message) => {
    await expect(writeCerts(options(more))).rejects.toMatchObject({ name: 'UserError', exitCode: 2, message: expect.stringContaining(message) as string });
  });

  it('says when the folder cannot be written', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(writeCerts(options({ dataDir: join(dataDir, 'file', 'x') }))).rejects.toThrow(/^--data-dir .* cannot be written \(ENOTDIR\): name a folder of yours$/);
  });
});
