import fc from 'fast-check';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { formatMicroTime, formatTime } from '@kubets/apimachinery/time/index';
import { nodeIpamController } from '../node-ipam/controller.js';
import { taintEvictionController } from '../taint-eviction/controller.js';
import { evictionTime, tolerates } from '../taint-eviction/tolerations.js';
import { createWorld, type World } from '../testing/world.js';
import { nodeLifecycleController } from './controller.js';
import { Zones } from './zones.js';

describe('nodes that fail', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());

  const conditions = (ready: string, more: Record<string, string> = {}): NonNullable<Node['status']['conditions']> =>
    Object.entries({ Ready: ready, MemoryPressure: 'False', DiskPressure: 'False', PIDPressure: 'False', ...more })
      .map(([type, status]) => ({ type, status, lastHeartbeatTime: formatTime(world.clock.now()), lastTransitionTime: formatTime(world.clock.now()) })) as never;
  const node = (name: string, ready = 'True', more: Record<string, string> = {}): void => {
    const known = world.client.object(nodes, name);
    world.client.put(nodes, { metadata: { name, ...known?.metadata }, spec: known?.spec ?? {}, status: { conditions: conditions(ready, more) } });
  };
  const beat = (name: string): void => void world.client.put(leases, { metadata: { name, namespace: 'kube-node-lease' }, spec: { holderIdentity: name, renewTime: formatMicroTime(world.clock.now()) } });
  const pod = (name: string, on: string, tolerations?: Pod['spec']['tolerations']): void => void world.client.put(pods, {
    metadata: { name, namespace: 'default' }, spec: { nodeName: on, containers: [], ...(tolerations ? { tolerations } : {}) },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: formatTime(world.clock.now()) }] },
  });
  const get = (name: string): Node => world.client.object(nodes, name)!;
  const ready = (name: string): string | undefined => get(name).status.conditions?.find((c) => c.type === 'Ready')?.status;
  const taints = (name: string): string[] => (get(name).spec.taints ?? []).map((t) => `${t.key}:${t.effect}`).sort();
  const run = (): Promise<void> => world.run(nodeLifecycleController(world.host), taintEvictionController(world.host));
  /** Time passes while only these nodes' kubelets live. */
  const pass = async (seconds: number, ...alive: string[]): Promise<void> => {
    for (let left = seconds; left > 0; left -= 10) {
      alive.forEach(beat);
      await world.advance(Math.min(10, left));
    }
  };

  it('keeps a node whose Lease is renewed', async () => {
    node('a');
    beat('a');
    await run();
    await pass(300, 'a');
    expect(ready('a')).toBe('True');
    expect(taints('a')).toEqual([]);
  });

  it('finds a silent node, takes its pods out of service, and empties it when their time is over', async () => {
    for (const name of ['a', 'b']) { node(name); beat(name); }
    const patient = [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }] as never;
    pod('patient', 'a', patient);
    pod('impatient', 'a');
    pod('forever', 'a', [{ operator: 'Exists' }] as never);
    pod('elsewhere', 'b');
    await run();
    await pass(30, 'b');
    expect(ready('a')).toBe('True');
    await pass(20, 'b');
    expect(ready('a')).toBe('Unknown');
    expect(get('a').status.conditions).toContainEqual(expect.objectContaining({ type: 'MemoryPressure', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' }));
    expect(taints('a')).toEqual(['node.kubernetes.io/unreachable:NoExecute', 'node.kubernetes.io/unreachable:NoSchedule']);
    expect(world.events).toContainEqual({ about: 'Node/a', type: 'Normal', reason: 'NodeNotReady', message: 'Node a status is now: NodeNotReady' });
    expect(world.client.object(pods, 'default/patient')!.status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'False', reason: 'NodeLost' }));
    expect(world.client.object(pods, 'default/elsewhere')!.status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
    expect(world.client.object(pods, 'default/impatient')).toBeUndefined();
    await pass(280, 'b');
    expect(world.client.object(pods, 'default/patient')).toBeDefined();
    await pass(30, 'b');
    expect(world.client.object(pods, 'default/patient')).toBeUndefined();
    expect(world.client.object(pods, 'default/forever')).toBeDefined();
    expect(world.events).toContainEqual(expect.objectContaining({ about: 'Pod/patient', reason: 'TaintManagerEviction', message: 'Marking for deletion Pod default/patient' }));
  });

  it('lets pods stay when the node is back in time', async () => {
    for (const name of ['a', 'b']) { node(name); beat(name); }
    pod('p', 'a', [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 100 }] as never);
    await run();
    await pass(60, 'b');
    expect(taints('a')).toHaveLength(2);
    beat('a');
    node('a');
    await pass(200, 'a', 'b');
    expect(taints('a')).toEqual([]);
    expect(world.client.object(pods, 'default/p')).toBeDefined();
    expect(world.events).toContainEqual(expect.objectContaining({ message: 'Cancelling deletion of Pod default/p' }));
  });

  it('evicts nothing when no node can be reached', async () => {
    for (const name of ['a', 'b']) { node(name); beat(name); }
    pod('p', 'a');
    await run();
    await pass(100);
    expect([ready('a'), ready('b')]).toEqual(['Unknown', 'Unknown']);
    // The first of them may have been judged before the last was known to be silent; with all silent nothing stays.
    expect([...taints('a'), ...taints('b')].filter((t) => t.endsWith('NoExecute'))).toEqual([]);
  });

  it('empties lost nodes one after another', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    for (const name of all) { node(name); beat(name); }
    await run();
    await pass(45, 'c', 'd', 'e');
    const emptied = (): number => all.filter((name) => taints(name).some((t) => t.endsWith('NoExecute'))).length;
    expect(emptied()).toBe(1);
    await pass(12, 'c', 'd', 'e');
    expect(emptied()).toBe(2);
  });

  it('turns conditions into taints and leaves others\' taints alone', async () => {
    node('a', 'True', { MemoryPressure: 'True' });
    world.client.put(nodes, { ...get('a'), spec: { unschedulable: true, taints: [{ key: 'mine', effect: 'NoSchedule' }, { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] } });
    await run();
    expect(taints('a')).toEqual(['mine:NoSchedule', 'node.kubernetes.io/memory-pressure:NoSchedule', 'node.kubernetes.io/unschedulable:NoSchedule']);
    node('a', 'False');
    node('b');
    await world.settle();
    expect(taints('a')).toContain('node.kubernetes.io/not-ready:NoExecute');
  });

  it('says of a node that never reported that it never did', async () => {
    world.client.put(nodes, { metadata: { name: 'a' }, spec: {}, status: {} });
    await run();
    await pass(50);
    expect(get('a').status.conditions ?? []).toEqual([]);
    await pass(20);
    expect(get('a').status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' }));
  });
});

