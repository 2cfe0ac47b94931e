import type { Pod } from '@kubets/api/core/v1/pod';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { createWorld, type World } from '../testing/world.js';
import { PodGcController } from './controller.js';

describe('the collection of pods', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const pod = (name: string, spec: Draft<Pod['spec']>, status: Draft<Pod['status']> = {}, metadata: Draft<Pod['metadata']> = {}): void =>
    void world.client.put(pods, { metadata: { name, namespace: 'default', ...metadata }, spec, status: { phase: 'Running', ...status } });
  const names = (): string[] => world.client.objects(pods).map((p) => p.metadata.name!).sort();

  it('waits before it gives up the pods of a missing node, and lets them fail first', async () => {
    world.client.put(nodes, { metadata: { name: 'here' }, spec: {}, status: {} });
    pod('kept', { nodeName: 'here' });
    pod('lost', { nodeName: 'gone' });
    await world.run(new PodGcController(world.host));
    await world.advance(50);
    expect(names()).toEqual(['kept', 'lost']);
    const patched: unknown[] = [];
    world.client.react(({ verb, subresource, body }) => { if (verb === 'patch' && subresource === 'status') patched.push(body); });
    await world.advance(21);
    expect(names()).toEqual(['kept']);
    expect(patched).toMatchObject([{ status: { phase: 'Failed', conditions: [{ type: 'DisruptionTarget', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' }] } }]);
  });

  it('believes the server, not its cache, that a node is gone', async () => {
    pod('p', { nodeName: 'late' });
    await world.run(new PodGcController(world.host));
    world.client.react(({ verb, resource, name }) => { if (verb === 'get' && resource === 'nodes' && !world.client.object(nodes, name!)) world.client.put(nodes, { metadata: { name }, spec: {}, status: {} }); });
    await world.advance(100);
    expect(names()).toEqual(['p']);
  });

  it('removes deleted pods that never got a node or whose node is out of service', async () => {
    world.client.put(nodes, { metadata: { name: 'off' }, spec: { taints: [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }] }, status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    pod('nowhere', {}, { phase: 'Pending' }, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    pod('stuck', { nodeName: 'off' }, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    pod('waiting', {}, { phase: 'Pending' });
    await world.run(new PodGcController(world.host));
    await world.advance(21);
    expect(names()).toEqual(['waiting']);
  });

  it('keeps the newest finished pods', async () => {
    for (let n = 1; n <= 5; n++) pod(`p${n}`, {}, { phase: 'Succeeded' }, { creationTimestamp: `2025-01-0${n}T00:00:00Z` });
    await world.run(new PodGcController(world.host, 2));
    await world.advance(21);
    expect(names()).toEqual(['p4', 'p5']);
  });
});
