import { mkdtemp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Volume } from '@kubets/api/core/v1/volume';
import { manualClock } from '@kubets/client/testing/manual-clock';
import type { ObjectReader } from '../objects/object-reader.js';
import { aContainer, aPod } from '../testing/pods.js';
import { directoryMounter } from './mounter.js';
import { containerMounts } from './mounts.js';
import { resolveSubPath } from './sub-path.js';
import { TokenCache } from './tokens.js';
import { mountVolumes, removePodDirectory, type MountedVolumes } from './volume-manager.js';

let rootDir: string;
const clock = manualClock();
let tokens = 0;
const objects: ObjectReader = {
  configMap: async (_, name) => (name === 'cm' ? ({ metadata: {}, data: { a: 'A', b: 'B' }, binaryData: { c: 'Qw==' } }) : undefined) as never,
  secret: async (_, name) => (name === 'sec' ? ({ metadata: {}, data: { pass: Buffer.from('word').toString('base64') } }) : undefined) as never,
  persistentVolumeClaim: async (_, name) => (name === 'bound' ? ({ metadata: {}, spec: { volumeName: 'pv' }, status: { phase: 'Bound' } }) : name === 'free' ? ({ metadata: {}, spec: {}, status: { phase: 'Pending' } }) : undefined) as never,
  persistentVolume: async () => ({ metadata: {}, spec: { hostPath: { path: rootDir, type: 'Directory' } } }) as never,
  serviceAccountToken: async ({ expirationSeconds }) => ({ token: `token-${(tokens += 1)}`, expiresAt: clock.now() + expirationSeconds * 1000 }),
};
beforeEach(async () => { rootDir = await mkdtemp(join(tmpdir(), 'volumes-')); tokens = 0; });
afterEach(() => rm(rootDir, { recursive: true, force: true }));

const cache = new TokenCache(objects, clock);
const mount = (volume: Omit<Volume, 'name'>, spec = {}): Promise<MountedVolumes> => mountVolumes({
  pod: aPod({ metadata: { labels: { app: 'web', tier: 'front' } }, spec: { containers: [aContainer('app', { volumeMounts: [{ name: 'v', mountPath: '/v' }] })], volumes: [{ name: 'v', ...volume }], ...spec } }),
  rootDir, objects, tokens: cache, mounter: directoryMounter, clock, facts: { hostIPs: ['192.168.0.9'], podIPs: ['10.0.0.5'] }, allocatable: { cpu: '4' },
});
const path = async (volumes: Promise<MountedVolumes>): Promise<string> => (await volumes).get('v')?.path ?? '';
const read = async (volumes: Promise<MountedVolumes>, file: string): Promise<string> => readFile(join(await path(volumes), file), 'utf8');

