import { Registry } from 'prom-client';
import { nodes, pods, services } from '@kubets/api/core/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import { poddisruptionbudgets } from '@kubets/api/policy/v1/resources.cfg';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient, type FakeClient } from '@kubets/client/testing/fake-api';
import { manualClock, type ManualClock } from '@kubets/client/testing/manual-clock';
import { silentLogger } from '@kubets/component/log';
import { Scheduler, type SchedulerOptions } from './scheduler.js';
import { aNode, aPod } from './testing/objects.js';

interface Setup { readonly client: FakeClient; readonly clock: ManualClock; readonly scheduler: Scheduler; readonly events: string[]; readonly stop: () => Promise<void>; /** Lets everything under way happen. */ readonly settle: (ms?: number) => Promise<void> }
const open: Setup[] = [];

async function start(prepare: (client: FakeClient) => void, options: SchedulerOptions = {}): Promise<Setup> {
  const clock = manualClock();
  const client = createFakeClient([], { now: clock.now });
  // So that the fake knows the resources that are patched.
  client.objects(pods);
  prepare(client);
  const events: string[] = [];
  const host = {
    client, informers: createInformerFactory(client, { clock }), log: silentLogger, metrics: new Registry(), now: clock.now,
    events: { event: (about: { metadata: { name?: string } }, _type: string, reason: string, message: string) => { events.push(`${about.metadata.name} ${reason}: ${message}`); } },
  };
  const scheduler = new Scheduler(host, { clock, choose: () => 0, ...options });
  const abort = new AbortController();
  const settle = async (ms = 0): Promise<void> => { for (let i = 0; i < 4; i++) await client.settled(); await clock.advance(ms); for (let i = 0; i < 4; i++) await client.settled(); };
  const setup: Setup = { client, clock, scheduler, events, settle, stop: async () => { abort.abort(); await scheduler.stop(); } };
  open.push(setup);
  await scheduler.start(abort.signal);
  await settle();
  return setup;
}

const get = (client: FakeClient, name: string): Pod => client.object(pods, `default/${name}`)!;
const nodeOf = (client: FakeClient, name: string): string | undefined => client.object(pods, `default/${name}`)?.spec.nodeName;
const cpu = (amount: string) => ({ requests: { cpu: amount } });
const bindings = (client: FakeClient): number => client.writes.filter((w) => w.subresource === 'binding').length;

