import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { deployments, replicasets } from '@kubets/api/apps/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady } from '@kubets/api/core/v1/pod.helpers';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { controllerOf } from '@kubets/client/owners';
import { replicaSetController } from '../replicaset/controller.js';
import { fakeKubelet } from '../testing/fake-kubelet.js';
import { createWorld, type World } from '../testing/world.js';
import { deploymentController } from './controller.js';
import { podTemplateHash } from './pod-template-hash.js';

const template = (image: string): Deployment['spec']['template'] => ({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image }] } }) as unknown as Deployment['spec']['template'];
const deployment = (more: Draft<Deployment['spec']> = {}): Draft<Deployment> => ({
  metadata: { name: 'web', namespace: 'default', annotations: { 'kubernetes.io/change-cause': 'first' } },
  spec: {
    replicas: 4, selector: { matchLabels: { app: 'web' } }, template: template('v1'), revisionHistoryLimit: 10, progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }, ...more,
  },
});

describe('the Deployment controller', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const get = (): Deployment => world.client.object(deployments, 'default/web')!;
  const sets = (): readonly ReplicaSet[] => world.client.objects(replicasets);
  const setOf = (image: string): ReplicaSet | undefined => sets().find((s) => s.spec.template.spec?.containers?.[0]?.image === image);
  const live = (): readonly Pod[] => world.client.objects(pods).filter((p) => !p.metadata.deletionTimestamp);
  const images = (): string[] => live().map((p) => p.spec.containers?.[0]?.image ?? '').sort();
  const condition = (type: string): Record<string, unknown> | undefined => get().status.conditions?.find((c) => c.type === type) as Record<string, unknown> | undefined;
  const revision = (of: { metadata: { annotations?: Record<string, string> } } | undefined): string | undefined => of?.metadata.annotations?.['deployment.kubernetes.io/revision'];
  const patch = async (spec: object): Promise<void> => {
    await world.host.client.resource(deployments, 'default').patch('web', { type: 'merge', body: { spec } });
    await world.settle();
  };
  const run = async (healthy?: (pod: Pod) => boolean, more: Draft<Deployment['spec']> = {}): Promise<void> => {
    world.meanwhile(fakeKubelet(world, healthy));
    world.client.put(deployments, deployment(more));
    await world.run(deploymentController(world.host), replicaSetController(world.host));
  };

  it('makes a ReplicaSet of the template and reports its end', async () => {
    await run();
    const hash = podTemplateHash(template('v1'));
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{10}$/);
    expect(sets()).toHaveLength(1);
    expect(sets()[0]).toMatchObject({
      metadata: {
        name: `web-${hash}`, labels: { app: 'web', 'pod-template-hash': hash },
        annotations: {
          'deployment.kubernetes.io/revision': '1', 'deployment.kubernetes.io/desired-replicas': '4', 'deployment.kubernetes.io/max-replicas': '5', 'kubernetes.io/change-cause': 'first',
        },
        ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true }],
      },
      spec: { replicas: 4, selector: { matchLabels: { app: 'web', 'pod-template-hash': hash } }, template: { metadata: { labels: { 'pod-template-hash': hash } } } },
    });
    expect(revision(get())).toBe('1');
    expect(get().status).toMatchObject({ observedGeneration: 1, replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4, unavailableReplicas: 0, terminatingReplicas: 0 });
    expect(condition('Progressing')).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable', message: `ReplicaSet "web-${hash}" has successfully progressed.` });
    expect(condition('Available')).toMatchObject({ status: 'True', reason: 'MinimumReplicasAvailable' });
    expect(world.events).toContainEqual({ about: 'Deployment/web', type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set web-${hash} from 0 to 4` });
    world.client.clearActions();
    await world.settle();
    expect(world.client.writes).toEqual([]);
  });

  it('rolls out within its limits', async () => {
    await run();
    const seen = { most: 0, fewest: 99 };
    world.client.react(() => {
      seen.most = Math.max(seen.most, live().length);
      seen.fewest = Math.min(seen.fewest, live().filter(isPodReady).length);
    });
    await patch({ template: template('v2') });
    expect(images()).toEqual(['v2', 'v2', 'v2', 'v2']);
    expect(seen.most).toBeLessThanOrEqual(5);
    expect(seen.fewest).toBeGreaterThanOrEqual(3);
    expect(setOf('v1')!.spec.replicas).toBe(0);
    expect(revision(get())).toBe('2');
    expect(get().status).toMatchObject({ observedGeneration: 2, replicas: 4, updatedReplicas: 4, availableReplicas: 4 });
    expect(condition('Progressing')).toMatchObject({ reason: 'NewReplicaSetAvailable' });
  });

  it('rolls back to the set of an older template and gives it a new revision', async () => {
    await run();
    await patch({ template: template('v2') });
    await patch({ template: template('v1') });
    expect(sets()).toHaveLength(2);
    expect(images()).toEqual(['v1', 'v1', 'v1', 'v1']);
    expect(revision(setOf('v1'))).toBe('3');
    expect(setOf('v1')!.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision-history': '1' });
    expect(revision(get())).toBe('3');
  });

  it('scales, in proportion while a rollout is stuck', async () => {
    await run((pod) => pod.spec.containers?.[0]?.image !== 'bad', { replicas: 10, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } });
    await patch({ template: template('bad') });
    expect([setOf('v1')!.spec.replicas, setOf('bad')!.spec.replicas]).toEqual([8, 5]);
    await patch({ replicas: 15 });
    expect([setOf('v1')!.spec.replicas, setOf('bad')!.spec.replicas]).toEqual([11, 7]);
    expect(live()).toHaveLength(18);
    expect(setOf('v1')!.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/desired-replicas': '15', 'deployment.kubernetes.io/max-replicas': '18' });
    await patch({ replicas: 0 });
    expect(live()).toHaveLength(0);
  });

  it('goes on when its set was resized by hand to the size that it gets next', async () => {
    await run();
    await world.host.client.resource(replicasets, 'default').patch(sets()[0]!.metadata.name!, { type: 'merge', body: { spec: { replicas: 6 } } });
    await patch({ replicas: 6 });
    await patch({ template: template('v2') });
    expect(images()).toEqual(Array(6).fill('v2'));
  });

  it('says when a rollout hangs and when it recovers', async () => {
    let broken = true;
    await run((pod) => !broken || pod.spec.containers?.[0]?.image !== 'bad', { progressDeadlineSeconds: 60 });
    await patch({ template: template('bad') });
    expect(condition('Progressing')).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated' });
    await world.advance(62);
    expect(condition('Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded', message: `ReplicaSet "${setOf('bad')!.metadata.name}" has timed out progressing.` });
    expect(condition('Available')).toMatchObject({ status: 'True' });
    broken = false;
    await world.settle();
    expect(condition('Progressing')).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' });
  });

  it('pauses and resumes', async () => {
    await run();
    await patch({ paused: true });
    expect(condition('Progressing')).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' });
    await patch({ template: template('v2') });
    expect(sets()).toHaveLength(1);
    expect(get().status.observedGeneration).toBe(3);
    await patch({ replicas: 2 });
    expect(images()).toEqual(['v1', 'v1']);
    await patch({ paused: false });
    expect(images()).toEqual(['v2', 'v2']);
    expect(condition('Progressing')).toMatchObject({ reason: 'NewReplicaSetAvailable' });
  });

  it('stops everything old before anything new under Recreate', async () => {
    await run(undefined, { strategy: { type: 'Recreate' } });
    const mixed: string[][] = [];
    world.client.react(() => { if (new Set(images()).size > 1) mixed.push(images()); });
    await patch({ template: template('v2') });
    expect(mixed).toEqual([]);
    expect(images()).toEqual(Array(4).fill('v2'));
  });

  it('waits under Recreate for pods that take their time to end', async () => {
    await run(undefined, { replicas: 1, strategy: { type: 'Recreate' } });
    const pod = live()[0]!;
    world.client.put(pods, { ...pod, metadata: { ...pod.metadata, finalizers: ['example.com/slow'] } });
    await world.settle();
    await patch({ template: template('v2') });
    expect(setOf('v2')).toBeUndefined();
    world.client.remove(pods, `default/${pod.metadata.name}`);
    await world.settle();
    expect(images()).toEqual(['v2']);
  });

  it('keeps as many old sets as it is told', async () => {
    await run(undefined, { revisionHistoryLimit: 1, replicas: 1 });
    for (const image of ['v2', 'v3', 'v4']) await patch({ template: template(image) });
    expect(sets().map((s) => s.spec.template.spec?.containers?.[0]?.image).sort()).toEqual(['v3', 'v4']);
  });

  it('takes another name when a hash is taken', async () => {
    const hash = podTemplateHash(template('v1'));
    world.client.put(replicasets, { metadata: { name: `web-${hash}`, namespace: 'default', labels: { app: 'else' } }, spec: { replicas: 0, selector: { matchLabels: { app: 'else' } }, template: template('else') }, status: { replicas: 0 } });
    await run();
    expect(get().status.collisionCount).toBe(1);
    expect(sets().map((s) => s.metadata.name).sort()).toEqual([`web-${hash}`, `web-${podTemplateHash(template('v1'), 1)}`].sort());
    expect(images()).toEqual(Array(4).fill('v1'));
  });

  it('adopts a set without a manager', async () => {
    world.client.put(replicasets, { metadata: { name: 'web-old', namespace: 'default', labels: { app: 'web' } }, spec: { replicas: 4, selector: { matchLabels: { app: 'web' } }, template: template('v1') }, status: { replicas: 0 } });
    await run();
    expect(sets()).toHaveLength(1);
    expect(controllerOf(sets()[0]!)?.uid).toBe(get().metadata.uid);
    expect(condition('Progressing')).toMatchObject({ reason: 'NewReplicaSetAvailable' });
  });

  it('refuses to manage every pod of the namespace', async () => {
    await run(undefined, { selector: {} });
    expect(sets()).toEqual([]);
    expect(world.events).toContainEqual(expect.objectContaining({ reason: 'SelectingAll', type: 'Warning' }));
    expect(get().status.observedGeneration).toBe(1);
  });

  it('writes down why it cannot make its set', async () => {
    world.client.react(({ verb, resource }) => { if (verb === 'create' && resource === 'replicasets') throw new (class extends Error {})('never'); });
    world.client.put(deployments, deployment());
    await world.run(deploymentController(world.host));
    expect(condition('Progressing')).toMatchObject({ status: 'False', reason: 'ReplicaSetCreateError' });
  });
});
