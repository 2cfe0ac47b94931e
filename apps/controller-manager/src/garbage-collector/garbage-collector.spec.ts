import { deployments, replicasets } from '@kubets/api/apps/v1/resources.cfg';
import { configmaps, namespaces, pods } from '@kubets/api/core/v1/resources.cfg';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { newControllerRef } from '@kubets/client/owners';
import type { DiscoveredResource } from '../discovery/discover.js';
import { createWorld, type World } from '../testing/world.js';
import { GarbageCollector } from './controller.js';

const found = (d: ResourceDefinition): DiscoveredResource =>
  ({ group: d.group, version: d.version, resource: d.resource, kind: d.kind.gvk.kind, namespaced: d.namespaced, verbs: d.verbs, base: d.group ? `/apis/${d.group}/${d.version}` : `/api/${d.version}` });
const KNOWN = [deployments, replicasets, pods, configmaps, namespaces].map((d) => found(d as unknown as ResourceDefinition));

describe('the garbage collector', () => {
  let world: World;
  let resources: DiscoveredResource[];
  let collector: GarbageCollector;
  beforeEach(async () => {
    world = createWorld();
    resources = [...KNOWN];
    collector = new GarbageCollector(world.host, { discover: async () => ({ resources, failures: [] }) });
  });
  afterEach(() => world.stop());
  const start = (): Promise<void> => world.run(collector);
  const make = (definition: unknown, name: string, owners: readonly KubeObject[] = [], more: object = {}): KubeObject =>
    world.client.put(definition as ResourceDefinition, { metadata: { name, namespace: 'default', ...(owners.length ? { ownerReferences: owners.map((o) => ({ ...newControllerRef(o), controller: owners[0] === o })) } : {}), ...more } });
  const names = (definition: unknown): string[] => world.client.objects(definition as ResourceDefinition).map((o) => o.metadata.name!).sort();
  const remove = async (definition: unknown, name: string, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): Promise<void> => {
    await world.host.client.resource(definition as ResourceDefinition, 'default').delete(name, { propagationPolicy });
    await world.settle();
  };
  const tree = (): void => {
    const deployment = make(deployments, 'web');
    const set = make(replicasets, 'web-1', [deployment]);
    make(pods, 'web-1-a', [set]);
    make(pods, 'web-1-b', [set]);
    make(pods, 'free');
  };

  it('deletes what depends on an owner that is gone, and on that in turn', async () => {
    tree();
    await start();
    expect(world.client.writes).toEqual([]);
    await remove(deployments, 'web', 'Background');
    expect(names(replicasets)).toEqual([]);
    expect(names(pods)).toEqual(['free']);
    expect(collector.graph.size).toBe(1);
  });

  it('finds what lost its owner while nobody looked', async () => {
    tree();
    world.client.remove(deployments, 'default/web');
    await start();
    expect([...names(replicasets), ...names(pods)]).toEqual(['free']);
  });

  it('deletes dependents first in the foreground', async () => {
    tree();
    await start();
    const order: string[] = [];
    world.client.react(({ verb, name }) => { if (verb === 'delete') order.push(name!); });
    await remove(deployments, 'web', 'Foreground');
    expect([...names(deployments), ...names(replicasets), ...names(pods)]).toEqual(['free']);
    expect(order.slice(0, 2)).toEqual(['web', 'web-1']);
  });

  it('waits in the foreground for dependents that take their time, unless they do not block', async () => {
    const owner = make(replicasets, 'web-1');
    make(pods, 'slow', [owner], { finalizers: ['example.com/slow'] });
    await start();
    await remove(replicasets, 'web-1', 'Foreground');
    expect(names(replicasets)).toEqual(['web-1']);
    const slow = world.client.object(pods, 'default/slow')!;
    expect(slow.metadata.deletionTimestamp).toBeDefined();
    world.client.put(pods, { ...slow, metadata: { ...slow.metadata, ownerReferences: slow.metadata.ownerReferences!.map((o) => ({ ...o, blockOwnerDeletion: false })) } });
    await world.settle();
    expect(names(replicasets)).toEqual([]);
    expect(names(pods)).toEqual(['slow']);
  });

  it('ends a circle of objects that wait for each other', async () => {
    const a = make(replicasets, 'a');
    const b = make(replicasets, 'b', [a]);
    world.client.put(replicasets, { ...a, metadata: { ...a.metadata, ownerReferences: [newControllerRef(b)] } });
    await start();
    await remove(replicasets, 'a', 'Foreground');
    expect(names(replicasets)).toEqual([]);
  });

  it('orphans when told to', async () => {
    tree();
    await start();
    await remove(deployments, 'web', 'Orphan');
    expect(names(deployments)).toEqual([]);
    expect(names(replicasets)).toEqual(['web-1']);
    expect(names(pods)).toHaveLength(3);
    expect(world.client.object(replicasets, 'default/web-1')!.metadata.ownerReferences ?? []).toEqual([]);
  });

  it('keeps an object with another owner, without the reference to the one that is gone', async () => {
    const [one, two] = [make(configmaps, 'one'), make(configmaps, 'two')];
    make(configmaps, 'shared', [one, two]);
    await start();
    await remove(configmaps, 'one', 'Background');
    expect(world.client.object(configmaps, 'default/shared')!.metadata.ownerReferences).toMatchObject([{ name: 'two' }]);
    await remove(configmaps, 'two', 'Background');
    expect(names(configmaps)).toEqual([]);
  });

  it('takes an owner of the same name but another UID for gone', async () => {
    const old = make(configmaps, 'owner');
    world.client.remove(configmaps, 'default/owner');
    make(configmaps, 'owner');
    make(configmaps, 'dependent', [old]);
    await start();
    expect(names(configmaps)).toEqual(['owner']);
  });

  it('treats an owner in another namespace as absent, and says so', async () => {
    const owner = world.client.put(configmaps, { metadata: { name: 'owner', namespace: 'elsewhere' } });
    make(configmaps, 'dependent', [owner]);
    await start();
    expect(names(configmaps)).toEqual(['owner']);
    expect(world.events).toContainEqual(expect.objectContaining({ about: 'ConfigMap/dependent', reason: 'OwnerRefInvalidNamespace' }));
  });

  it('never deletes a cluster-scoped object for an owner in a namespace', async () => {
    const owner = make(configmaps, 'owner');
    world.client.put(namespaces, { metadata: { name: 'space', ownerReferences: [newControllerRef(owner)] } });
    await start();
    await remove(configmaps, 'owner', 'Background');
    expect(names(namespaces)).toEqual(['space']);
    expect(world.events).toContainEqual(expect.objectContaining({ about: 'Namespace/space', reason: 'OwnerRefInvalidNamespace' }));
  });

  it('keeps what belongs to a kind that the server does not know, and collects it when it can be asked', async () => {
    resources = resources.filter(({ resource }) => resource !== 'deployments');
    tree();
    world.client.remove(deployments, 'default/web');
    await start();
    expect(names(replicasets)).toEqual(['web-1']);
    resources = [...KNOWN];
    await world.advance(31);
    await world.advance(60);
    expect(names(replicasets)).toEqual([]);
  });

  it('deletes nothing that changed since it was judged', async () => {
    const owner = make(configmaps, 'owner');
    make(configmaps, 'dependent', [owner]);
    await start();
    let rescued = false;
    world.client.react(({ verb, name }) => {
      if (verb !== 'delete' || name !== 'dependent' || rescued) return;
      rescued = true;
      const { ownerReferences: _, ...metadata } = world.client.object(configmaps, 'default/dependent')!.metadata;
      world.client.put(configmaps, { metadata });
    });
    await remove(configmaps, 'owner', 'Background');
    expect(rescued).toBe(true);
    expect(names(configmaps)).toEqual(['dependent']);
  });
});