describe('ranges of nodes', () => {
  let world: World;
  beforeEach(() => { world = createWorld(); });
  afterEach(() => world.stop());
  const ranges = (): Record<string, string | undefined> => Object.fromEntries(world.client.objects(nodes).map((n) => [n.metadata.name!, n.spec.podCIDR]));

  it('are never given twice, and given again when their node is gone', async () => {
    world.client.put(nodes, { metadata: { name: 'a' }, spec: {} });
    world.client.put(nodes, { metadata: { name: 'b' }, spec: { podCIDR: '10.244.0.0/24', podCIDRs: ['10.244.0.0/24'] } });
    await world.run(nodeIpamController(world.host, { clusterCIDR: '10.244.0.0/23' }));
    expect(ranges()).toEqual({ a: '10.244.1.0/24', b: '10.244.0.0/24' });
    world.client.put(nodes, { metadata: { name: 'c' }, spec: {} });
    await world.settle();
    expect(ranges()['c']).toBeUndefined();
    expect(world.events).toContainEqual(expect.objectContaining({ about: 'Node/c', reason: 'CIDRNotAvailable' }));
    world.client.remove(nodes, 'b');
    await world.settle();
    expect(ranges()).toEqual({ a: '10.244.1.0/24', c: '10.244.0.0/24' });
  });

  it('are of both families in a dual-stack cluster', async () => {
    world.client.put(nodes, { metadata: { name: 'a' }, spec: {} });
    await world.run(nodeIpamController(world.host, { clusterCIDR: '10.244.0.0/16,fd00::/48' }));
    expect(world.client.object(nodes, 'a')!.spec.podCIDRs).toEqual(['10.244.0.0/24', 'fd00::/64']);
  });
});

describe('zones', () => {
  it('slow down when many nodes are lost and stop when all are', () => {
    const zones = new Zones({ rate: 0.1, secondaryRate: 0.01, largeClusterSize: 3, unhealthyZoneThreshold: 0.55 });
    for (let n = 0; n < 5; n++) zones.set(`n${n}`, { zone: 'z', ready: true });
    expect(zones.stateOf('z')).toBe('Normal');
    expect([zones.admit('z', 0), zones.admit('z', 4000), zones.admit('z', 10_000)]).toEqual([0, 6000, 0]);
    for (let n = 0; n < 3; n++) zones.set(`n${n}`, { zone: 'z', ready: false });
    expect(zones.stateOf('z')).toBe('PartialDisruption');
    expect([zones.admit('z', 20_000), zones.admit('z', 30_000)]).toEqual([0, 90_000]);
    for (let n = 3; n < 5; n++) zones.set(`n${n}`, { zone: 'z', ready: false });
    expect([zones.stateOf('z'), zones.allDisrupted, zones.admit('z', 9e9)]).toEqual(['FullDisruption', true, undefined]);
    zones.set('far', { zone: 'other', ready: true });
    expect([zones.allDisrupted, zones.admit('z', 9e9)]).toEqual([false, 0]);
  });
});

describe('tolerations', () => {
  const taint = { key: 'k', value: 'v', effect: 'NoExecute', timeAdded: '2026-01-01T00:00:00Z' } as never;
  const pod = (...tolerations: object[]): Pod => ({ metadata: { creationTimestamp: '2025-12-31T00:00:00Z' }, spec: { tolerations } }) as unknown as Pod;
  const since = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [{ operator: 'Exists' }, true], [{ key: 'k', operator: 'Exists' }, true], [{ key: 'k', value: 'v' }, true], [{ key: 'k', operator: 'Equal', value: 'x' }, false],
    [{ key: 'k', operator: 'Exists', effect: 'NoSchedule' }, false], [{ key: 'other', operator: 'Exists' }, false],
  ])('%j', (toleration, expected) => { expect(tolerates(toleration as never, taint)).toBe(expected); });
  it('end with the shortest time, never before they began', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 1000 }), { minLength: 1, maxLength: 5 }), (seconds) => {
      expect(evictionTime(pod(...seconds.map((tolerationSeconds) => ({ operator: 'Exists', tolerationSeconds }))), [taint], since)).toBe(since + Math.max(0, Math.min(...seconds)) * 1000);
    }));
    expect(evictionTime(pod({ operator: 'Exists' }), [taint], since)).toBeUndefined();
    expect(evictionTime(pod(), [taint], since + 5)).toBe(since + 5);
    expect(evictionTime(pod(), [], since)).toBeUndefined();
  });
});
