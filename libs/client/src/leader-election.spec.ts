import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { leaderElect } from './leader-election.js';
import { createFakeClient, type FakeClient } from './testing/fake-api.js';
import { manualClock, type ManualClock } from './testing/manual-clock.js';

describe('leader election', () => {
  const candidate = (client: FakeClient, clock: ManualClock, identity: string) => {
    const stop = new AbortController();
    const log: string[] = [];
    const done = leaderElect({
      client, namespace: 'kube-system', name: 'manager', identity, signal: stop.signal, clock, random: () => 0,
      onStarted: (signal) => { log.push('started'); signal.addEventListener('abort', () => log.push('aborted')); },
      onStopped: () => log.push('stopped'), onLeader: (leader) => log.push(`leader ${leader}`),
    });
    return { stop, log, done };
  };
  const lease = (client: FakeClient) => client.object(leases, 'kube-system/manager')!;

  it('lets one lead and the others wait until it gives the lease up', async () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    const a = candidate(client, clock, 'a');
    await clock.advance(0);
    const b = candidate(client, clock, 'b');
    await clock.advance(60_000);
    expect(a.log).toEqual(['leader a', 'started']);
    expect(b.log).toEqual(['leader a']);
    expect(lease(client).spec).toMatchObject({ holderIdentity: 'a', leaseDurationSeconds: 15, leaseTransitions: 0, acquireTime: '2026-01-01T00:00:00.000000Z' });
    expect(Date.parse(lease(client).spec.renewTime!)).toBeGreaterThanOrEqual(clock.now() - 2000);
    a.stop.abort();
    await a.done;
    expect(a.log.slice(2)).toEqual(['aborted', 'stopped']);
    expect(lease(client).spec.holderIdentity).toBe('');
    await clock.advance(2_000);
    expect(b.log).toEqual(['leader a', 'leader b', 'started']);
    expect(lease(client).spec.leaseTransitions).toBe(1);
    b.stop.abort();
    await b.done;
    expect(clock.pending).toBe(0);
  });

  it('takes over from a silent leader after the lease, by its own clock', async () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    // A clock that is years ahead does not make its lease live any longer.
    client.put(leases, { metadata: { name: 'manager', namespace: 'kube-system' }, spec: { holderIdentity: 'dead', leaseDurationSeconds: 15, renewTime: '2036-01-01T00:00:00.000000Z' } });
    const b = candidate(client, clock, 'b');
    await clock.advance(14_000);
    expect(b.log).toEqual(['leader dead']);
    await clock.advance(2_000);
    expect(b.log).toEqual(['leader dead', 'leader b', 'started']);
    b.stop.abort();
    await b.done;
  });

  it('stops leading when it cannot renew for the deadline, before others may lead', async () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    const a = candidate(client, clock, 'a');
    await clock.advance(4_000);
    const lastRenewal = clock.now();
    client.react(({ verb }) => { if (verb !== 'watch') throw new StatusError(503, 'ServiceUnavailable', 'away'); });
    await clock.advance(9_900);
    expect(a.log).not.toContain('aborted');
    await clock.advance(100);
    await a.done;
    expect(clock.now() - lastRenewal).toBeLessThan(15_000);
    expect(a.log).toEqual(['leader a', 'started', 'aborted', 'stopped']);
    expect(lease(client).spec.holderIdentity).toBe('a');
  });

  it('stops at once when somebody else holds the lease', async () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    const a = candidate(client, clock, 'a');
    await clock.advance(0);
    client.put(leases, { ...lease(client), spec: { ...lease(client).spec, holderIdentity: 'thief' } });
    await clock.advance(2_000);
    await a.done;
    expect(a.log).toEqual(['leader a', 'started', 'leader thief', 'aborted', 'stopped']);
  });

  it('counts an attempt that hangs as failed', async () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    const a = candidate(client, clock, 'a');
    await clock.advance(0);
    client.transport.request = () => new Promise(() => {});
    await clock.advance(12_000);
    await a.done;
    expect(a.log).toContain('stopped');
  });

  it('refuses times that cannot work', async () => {
    const clock = manualClock();
    const options = { client: createFakeClient(), namespace: 'x', name: 'y', identity: 'z', signal: new AbortController().signal, onStarted() {}, clock };
    await expect(leaderElect({ ...options, renewDeadlineSeconds: 15 })).rejects.toThrow('the renew deadline (15 s) must be shorter than the lease (15 s)');
    await expect(leaderElect({ ...options, retrySeconds: 9 })).rejects.toThrow('the retry period (9 s) is too long');
  });
});
