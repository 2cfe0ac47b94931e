import { replicasets } from '@kubets/api/apps/v1/resources.cfg';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { Registry } from 'prom-client';
import { controllerLoop, each, ownedBy } from './controller.js';
import { noLog } from './log.js';
import { newControllerRef } from './owners.js';
import { createInformerFactory } from './shared-informers.js';
import { createFakeClient } from './testing/fake-api.js';
import { manualClock } from './testing/manual-clock.js';

describe('a controller loop', () => {
  it('reconciles what changed and whose dependents changed, counts it, and stops', async () => {
    const client = createFakeClient();
    const stop = new AbortController();
    const clock = manualClock();
    const factory = createInformerFactory(client, { clock });
    const metrics = new Registry();
    const reconciled: string[] = [];
    const loop = controllerLoop({
      name: 'replicaset', host: { log: noLog, metrics }, workers: 2, clock,
      reconcile: async (key) => { reconciled.push(key); },
      sources: [each(factory.informer(replicasets)), ownedBy(factory.informer(pods), replicasets)],
    });
    const owner = client.put(replicasets, { metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 1 } });
    factory.start(stop.signal);
    await loop.start(stop.signal);
    await client.settled();
    expect(reconciled).toEqual(['default/web']);
    client.put(pods, { metadata: { name: 'web-1', namespace: 'default', ownerReferences: [newControllerRef(owner)] } });
    client.put(pods, { metadata: { name: 'other', namespace: 'default' } });
    await client.settled();
    expect(reconciled).toEqual(['default/web', 'default/web']);
    expect(await metrics.getSingleMetricAsString('workqueue_adds_total')).toContain('workqueue_adds_total{name="replicaset"} 2');
    stop.abort();
    await loop.stop();
    expect(clock.pending).toBe(0);
  });

  it('gives up quietly when it is stopped before its caches are filled', async () => {
    const client = createFakeClient();
    client.react(() => { throw new Error('nobody there'); });
    const stop = new AbortController();
    const factory = createInformerFactory(client, { clock: manualClock() });
    const loop = controllerLoop({ name: 'x', host: { log: noLog }, reconcile: async () => {}, sources: [each(factory.informer(pods))] });
    factory.start(stop.signal);
    const starting = loop.start(stop.signal);
    stop.abort();
    await starting;
    await loop.stop();
  });
});
