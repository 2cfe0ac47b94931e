import type { Namespace } from '@kubets/api/core/v1/namespace';
import { configmaps, namespaces, pods, serviceaccounts } from '@kubets/api/core/v1/resources.cfg';
import { rootCaPublisher } from '../root-ca-publisher/controller.js';
import { serviceAccountController } from '../service-account/controller.js';
import { createWorld, type World } from '../testing/world.js';
import { namespaceController } from './controller.js';
import type { NamespacedResource } from './namespaced-resources.js';

const resource = (name: string, verbs: readonly string[]): NamespacedResource => ({ group: '', version: 'v1', resource: name, verbs, path: (namespace) => `/api/v1/namespaces/${namespace}/${name}` });

describe('namespaces', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const space = (name: string, deleted = false): void => void world.client.put(namespaces, {
    metadata: { name, ...(deleted ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) }, spec: { finalizers: ['kubernetes'] }, status: { phase: deleted ? 'Terminating' : 'Active' },
  });
  const get = (name: string): Namespace => world.client.object(namespaces, name)!;

  it('have an account and the cluster\'s CA, and get them back', async () => {
    space('a');
    await world.run(serviceAccountController(world.host), rootCaPublisher(world.host, 'PEM'));
    space('b');
    await world.settle();
    for (const name of ['a', 'b']) {
      expect(world.client.object(serviceaccounts, `${name}/default`)).toBeDefined();
      expect(world.client.object(configmaps, `${name}/kube-root-ca.crt`)?.data).toEqual({ 'ca.crt': 'PEM' });
    }
    world.client.remove(serviceaccounts, 'a/default');
    world.client.put(configmaps, { metadata: { name: 'kube-root-ca.crt', namespace: 'b' }, data: { 'ca.crt': 'forged' } });
    await world.settle();
    expect(world.client.object(serviceaccounts, 'a/default')).toBeDefined();
    expect(world.client.object(configmaps, 'b/kube-root-ca.crt')?.data).toEqual({ 'ca.crt': 'PEM' });
  });

  it('are left alone when they are on their way out', async () => {
    space('a', true);
    await world.run(serviceAccountController(world.host), rootCaPublisher(world.host, 'PEM'));
    expect(world.client.writes).toEqual([]);
  });

  it('are emptied when they are deleted, and say what they wait for', async () => {
    space('a', true);
    space('b');
    for (const namespace of ['a', 'b']) world.client.put(configmaps, { metadata: { name: 'c', namespace } });
    world.client.put(pods, { metadata: { name: 'slow', namespace: 'a', finalizers: ['example.com/slow'] }, spec: {}, status: {} });
    const found = { resources: [resource('configmaps', ['list', 'delete', 'deletecollection']), resource('pods', ['list', 'delete'])], failures: [] };
    world.client.resource(configmaps, 'a');
    await world.run(namespaceController(world.host, async () => found));
    expect(world.client.objects(configmaps).map((c) => c.metadata.namespace)).toEqual(['b']);
    expect(get('a').spec.finalizers).toEqual(['kubernetes']);
    expect(get('a').status.conditions).toEqual(expect.arrayContaining([
      expect.objectContaining({ type: 'NamespaceContentRemaining', status: 'True', message: 'Some resources are remaining: pods has 1 resource instances' }),
      expect.objectContaining({ type: 'NamespaceFinalizersRemaining', status: 'True', message: 'Some content in the namespace has finalizers remaining: example.com/slow in 1 resource instances' }),
    ]));
    world.client.remove(pods, 'a/slow');
    await world.advance(2);
    expect(get('a').spec.finalizers ?? []).toEqual([]);
    expect(get('b').spec.finalizers).toEqual(['kubernetes']);
  });

  it('wait while the server does not say everything that it has', async () => {
    space('a', true);
    await world.run(namespaceController(world.host, async () => ({ resources: [], failures: ['x.example.com/v1: unavailable'] })));
    expect(get('a').spec.finalizers).toEqual(['kubernetes']);
    expect(get('a').status.conditions).toContainEqual(expect.objectContaining({ type: 'NamespaceDeletionDiscoveryFailure', status: 'True' }));
  });
});
