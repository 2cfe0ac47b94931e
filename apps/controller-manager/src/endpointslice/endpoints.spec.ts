import type { Endpoints } from '@kubets/api/core/v1/endpoints';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Service } from '@kubets/api/core/v1/service';
import { endpoints, nodes, pods, services } from '@kubets/api/core/v1/resources.cfg';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { endpointSliceMirroringController } from '../endpointslice-mirroring/controller.js';
import { endpointsController } from '../endpoints/controller.js';
import { truncated } from '../endpoints/subsets.js';
import { createWorld, type World } from '../testing/world.js';
import { endpointSliceController } from './controller.js';

interface Shape { ip?: string; ready?: boolean; labels?: Record<string, string>; spec?: Draft<Pod['spec']>; deleting?: boolean }

describe('endpoints of services', () => {
  let world: World;
  beforeEach(async () => {
    world = createWorld();
    world.client.put(nodes, { metadata: { name: 'n1', labels: { 'topology.kubernetes.io/zone': 'z1' } }, spec: {}, status: {} });
    await world.run(endpointSliceController(world.host, 3), endpointsController(world.host), endpointSliceMirroringController(world.host));
  });
  afterEach(() => world.stop());

  const pod = (name: string, { ip = `10.0.0.${name.length}`, ready = true, labels = { app: 'web' }, spec = {}, deleting }: Shape = {}): void => void world.client.put(pods, {
    metadata: { name, namespace: 'default', labels, ...(deleting ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) }, spec: { nodeName: 'n1', containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2026-01-01T00:00:00Z' }] },
  });
  const service = (spec: Draft<Service['spec']> = {}, name = 'web'): void => void world.client.put(services, {
    metadata: { name, namespace: 'default', labels: { team: 'a' } },
    spec: { selector: { app: 'web' }, clusterIP: '10.96.0.10', ipFamilies: ['IPv4'], ports: [{ name: 'web', port: 80, protocol: 'TCP', targetPort: 'http' }], ...spec },
  });
  const slices = (): readonly EndpointSlice[] => world.client.objects(endpointslices);
  const addresses = (): string[] => slices().flatMap((s) => s.endpoints ?? []).map((e) => e.addresses![0]!).sort();
  const legacy = (name = 'web'): Endpoints | undefined => world.client.object(endpoints, `default/${name}`);

  it('lists pods with ports, state, node and zone', async () => {
    pod('a', { ip: '10.0.0.1' });
    pod('b', { ip: '10.0.0.2', ready: false });
    pod('other', { labels: { app: 'x' } });
    service();
    await world.settle();
    expect(slices()).toHaveLength(1);
    expect(slices()[0]).toMatchObject({
      metadata: {
        generateName: 'web-', labels: { team: 'a', 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'web', controller: true }],
        annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': '2026-01-01T00:00:00Z' },
      },
      addressType: 'IPv4', ports: [{ name: 'web', port: 8080, protocol: 'TCP' }],
      endpoints: [
        { addresses: ['10.0.0.1'], conditions: { ready: true, serving: true, terminating: false }, nodeName: 'n1', zone: 'z1', targetRef: { kind: 'Pod', name: 'a', namespace: 'default' } },
        { addresses: ['10.0.0.2'], conditions: { ready: false, serving: false, terminating: false } },
      ],
    });
    expect(legacy()).toMatchObject({
      metadata: { labels: { team: 'a', 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' } },
      subsets: [{ addresses: [{ ip: '10.0.0.1', nodeName: 'n1' }], notReadyAddresses: [{ ip: '10.0.0.2' }], ports: [{ name: 'web', port: 8080, protocol: 'TCP' }] }],
    });
  });

  it('follows pods as they come, end and go, without a write too many', async () => {
    service();
    for (let n = 1; n <= 7; n++) pod(`p${n}`, { ip: `10.0.1.${n}` });
    await world.settle();
    expect(addresses()).toHaveLength(7);
    expect(slices()).toHaveLength(3);
    world.client.clearActions();
    await world.settle();
    expect(world.client.writes).toEqual([]);
    // A kubelet's writes that change nothing that endpoints show.
    pod('p1', { ip: '10.0.1.1', spec: { priority: 1 } });
    await world.settle();
    expect(world.client.writes).toEqual([]);
    pod('p2', { ip: '10.0.1.2', deleting: true });
    await world.settle();
    expect(world.client.writes.map((w) => w.resource).sort()).toEqual(['endpoints', 'endpointslices']);
    const ending = slices().flatMap((s) => s.endpoints ?? []).find((e) => e.addresses![0] === '10.0.1.2');
    expect(ending?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    expect(legacy()!.subsets![0]!.addresses).toHaveLength(6);
    for (let n = 1; n <= 7; n++) world.client.remove(pods, `default/p${n}`);
    await world.settle();
    expect(addresses()).toEqual([]);
    expect(slices()).toHaveLength(1);
    expect(legacy()!.subsets ?? []).toEqual([]);
  });

  it('makes no slice twice while its cache is behind', async () => {
    world.client.react(({ verb, resource }) => { if (verb === 'create' && resource === 'endpointslices') pod('late', { ip: '10.0.2.9' }); });
    pod('a', { ip: '10.0.2.1' });
    service();
    await world.settle();
    expect(addresses()).toEqual(['10.0.2.1', '10.0.2.9']);
    expect(slices()).toHaveLength(1);
  });

  it('puts back what others change', async () => {
    pod('a');
    service();
    await world.settle();
    world.client.put(endpointslices, { ...slices()[0]!, endpoints: [] });
    await world.settle();
    expect(addresses()).toHaveLength(1);
    world.client.remove(endpointslices, `default/${slices()[0]!.metadata.name}`);
    world.client.remove(endpoints, 'default/web');
    await world.settle();
    expect(addresses()).toHaveLength(1);
    expect(legacy()?.subsets).toHaveLength(1);
  });

  it('separates pods whose named port is another number', async () => {
    pod('a', { ip: '10.0.0.1' });
    pod('b', { ip: '10.0.0.2', spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 9090 }] }] } });
    service();
    await world.settle();
    expect(slices().map((s) => s.ports![0]!.port).sort()).toEqual([8080, 9090]);
    expect(legacy()!.subsets).toHaveLength(2);
  });

  it('marks headless services, names pods, and publishes those that are not ready when told', async () => {
    pod('a', { ready: false, spec: { hostname: 'db-0', subdomain: 'web' } });
    service({ clusterIP: 'None', publishNotReadyAddresses: true });
    await world.settle();
    expect(slices()[0]).toMatchObject({ metadata: { labels: { 'service.kubernetes.io/headless': '' } }, endpoints: [{ hostname: 'db-0', conditions: { ready: true, serving: false, terminating: false } }] });
    expect(legacy()).toMatchObject({ metadata: { labels: { 'service.kubernetes.io/headless': '' } }, subsets: [{ addresses: [{ hostname: 'db-0' }] }] });
  });

  it('drops pods of a node that is gone', async () => {
    pod('a');
    service();
    await world.settle();
    world.client.remove(nodes, 'n1');
    await world.settle();
    expect(addresses()).toEqual([]);
  });

  it('leaves services without a selector alone, and removes its Endpoints with the service', async () => {
    pod('a');
    service({ selector: {} }, 'manual');
    service({}, 'gone');
    await world.settle();
    expect(legacy('manual')).toBeUndefined();
    expect(legacy('gone')).toBeDefined();
    world.client.remove(services, 'default/gone');
    await world.settle();
    expect(legacy('gone')).toBeUndefined();
  });

  it('mirrors Endpoints that people write', async () => {
    service({ selector: {} }, 'db');
    world.client.put(endpoints, { metadata: { name: 'db', namespace: 'default', labels: { from: 'me' } }, subsets: [{ addresses: [{ ip: '192.0.2.1' }], notReadyAddresses: [{ ip: '192.0.2.2' }], ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }] }] });
    await world.settle();
    expect(slices()).toMatchObject([{
      metadata: { generateName: 'db-', labels: { from: 'me', 'kubernetes.io/service-name': 'db', 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' }, ownerReferences: [{ kind: 'Endpoints', name: 'db' }] },
      ports: [{ name: 'sql', port: 5432 }], endpoints: [{ addresses: ['192.0.2.1'], conditions: { ready: true } }, { addresses: ['192.0.2.2'], conditions: { ready: false } }],
    }]);
    world.client.put(endpoints, { metadata: { name: 'db', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }, subsets: [{ addresses: [{ ip: '192.0.2.1' }] }] });
    await world.settle();
    expect(slices()).toEqual([]);
  });

  it('cuts Endpoints that are too long, ready addresses last', () => {
    const list = (prefix: string, count: number): { ip: string }[] => Array.from({ length: count }, (_, n) => ({ ip: `${prefix}.${n}` }));
    const { subsets, cut } = truncated([{ addresses: list('a', 8), notReadyAddresses: list('b', 5) }, { addresses: list('c', 4) }] as never, 10);
    expect(cut).toBe(true);
    expect(subsets.flatMap((s) => s.addresses ?? [])).toHaveLength(10);
    expect(subsets.flatMap((s) => s.notReadyAddresses ?? [])).toHaveLength(0);
    expect(truncated([{ addresses: list('a', 8), notReadyAddresses: list('b', 5) }] as never, 10).subsets[0]!.notReadyAddresses).toHaveLength(2);
  });
});
