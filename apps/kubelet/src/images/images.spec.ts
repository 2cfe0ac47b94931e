import fc from 'fast-check';
import type { Secret } from '@kubets/api/core/v1/secret';
import { ImageError, type ContainerRuntime } from '@kubets/container-runtime/runtime';
import { manualClock } from '@kubets/client/testing/manual-clock';
import { aContainer, aPod } from '../testing/pods.js';
import { ImageManager } from './image-manager.js';
import { parseImageName, withDefaultTag } from './image-name.js';
import { credentialsFor } from './keyring.js';

describe('image names', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', 'latest'], ['nginx:1.25', 'docker.io', 'library/nginx', '1.25'], ['me/app', 'docker.io', 'me/app', 'latest'],
    ['registry.test/a/b:2', 'registry.test', 'a/b', '2'], ['localhost:5000/app', 'localhost:5000', 'app', 'latest'], ['localhost/app', 'localhost', 'app', 'latest'],
  ])('%s', (image, registry, repository, tag) => expect(parseImageName(image)).toMatchObject({ registry, repository, tag }));
  it.each(['', 'UPPER', 'a b', 'a:b:c', '-x', 'x@sha256:zz'])('%j is none', (image) => expect(() => parseImageName(image)).toThrow('invalid reference format'));
  it('keep a digest as it is', () => expect(withDefaultTag(`app@sha256:${'0'.repeat(64)}`)).toBe(`app@sha256:${'0'.repeat(64)}`));
  it('with a tag are fixed points', () => fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8})?$/), (name) => expect(withDefaultTag(withDefaultTag(name))).toBe(withDefaultTag(name)))));
});

const secret = (auths: object): Secret => ({ metadata: {}, data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') } }) as Secret;
const auth = (user: string, password: string): object => ({ auth: Buffer.from(`${user}:${password}`).toString('base64') });

describe('credentials', () => {
  it('are found by registry, wildcard and path, the most specific first', () => {
    const secrets = [secret({ 'registry.test': auth('all', 'p:w'), 'https://registry.test/team': auth('team', 'x'), '*.other.test': auth('star', 'y') })];
    expect(credentialsFor('registry.test/team/app', secrets).map((a) => a.username)).toEqual(['team', 'all']);
    expect(credentialsFor('registry.test/else/app', secrets)).toEqual([{ serverAddress: 'registry.test', username: 'all', password: 'p:w' }]);
    expect(credentialsFor('eu.other.test/app', secrets).map((a) => a.username)).toEqual(['star']);
    expect(credentialsFor('app', [secret({ 'https://index.docker.io/v1/': auth('hub', 'z') })]).map((a) => a.username)).toEqual(['hub']);
  });
  it('that are no credentials are none', () => expect(credentialsFor('app', [{ metadata: {}, data: { '.dockerconfigjson': 'xx' } } as never])).toEqual([]));
});

describe('the image manager', () => {
  const setUp = (present: boolean, pull: () => Promise<{ id: string }> = async () => { here = true; return { id: 'x' }; }) => {
    here = present;
    const clock = manualClock();
    const reports: string[] = [];
    const pulls: unknown[] = [];
    const runtime = { imageStatus: async () => (here ? { id: 'x', sizeBytes: 7, repoDigests: [], user: '' } : undefined), pullImage: async (image: string, given: unknown) => { pulls.push([image, given]); return pull(); } } as unknown as ContainerRuntime;
    const manager = new ImageManager(runtime, clock);
    const ensure = (policy: string, secrets: Secret[] = []) => manager.ensure(aPod(), aContainer('app', { image: 'registry.test/app', imagePullPolicy: policy }), async () => secrets, (type, reason, message) => reports.push(`${type} ${reason} ${message}`));
    return { clock, reports, pulls, ensure };
  };
  let here = false;
  it('touches no network when the image is there', async () => {
    const t = setUp(true);
    await t.ensure('IfNotPresent');
    await t.ensure('Never');
    expect(t.pulls).toEqual([]);
    expect(t.reports[0]).toBe('Normal Pulled Container image "registry.test/app" already present on machine and can be accessed by the pod');
  });
  it('pulls what is missing, and always what is always to be pulled', async () => {
    const t = setUp(false);
    await t.ensure('IfNotPresent');
    await t.ensure('Always');
    expect(t.pulls).toHaveLength(2);
    expect(t.reports).toEqual(expect.arrayContaining(['Normal Pulling Pulling image "registry.test/app:latest"', 'Normal Pulled Successfully pulled image "registry.test/app:latest" in 0s (0s including waiting). Image size: 7 bytes.']));
  });
  it('does not pull what must not be', async () => {
    const t = setUp(false);
    await expect(t.ensure('Never')).rejects.toMatchObject({ reason: 'ErrImageNeverPull', message: 'Container image "registry.test/app" is not present with pull policy of Never' });
  });
  it('backs off after a failure, and tries again when that is over', async () => {
    const t = setUp(false, () => Promise.reject(new ImageError('ErrImagePull', 'no such image')));
    await expect(t.ensure('IfNotPresent')).rejects.toMatchObject({ reason: 'ErrImagePull', message: 'no such image' });
    await t.clock.advance(2000);
    await expect(t.ensure('IfNotPresent')).rejects.toMatchObject({ reason: 'ImagePullBackOff', message: 'Back-off pulling image "registry.test/app:latest": ErrImagePull: no such image' });
    expect(t.pulls).toHaveLength(1);
    await t.clock.advance(8000);
    await expect(t.ensure('IfNotPresent')).rejects.toMatchObject({ reason: 'ErrImagePull' });
    await t.clock.advance(19_000);
    await expect(t.ensure('IfNotPresent')).rejects.toMatchObject({ reason: 'ImagePullBackOff' });
    await t.clock.advance(1000);
    await expect(t.ensure('IfNotPresent')).rejects.toMatchObject({ reason: 'ErrImagePull' });
  });
  it('tries without credentials when those given are refused', async () => {
    let tries = 0;
    const t = setUp(false, async () => { tries += 1; if (tries === 1) throw new Error('denied'); here = true; return { id: 'x' }; });
    await t.ensure('IfNotPresent', [secret({ 'registry.test': auth('u', 'p') })]);
    expect(t.pulls).toMatchObject([['registry.test/app:latest', { username: 'u' }], ['registry.test/app:latest', undefined]]);
  });
});
