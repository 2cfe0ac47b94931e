import { deployments, replicasets } from '@kubets/api/apps/v1/resources.cfg';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import { endpoints, namespaces, nodes, pods, serviceaccounts, services } from '@kubets/api/core/v1/resources.cfg';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import { forbidden } from '@kubets/apimachinery/errors/status';
import { managerOptions } from './assemble.js';
import { ControllerManager } from './controller-manager.js';
import { CONTROLLERS } from './controllers.cfg.js';
import { controllerManagerFlags } from './flags.js';
import { ManagerProcess } from './process/manager-process.js';
import { selectControllers } from './select-controllers.js';
import { fakeKubelet } from './testing/fake-kubelet.js';
import { createWorld, type World } from './testing/world.js';

describe('which controllers run', () => {
  const names = (...wanted: string[]): string[] => selectControllers(wanted).map(({ name }) => name);
  it('are all, some, or all but some', () => {
    expect(names('*')).toEqual(CONTROLLERS.map(({ name }) => name));
    expect(names('deployment-controller')).toEqual(['deployment-controller']);
    expect(names('*', '-garbagecollector')).not.toContain('garbage-collector-controller');
    expect(names('*', '-garbagecollector')).toHaveLength(CONTROLLERS.length - 1);
    expect(names('-podgc')).toEqual([]);
  });
  it('must be known', () => {
    expect(() => names('*', '-typo')).toThrow('"typo" is not a controller; known: serviceaccount-controller');
  });
  it('are listed once', () => {
    expect(() => selectControllers(['*'], [CONTROLLERS[0]!, CONTROLLERS[0]!])).toThrow('two controllers');
  });
});

describe('the controller manager', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());

  it('turns a deployment into pods that its service finds, and lets go of everything when it stops', async () => {
    world.meanwhile(fakeKubelet(world));
    world.client.put(namespaces, { metadata: { name: 'default' }, spec: { finalizers: ['kubernetes'] }, status: {} });
    world.client.put(nodes, { metadata: { name: 'node-1' }, spec: {}, status: { conditions: [{ type: 'Ready', status: 'True' }] } });
    await world.run(new ControllerManager({ host: world.host, options: { rootCA: 'PEM', clusterCIDR: '10.244.0.0/16' } }));
    world.client.put(services, { metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' }, clusterIP: '10.96.0.9', ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }] } });
    world.client.put(deployments, { metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c' }] } } } });
    await world.settle();
    expect(world.client.objects(pods)).toHaveLength(3);
    expect(world.client.object(deployments, 'default/web')!.status).toMatchObject({ availableReplicas: 3 });
    expect(world.client.objects(endpointslices).flatMap((s) => s.endpoints ?? [])).toHaveLength(3);
    expect(world.client.object(endpoints, 'default/web')!.subsets![0]!.addresses).toHaveLength(3);
    expect(world.client.object(nodes, 'node-1')!.spec.podCIDR).toBe('10.244.0.0/24');
    expect(world.client.object(serviceaccounts, 'default/default')).toBeDefined();
    await world.stop();
    expect(world.clock.pending).toBe(0);
  });

  it('runs without what was not configured', () => {
    const { running } = new ControllerManager({ host: world.host });
    expect(running).toContain('deployment');
    expect(running).not.toContain('node_ipam_controller');
  });

  it('stops while its caches are still empty', async () => {
    world.client.react(({ verb, resource }) => { if (verb === 'watch') throw forbidden({ group: '', resource }, '', 'not yet'); });
    const stop = new AbortController();
    const manager = new ControllerManager({ host: world.host });
    const starting = manager.start(stop.signal);
    world.host.informers.start(stop.signal);
    stop.abort();
    await starting;
    await manager.stop();
  });
});

describe('the process', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const make = async (args: readonly string[], lost: () => void = () => {}): Promise<ManagerProcess> => {
    const { values: flags } = await controllerManagerFlags.parse(args, {});
    return new ManagerProcess({ flags, host: world.host, manager: new ControllerManager({ host: world.host, options: await managerOptions(flags) }), tls: undefined, identity: 'me', onLost: lost });
  };
  const turns = async (): Promise<void> => { for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve)); };

  it('works while it leads, and gives the lease up at the end', async () => {
    const stop = new AbortController();
    const manager = await make(['--controllers=replicaset-controller']);
    world.client.put(replicasets, { metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } }, status: { replicas: 0 } });
    await manager.start(stop.signal);
    await turns();
    expect(world.client.object(leases, 'kube-system/kube-controller-manager')!.spec.holderIdentity).toBe('me');
    expect(world.client.objects(pods)).toHaveLength(2);
    stop.abort();
    await manager.stop();
    expect(world.client.object(leases, 'kube-system/kube-controller-manager')!.spec.holderIdentity ?? '').toBe('');
  });

  it('does nothing while another leads, and ends when it lost the lead', async () => {
    let lost = 0;
    const stop = new AbortController();
    const manager = await make(['--controllers=replicaset-controller'], () => { lost++; });
    await manager.start(stop.signal);
    await turns();
    const lease = world.client.object(leases, 'kube-system/kube-controller-manager')!;
    world.client.put(leases, { ...lease, spec: { ...lease.spec, holderIdentity: 'other' } });
    await world.clock.advance(3000);
    await turns();
    expect(lost).toBe(1);
    world.client.put(replicasets, { metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } }, status: { replicas: 0 } });
    await turns();
    expect(world.client.objects(pods)).toEqual([]);
    stop.abort();
    await manager.stop();
  });

  it('refuses flags that make no sense', async () => {
    const { values } = await controllerManagerFlags.parse(['--max-endpoints-per-slice=0'], {});
    await expect(managerOptions(values)).rejects.toThrow('--max-endpoints-per-slice is 0; it must be from 1 to 1000');
    const { values: missing } = await controllerManagerFlags.parse(['--root-ca-file=/does/not/exist'], {});
    await expect(managerOptions(missing)).rejects.toThrow('--root-ca-file cannot be read');
  });
});
