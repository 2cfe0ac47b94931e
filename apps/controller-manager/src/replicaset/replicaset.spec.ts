import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { replicasets } from '@kubets/api/apps/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import { pods, replicationcontrollers } from '@kubets/api/core/v1/resources.cfg';
import { forbidden } from '@kubets/apimachinery/errors/status';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { controllerOf, newControllerRef } from '@kubets/client/owners';
import { replicationController } from '../replication-controller/controller.js';
import { fakeKubelet } from '../testing/fake-kubelet.js';
import { createWorld, type World } from '../testing/world.js';
import { replicaSetController } from './controller.js';

const set = (replicas: number, more: Draft<ReplicaSet['spec']> = {}): Draft<ReplicaSet> => ({
  metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web', tier: 'front' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } }, ...more },
});

describe('the ReplicaSet controller', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const status = (): ReplicaSet['status'] => world.client.object(replicasets, 'default/web')!.status;
  const live = (): readonly Pod[] => world.client.objects(pods).filter((p) => !p.metadata.deletionTimestamp);

  it('creates pods from the template, counts them and tells of it', async () => {
    world.meanwhile(fakeKubelet(world));
    world.client.put(replicasets, set(3));
    await world.run(replicaSetController(world.host));
    expect(live()).toHaveLength(3);
    expect(live()[0]).toMatchObject({
      metadata: { generateName: 'web-', labels: { app: 'web', tier: 'front' }, ownerReferences: [{ kind: 'ReplicaSet', apiVersion: 'apps/v1', name: 'web', controller: true, blockOwnerDeletion: true }] },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    });
    expect(status()).toMatchObject({ replicas: 3, fullyLabeledReplicas: 3, readyReplicas: 3, availableReplicas: 3, terminatingReplicas: 0, observedGeneration: 1 });
    expect(world.events.filter((e) => e.reason === 'SuccessfulCreate')).toHaveLength(3);
    world.client.clearActions();
    await world.settle();
    expect(world.client.writes).toEqual([]);
  });

  it('scales down and replaces what is lost', async () => {
    world.meanwhile(fakeKubelet(world));
    world.client.put(replicasets, set(4));
    await world.run(replicaSetController(world.host));
    await world.host.client.resource(replicasets, 'default').patch('web', { type: 'merge', body: { spec: { replicas: 2 } } });
    await world.settle();
    expect(live()).toHaveLength(2);
    world.client.remove(pods, `default/${live()[0]!.metadata.name}`);
    await world.settle();
    expect(live()).toHaveLength(2);
    expect(status()).toMatchObject({ replicas: 2, observedGeneration: 2 });
  });

  it('does not wait for the end of a pod on its way out, and counts it as terminating', async () => {
    world.meanwhile(fakeKubelet(world));
    world.client.put(replicasets, set(1));
    await world.run(replicaSetController(world.host));
    const [pod] = live();
    world.client.put(pods, { ...pod, metadata: { ...pod!.metadata, deletionTimestamp: '2026-01-01T00:01:00Z' } });
    await world.settle();
    expect(live()).toHaveLength(1);
    expect(status()).toMatchObject({ replicas: 1, terminatingReplicas: 1 });
  });

  it('creates nothing twice while its cache is behind', async () => {
    world.client.put(replicasets, set(5));
    const loop = replicaSetController(world.host);
    // The queue is told of the set again and again while the creations are under way.
    world.client.react(({ verb }) => { if (verb === 'create') loop.queue.add('default/web'); });
    await world.run(loop);
    expect(live()).toHaveLength(5);
  });

  it('adopts pods that match and lets go of those that do not', async () => {
    world.client.put(pods, { metadata: { name: 'stray', namespace: 'default', labels: { app: 'web' } }, spec: {}, status: {} });
    world.client.put(pods, { metadata: { name: 'other', namespace: 'default', labels: { app: 'other' } }, spec: {}, status: {} });
    world.client.put(replicasets, set(2));
    await world.run(replicaSetController(world.host));
    const uid = world.client.object(replicasets, 'default/web')!.metadata.uid;
    expect(controllerOf(world.client.object(pods, 'default/stray')!)?.uid).toBe(uid);
    expect(controllerOf(world.client.object(pods, 'default/other')!)).toBeUndefined();
    await world.host.client.resource(pods, 'default').patch('stray', { type: 'merge', body: { metadata: { labels: { app: 'lab' } } } });
    await world.settle();
    expect(controllerOf(world.client.object(pods, 'default/stray')!)).toBeUndefined();
    expect(live().filter((p) => controllerOf(p)?.uid === uid)).toHaveLength(2);
  });

  it('adopts nothing for a set that the server no longer has', async () => {
    const owner = world.client.put(replicasets, set(0));
    const loop = replicaSetController(world.host);
    await world.run(loop);
    world.client.react(({ verb, resource }) => { if (verb === 'get' && resource === 'replicasets') world.client.put(replicasets, { ...owner, metadata: { ...owner.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }); });
    world.client.put(pods, { metadata: { name: 'stray', namespace: 'default', labels: { app: 'web' } }, spec: {}, status: {} });
    await world.settle();
    expect(controllerOf(world.client.object(pods, 'default/stray')!)).toBeUndefined();
  });

  it('says why it fails, slows down, and takes the condition back', async () => {
    const allow = world.client.react(({ verb, resource }) => { if (verb === 'create' && resource === 'pods') throw forbidden({ group: '', resource: 'pods' }, '', 'exceeded quota'); });
    world.client.put(replicasets, set(8));
    await world.run(replicaSetController(world.host));
    expect(status().conditions).toMatchObject([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'pods is forbidden: exceeded quota' }]);
    const tries = world.client.actions.filter((a) => a.verb === 'create').length;
    expect(tries).toBeLessThan(8);
    expect(world.events).toContainEqual({ about: 'ReplicaSet/web', type: 'Warning', reason: 'FailedCreate', message: 'Error creating: pods is forbidden: exceeded quota' });
    allow();
    await world.advance(10);
    expect(live()).toHaveLength(8);
    expect(status().conditions ?? []).toEqual([]);
  });

  it('looks again when pods have been ready for long enough', async () => {
    world.meanwhile(fakeKubelet(world));
    world.client.put(replicasets, set(2, { minReadySeconds: 30 }));
    await world.run(replicaSetController(world.host));
    expect(status()).toMatchObject({ readyReplicas: 2, availableReplicas: 0 });
    await world.advance(31);
    expect(status()).toMatchObject({ availableReplicas: 2 });
  });

  it('leaves the pods of a deleted set alone', async () => {
    const owner = world.client.put(replicasets, { ...set(2), metadata: { name: 'web', namespace: 'default', deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['foregroundDeletion'] } });
    world.client.put(pods, { metadata: { name: 'a', namespace: 'default', labels: { app: 'web' }, ownerReferences: [newControllerRef(owner)] }, spec: {}, status: {} });
    await world.run(replicaSetController(world.host));
    expect(world.client.writes.filter((w) => w.resource === 'pods')).toEqual([]);
  });

  it('serves ReplicationControllers too', async () => {
    world.client.put(replicationcontrollers, { metadata: { name: 'old', namespace: 'default' }, spec: { replicas: 2, selector: { app: 'old' }, template: { metadata: { labels: { app: 'old' } }, spec: { containers: [] } } }, status: { replicas: 0 } });
    await world.run(replicationController(world.host));
    expect(live().map((p) => controllerOf(p)?.kind)).toEqual(['ReplicationController', 'ReplicationController']);
  });
});