describe('the scheduler', () => {
  afterEach(async () => {
    for (const { stop, clock } of open.splice(0)) { await stop(); await clock.advance(0); }
  });

  it('gives a pod a node, and says so', async () => {
    const { client, events, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    client.put(pods, aPod('p'));
    await settle();
    expect(nodeOf(client, 'p')).toBe('a');
    expect(events).toEqual(['p Scheduled: Successfully assigned default/p to a']);
  });

  it('spreads equal pods over equal nodes, whoever decides between equals', async () => {
    for (const choose of [() => 0, (n: number) => n - 1]) {
      const { client, settle } = await start((c) => { for (const n of ['a', 'b', 'c']) c.put(nodes, aNode(n)); }, { choose });
      for (let i = 0; i < 9; i++) client.put(pods, aPod(`p${i}`, { requests: { cpu: '100m', memory: '200Mi' } }));
      await settle();
      const counts = new Map<string, number>();
      for (let i = 0; i < 9; i++) counts.set(nodeOf(client, `p${i}`)!, (counts.get(nodeOf(client, `p${i}`)!) ?? 0) + 1);
      expect([...counts.values()]).toEqual([3, 3, 3]);
    }
  });

  it('spreads the pods of a service over zones although their nodes are not equally free', async () => {
    const { client, settle } = await start((c) => {
      c.put(services, { metadata: { name: 's', namespace: 'default' }, spec: { selector: { app: 'web' } } });
      c.put(nodes, aNode('a1', { labels: { 'topology.kubernetes.io/zone': 'a' } }));
      c.put(nodes, aNode('a2', { labels: { 'topology.kubernetes.io/zone': 'a' } }));
      c.put(nodes, aNode('b1', { labels: { 'topology.kubernetes.io/zone': 'b' }, allocatable: { cpu: '3' } }));
    });
    for (let i = 0; i < 2; i++) client.put(pods, aPod(`p${i}`, { labels: { app: 'web' }, ...cpu('100m') }));
    await settle();
    expect([nodeOf(client, 'p0'), nodeOf(client, 'p1')].map((n) => n?.[0]).sort()).toEqual(['a', 'b']);
  });

  it('explains why a pod fits nowhere, in the event and the condition, once', async () => {
    const { client, events, settle } = await start((c) => {
      c.put(nodes, aNode('a', { allocatable: { cpu: '1' } }));
      c.put(nodes, aNode('b', { spec: { unschedulable: true } }));
      c.put(nodes, aNode('c', { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }));
      c.put(nodes, aNode('d', { allocatable: { cpu: '2' } }));
      c.put(pods, aPod('there', { ...cpu('1'), spec: { nodeName: 'd' } }));
    });
    client.put(pods, aPod('p', cpu('2')));
    await settle();
    const message = '0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu. preemption: 0/4 nodes are available: 1 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling.';
    expect(events).toEqual([`p FailedScheduling: ${message}`]);
    expect(get(client, 'p').status.conditions).toEqual([expect.objectContaining({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: '2026-01-01T00:00:00Z' })]);
    // The answer to our own write is no reason to try again; the same refusal is not written again.
    await settle(60_000);
    expect(events).toHaveLength(1);
    const before = client.writes.length;
    client.put(nodes, aNode('a', { allocatable: { cpu: '1', memory: '9Gi' } }));
    await settle(10_000);
    expect(events).toHaveLength(2);
    expect(client.writes.length).toBe(before);
  });

  it.each<[string, (c: FakeClient) => void]>([
    ['a node is added', (c) => { c.put(nodes, aNode('new')); }],
    ['the node is uncordoned', (c) => { c.put(nodes, aNode('cordoned')); }],
    ['a pod is deleted', (c) => { c.remove(pods, 'default/there'); }],
    ['a pod ends', (c) => { c.put(pods, { ...get(c, 'there'), status: { phase: 'Succeeded' } }); }],
    ['a placed pod shrinks', (c) => { c.put(pods, aPod('there', { ...cpu('1'), metadata: { generation: 2 }, spec: { nodeName: 'full' } })); }],
    ['the node grows', (c) => { c.put(nodes, aNode('full', { allocatable: { cpu: '10' } })); }],
  ])('tries again when %s', async (_, change) => {
    const { client, settle } = await start((c) => {
      c.put(nodes, aNode('full'));
      c.put(nodes, aNode('cordoned', { spec: { unschedulable: true } }));
      c.put(pods, aPod('there', { ...cpu('4'), spec: { nodeName: 'full' } }));
    });
    client.put(pods, aPod('p', cpu('1')));
    await settle(5000);
    expect(nodeOf(client, 'p')).toBeUndefined();
    change(client);
    await settle(1000);
    expect(nodeOf(client, 'p')).toBeDefined();
  });

  it('says when there are no nodes at all, and waits for one', async () => {
    const { client, events, settle } = await start(() => {});
    client.put(pods, aPod('p'));
    await settle();
    expect(events).toEqual(['p FailedScheduling: no nodes available to schedule pods']);
    client.put(nodes, aNode('a'));
    await settle(1000);
    expect(nodeOf(client, 'p')).toBe('a');
  });

  it('leaves alone what is of others, gated, ended or being deleted', async () => {
    const { client, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    client.put(pods, aPod('other', { spec: { schedulerName: 'mine' } }));
    client.put(pods, aPod('ended', { status: { phase: 'Failed' } }));
    client.put(pods, aPod('going', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['x/y'] } }));
    client.put(pods, aPod('gated', { spec: { schedulingGates: [{ name: 'g' }] } }));
    await settle();
    expect(bindings(client)).toBe(0);
    client.put(pods, aPod('gated'));
    await settle();
    expect(nodeOf(client, 'gated')).toBe('a');
  });

  it('tries again after a failed bind, and gives the room back meanwhile', async () => {
    const { client, scheduler, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    const undo = client.react(({ subresource }) => { if (subresource === 'binding') throw new StatusError(409, 'Conflict', 'changed'); });
    client.put(pods, aPod('p', cpu('4')));
    await settle();
    expect(scheduler.nodes.requested[0]![0]).toBe(0);
    expect(scheduler.queue.lengths.backoff).toBe(1);
    undo();
    await settle(999);
    expect(nodeOf(client, 'p')).toBeUndefined();
    await settle(1);
    expect(nodeOf(client, 'p')).toBe('a');
    expect(scheduler.nodes.requested[0]![0]).toBe(4000);
  });

  it('keeps a pod that was bound although the answer said that it was not', async () => {
    const { client, scheduler, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    client.react(({ subresource }) => {
      if (subresource !== 'binding') return;
      client.put(pods, aPod('p', { ...cpu('1'), spec: { nodeName: 'a' } }));
      throw new StatusError(504, 'Timeout', 'too slow');
    });
    client.put(pods, aPod('p', cpu('1')));
    await settle(20_000);
    expect(scheduler.nodes.requested[0]![0]).toBe(1000);
    expect(scheduler.queue.lengths).toEqual({ active: 0, backoff: 0, unschedulable: 0, gated: 0 });
  });

  it('forgets a pod that is deleted while it is bound', async () => {
    const { client, scheduler, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    client.react(({ subresource }) => { if (subresource === 'binding' && client.object(pods, 'default/p')) client.remove(pods, 'default/p'); });
    client.put(pods, aPod('p', cpu('4')));
    client.put(pods, aPod('q', cpu('4')));
    await settle(15_000);
    expect(nodeOf(client, 'q')).toBe('a');
    expect(scheduler.nodes.requested[0]![0]).toBe(4000);
    expect(scheduler.nodes.hasPod('uid-of-p')).toBe(false);
  });

  it('counts pods that have nodes already, also those of other schedulers, and frees their host ports', async () => {
    const port = { ports: [{ hostPort: 80, containerPort: 80 }] };
    const { client, settle } = await start((c) => {
      c.put(nodes, aNode('a'));
      c.put(pods, aPod('there', { ...port, spec: { nodeName: 'a', schedulerName: 'mine' } }));
      c.put(pods, aPod('p', port));
    });
    expect(nodeOf(client, 'p')).toBeUndefined();
    client.remove(pods, 'default/there');
    await settle(1000);
    expect(nodeOf(client, 'p')).toBe('a');
  });

  it('does not use a deleted node, and counts afresh when its name comes back', async () => {
    const { client, scheduler, settle } = await start((c) => { c.put(nodes, aNode('a')); });
    client.put(pods, aPod('p', cpu('3')));
    await settle();
    client.remove(nodes, 'a');
    client.put(pods, aPod('q', cpu('3')));
    await settle(2000);
    expect(nodeOf(client, 'q')).toBeUndefined();
    client.remove(pods, 'default/p');
    client.put(nodes, aNode('a'));
    await settle(2000);
    expect(nodeOf(client, 'q')).toBe('a');
    expect(scheduler.nodes.requested[0]![0]).toBe(3000);
  });

  it('does not place more at once than nodes hold, however many come together', async () => {
    const { client, settle, scheduler } = await start((c) => { for (const n of ['a', 'b']) c.put(nodes, aNode(n)); }, { parallelBindings: 3 });
    for (let i = 0; i < 30; i++) client.put(pods, aPod(`p${i}`, cpu('500m')));
    await settle();
    await settle();
    expect(client.objects(pods).filter((p) => p.spec.nodeName).length).toBe(16);
    expect(scheduler.queue.lengths.unschedulable).toBe(14);
  });

  describe('preemption', () => {
    const important = (name: string, more: object = {}) => aPod(name, { ...cpu('3'), spec: { priority: 1000, ...more } });
    const small = (name: string, node: string, priority: number, labels = {}) => aPod(name, { ...cpu('2'), labels, spec: { nodeName: node, priority } });

    it('removes the least important pods, keeps the room, and takes it', async () => {
      const { client, events, settle } = await start((c) => {
        c.put(nodes, aNode('a'));
        c.put(nodes, aNode('b'));
        for (const [n, priority] of [['a', 5], ['a', 6], ['b', 1], ['b', 500]] as const) c.put(pods, small(`${n}${priority}`, n, priority));
      });
      // Room on b would cost the pod of priority 500 too: a is cheaper.
      client.put(pods, important('p'));
      await settle();
      expect(client.objects(pods).map((p) => p.metadata.name).sort()).toEqual(['b1', 'b500', 'p']);
      expect(events).toEqual(expect.arrayContaining(['p FailedScheduling: 0/2 nodes are available: 2 Insufficient cpu.', 'a5 Preempted: Preempted by pod uid-of-p on node a', 'a6 Preempted: Preempted by pod uid-of-p on node a']));
      expect(get(client, 'p').status.nominatedNodeName).toBe('a');
      // Less important, and smaller: it would fit, but the room is taken.
      client.put(pods, aPod('thief', { ...cpu('2'), spec: { priority: 10 } }));
      await settle();
      expect(nodeOf(client, 'thief')).toBeUndefined();
      await settle(1000);
      expect(nodeOf(client, 'p')).toBe('a');
    });

    it('removes no more than needed', async () => {
      const { client, settle } = await start((c) => {
        c.put(nodes, aNode('a'));
        c.put(pods, small('low', 'a', 1));
        c.put(pods, small('high', 'a', 2));
      });
      client.put(pods, aPod('p', { ...cpu('1'), spec: { priority: 10 } }));
      await settle();
      expect(client.objects(pods).map((p) => p.metadata.name).sort()).toEqual(['high', 'p']);
    });

    it('respects disruption budgets where it can', async () => {
      const { client, settle } = await start((c) => {
        c.put(nodes, aNode('a'));
        c.put(nodes, aNode('b'));
        c.put(pods, aPod('guarded', { ...cpu('4'), labels: { app: 'g' }, spec: { nodeName: 'a', priority: 0 } }));
        c.put(pods, aPod('free', { ...cpu('4'), spec: { nodeName: 'b', priority: 100 } }));
        c.put(poddisruptionbudgets, { metadata: { name: 'g', namespace: 'default' }, spec: { selector: { matchLabels: { app: 'g' } } }, status: { disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 } });
      });
      client.put(pods, important('p'));
      await settle();
      expect(client.objects(pods).map((p) => p.metadata.name).sort()).toEqual(['guarded', 'p']);
    });

    it('spares others where the pod may not preempt, or where it would not help', async () => {
      const { client, events, settle } = await start((c) => { c.put(nodes, aNode('a')); c.put(pods, small('low', 'a', 0)); });
      client.put(pods, important('p', { preemptionPolicy: 'Never' }));
      client.put(pods, aPod('q', { ...cpu('9'), spec: { priority: 1000 } }));
      await settle();
      expect(client.object(pods, 'default/low')).toBeDefined();
      expect(events).toEqual([
        'p FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to preemptionPolicy=Never.',
        'q FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
      ]);
    });

    it('waits for victims that take their time, and asks for no more', async () => {
      const { client, settle } = await start((c) => {
        c.put(nodes, aNode('a'));
        c.put(nodes, aNode('b'));
        c.put(pods, aPod('slow', { ...cpu('4'), spec: { nodeName: 'a', priority: 0 }, metadata: { finalizers: ['x/y'] } }));
        c.put(pods, aPod('other', { ...cpu('4'), spec: { nodeName: 'b', priority: 1 } }));
      });
      client.put(pods, important('p'));
      await settle(400_000);
      expect(client.object(pods, 'default/other')).toBeDefined();
      expect(get(client, 'p').status.nominatedNodeName).toBe('a');
      client.remove(pods, 'default/slow');
      await settle(10_000);
      expect(nodeOf(client, 'p')).toBe('a');
    });
  });
});
