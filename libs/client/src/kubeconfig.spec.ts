import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { inClusterAccess } from './in-cluster.js';
import { loadKubeconfig, type Kubeconfig } from './kubeconfig.js';
import { writeKubeconfig } from './write-kubeconfig.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('kubeconfig', () => {
  let dir: string;
  beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'kubeconfig-')); });
  afterEach(() => rm(dir, { recursive: true }));

  const one = `
apiVersion: v1
kind: Config
current-context: dev
clusters: [{name: c1, cluster: {server: https://one:6443, certificate-authority: ca.crt}}]
users: [{name: u1, user: {client-certificate-data: ${base64('CERT')}, client-key-data: ${base64('KEY')}, as: jane, as-groups: [ops]}}]
contexts: [{name: dev, context: {cluster: c1, user: u1, namespace: team}}, {name: broken, context: {cluster: nowhere, user: u1}}]
`;
  const two = `{clusters: [{name: c1, cluster: {server: https://shadowed}}, {name: c2, cluster: {server: https://two, insecure-skip-tls-verify: true, tls-server-name: api}}],
users: [{name: u2, user: {tokenFile: token, token: old}}], contexts: [{name: prod, context: {cluster: c2, user: u2}}], current-context: prod}`;

  it('merges files, the first winning, and finds files beside them', async () => {
    await writeFile(join(dir, 'one'), one);
    await writeFile(join(dir, 'ca.crt'), 'CA');
    await mkdir(join(dir, 'sub'));
    await writeFile(join(dir, 'sub', 'two'), two);
    const env = { KUBECONFIG: [join(dir, 'one'), join(dir, 'missing'), join(dir, 'sub', 'two')].join(':') };
    expect(await loadKubeconfig({ env })).toEqual({
      server: 'https://one:6443', ca: Buffer.from('CA'), cert: Buffer.from('CERT'), key: Buffer.from('KEY'), namespace: 'team', impersonate: { user: 'jane', groups: ['ops'], uid: undefined, extra: undefined },
    });
    expect(await loadKubeconfig({ env, context: 'prod' })).toEqual({ server: 'https://two', insecure: true, serverName: 'api', tokenFile: join(dir, 'sub', 'token') });
  });

  it('says what is missing', async () => {
    const path = join(dir, 'one');
    await expect(loadKubeconfig({ path })).rejects.toThrow(`there is no kubeconfig at ${path}; name one with --kubeconfig`);
    await expect(loadKubeconfig({ env: {}, home: dir })).rejects.toThrow(join(dir, '.kube/config'));
    await writeFile(path, one);
    await expect(loadKubeconfig({ path, context: 'x' })).rejects.toThrow('has no context "x"; it has: dev, broken');
    await expect(loadKubeconfig({ path, context: 'broken' })).rejects.toThrow('has no cluster "nowhere"; it has: c1');
    await expect(loadKubeconfig({ path })).rejects.toThrow(`cannot read the certificate authority ${join(dir, 'ca.crt')}`);
    await writeFile(path, 'a: [');
    await expect(loadKubeconfig({ path })).rejects.toThrow('is not valid YAML');
    await writeFile(path, '- a');
    await expect(loadKubeconfig({ path })).rejects.toThrow('does not hold an object');
  });

  it('writes an entry that it can read back, for the owner only', async () => {
    const path = join(dir, 'new', 'config');
    await writeKubeconfig(path, { server: 'https://h:1', caPem: 'CA', certPem: 'CERT', keyPem: 'KEY', name: 'kubets' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await loadKubeconfig({ path })).toEqual({ server: 'https://h:1', ca: Buffer.from('CA'), cert: Buffer.from('CERT'), key: Buffer.from('KEY') });
    const before = (await stat(path)).mtimeMs;
    await writeKubeconfig(path, { server: 'https://h:1', caPem: 'CA', certPem: 'CERT', keyPem: 'KEY', name: 'kubets' });
    expect((await stat(path)).mtimeMs).toBe(before);
  });

  it('keeps what others wrote', async () => {
    const path = join(dir, 'config');
    await writeFile(path, `${one}extensions: [{name: x}]\n`);
    await writeKubeconfig(path, { server: 'https://h:1', caPem: 'CA', token: 't', name: 'kubets', use: false });
    await writeKubeconfig(path, { server: 'https://h:2', caPem: 'CA', token: 't', name: 'kubets', use: false });
    const config = parse(await readFile(path, 'utf8')) as Kubeconfig & { extensions: unknown };
    expect(config['current-context']).toBe('dev');
    expect(config.contexts?.map((c) => c.name)).toEqual(['dev', 'broken', 'kubets']);
    expect(config.clusters?.map((c) => c.cluster.server)).toEqual(['https://one:6443', 'https://h:2']);
    expect(config.extensions).toEqual([{ name: 'x' }]);
  });

  it('finds a pod\'s service account', async () => {
    await writeFile(join(dir, 'token'), 't');
    await writeFile(join(dir, 'ca.crt'), 'CA');
    await writeFile(join(dir, 'namespace'), 'ns\n');
    expect(await inClusterAccess({ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }, dir)).toEqual({ server: 'https://[fd00::1]:443', ca: Buffer.from('CA'), tokenFile: join(dir, 'token'), namespace: 'ns' });
    await expect(inClusterAccess({}, dir)).rejects.toThrow('does not run in a pod');
    await expect(inClusterAccess({ KUBERNETES_SERVICE_HOST: 'h', KUBERNETES_SERVICE_PORT: '1' }, join(dir, 'no'))).rejects.toThrow('has no service account credentials');
  });
});