describe('volumes', () => {
  it('of a ConfigMap hold its entries, text and binary', async () => {
    expect(await read(mount({ configMap: { name: 'cm' } }), 'a')).toBe('A');
    expect(await read(mount({ configMap: { name: 'cm' } }), 'c')).toBe('C');
    expect(await read(mount({ configMap: { name: 'cm', items: [{ key: 'b', path: 'deep/er', mode: 0o400 }] } }), 'deep/er')).toBe('B');
  });
  it('of a Secret are decoded', async () => expect(await read(mount({ secret: { secretName: 'sec' } }), 'pass')).toBe('word'));
  it('say what is missing, unless it is optional', async () => {
    await expect(mount({ configMap: { name: 'no' } })).rejects.toThrow('MountVolume.SetUp failed for volume "v" : configmap "no" not found');
    await expect(mount({ secret: { secretName: 'no' } })).rejects.toThrow('secret "no" not found');
    await expect(mount({ configMap: { name: 'cm', items: [{ key: 'zz', path: 'z' }] } })).rejects.toThrow('references non-existent configmap key: zz');
    await expect(mount({ configMap: { name: 'no', optional: true } })).resolves.toBeDefined();
  });
  it('of the downward API hold facts about the pod', async () => {
    const downwardAPI = { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }, { path: 'cpu', resourceFieldRef: { containerName: 'app', resource: 'limits.cpu', divisor: '1m' } }] };
    expect(await read(mount({ downwardAPI }), 'labels')).toBe('app="web"\ntier="front"');
    expect(await read(mount({ downwardAPI }), 'cpu')).toBe('4000');
  });
  it('that are projected hold all sources, and tokens are renewed', async () => {
    const projected = { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 1000 } }, { configMap: { name: 'cm', items: [{ key: 'a', path: 'ca.crt' }] } }, { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } }] };
    expect(await read(mount({ projected }), 'token')).toBe('token-1');
    expect(await read(mount({ projected }), 'ca.crt')).toBe('A');
    expect(await read(mount({ projected }), 'namespace')).toBe('default');
    expect((await mount({ projected })).get('v')?.refreshAt).toBe(clock.now() + 800_000);
    await clock.advance(801_000);
    expect(await read(mount({ projected }), 'token')).toBe('token-2');
  });
  it('that are empty keep what was written, and may be written by all', async () => {
    const at = await path(mount({ emptyDir: {} }));
    await writeFile(join(at, 'x'), 'mine');
    expect(await read(mount({ emptyDir: {} }), 'x')).toBe('mine');
    expect((await stat(at)).mode & 0o777).toBe(0o777);
  });
  it('on the node are checked by type', async () => {
    await expect(mount({ hostPath: { path: join(rootDir, 'none'), type: 'Directory' } })).rejects.toThrow('is not a directory');
    await expect(mount({ hostPath: { path: join(rootDir, 'new'), type: 'DirectoryOrCreate' } })).resolves.toBeDefined();
    expect((await stat(join(rootDir, 'new'))).isDirectory()).toBe(true);
    await expect(mount({ hostPath: { path: rootDir, type: 'Socket' } })).rejects.toThrow('is not a socket file');
  });
  it('behind a claim need it bound', async () => {
    expect(await path(mount({ persistentVolumeClaim: { claimName: 'bound' } }))).toBe(rootDir);
    await expect(mount({ persistentVolumeClaim: { claimName: 'free' } })).rejects.toThrow('is not bound');
    await expect(mount({ persistentVolumeClaim: { claimName: 'none' } })).rejects.toThrow('persistentvolumeclaim "none" not found');
  });
  it('of a kind that the node does not know are named', async () => expect(mount({ nfs: { server: 'x', path: '/' } })).rejects.toThrow('cannot mount nfs volumes'));
  it('that nobody mounts are left alone', async () => {
    await expect(mount({ configMap: { name: 'no' } }, { containers: [aContainer('app')] })).resolves.toEqual(new Map());
  });
  it('go with the pod', async () => {
    const at = await path(mount({ emptyDir: {} }));
    await removePodDirectory(rootDir, 'uid-1', directoryMounter);
    await expect(stat(at)).rejects.toThrow('ENOENT');
  });
});

describe('mounts', () => {
  const volumes = (at: string): MountedVolumes => new Map([['v', { path: at, readOnly: false }]]);
  it('expand sub-paths from variables', async () => {
    const container = aContainer('app', { volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: 'x/$(NAME)' }] });
    const [mounted] = await containerMounts(container, volumes(rootDir), new Map([['NAME', 'one']]));
    expect(mounted).toMatchObject({ hostPath: join(rootDir, 'x/one'), containerPath: '/v', readOnly: false });
    await expect(containerMounts(container, volumes(rootDir), new Map())).rejects.toThrow('missing value for "NAME"');
  });
  it('do not follow links out of the volume', async () => {
    await mkdir(join(rootDir, 'volume'));
    await symlink('/etc', join(rootDir, 'volume', 'link'));
    await expect(resolveSubPath(join(rootDir, 'volume'), 'link')).rejects.toThrow('leads outside of its volume');
    await expect(resolveSubPath(join(rootDir, 'volume'), 'link/new-directory')).rejects.toThrow('leads outside of its volume');
    await expect(resolveSubPath(join(rootDir, 'volume'), '../other')).rejects.toThrow("must not contain '..'");
  });
});
