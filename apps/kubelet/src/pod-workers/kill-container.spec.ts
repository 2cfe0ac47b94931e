import { manualClock } from '@kubets/client/testing/manual-clock';
import { silentLogger } from '@kubets/component/log';
import { aContainer, aPod, aRun } from '../testing/pods.js';
import type { PodContext } from './context.js';
import { killContainer } from './kill-container.js';
import { stopOrder } from './order.js';

function setUp() {
  const clock = manualClock();
  const calls: string[] = [];
  let stopped: (() => void) | undefined;
  const context = {
    clock, log: silentLogger, network: {}, state: { refresh: async () => undefined },
    event: (_: unknown, type: string, reason: string, message: string) => calls.push(`${type} ${reason} ${message}`),
    runtime: {
      execSync: async () => ({ exitCode: 1, output: Buffer.from('secret') }),
      stopContainer: (_id: string, grace: number) => { calls.push(`stop ${grace}`); return grace <= 2 ? Promise.resolve() : new Promise<void>((resolve) => { stopped = resolve; }); },
    },
  } as unknown as PodContext;
  return { clock, calls, context, finish: () => stopped?.() };
}
const withHook = (preStop: object) => aPod({ spec: { containers: [aContainer('app', { lifecycle: { preStop } })] } });

describe('killing a container', () => {
  it('runs its preStop hook within the grace period', async () => {
    const t = setUp();
    const done = killContainer(t.context, withHook({ sleep: { seconds: 7 } }), aRun('app'), { message: 'Stopping container app', grace: () => 30, podIP: '' });
    await t.clock.advance(6999);
    expect(t.calls).toEqual(['Normal Killing Stopping container app']);
    await t.clock.advance(1);
    expect(t.calls.at(-1)).toBe('stop 23');
    t.finish();
    await done;
  });
  it('cuts a hook that takes too long, and still gives it two seconds', async () => {
    const t = setUp();
    const done = killContainer(t.context, withHook({ sleep: { seconds: 100 } }), aRun('app'), { message: 'm', grace: () => 10, podIP: '' });
    await t.clock.advance(10_000);
    await done;
    expect(t.calls.at(-1)).toBe('stop 2');
  });
  it('goes on when the hook fails, without telling its output', async () => {
    const t = setUp();
    const done = killContainer(t.context, withHook({ exec: { command: ['x'] } }), aRun('app'), { message: 'm', grace: () => 1, podIP: '' });
    await t.clock.advance(0);
    await done;
    expect(t.calls).toContain('Warning FailedPreStopHook PreStopHook failed');
    expect(t.calls.join()).not.toContain('secret');
  });
  it('is hurried when the grace period shrinks', async () => {
    const t = setUp();
    let grace = 300;
    let hurry = new AbortController();
    const done = killContainer(t.context, aPod(), aRun('app'), { message: 'm', grace: () => grace, hurry: () => hurry.signal, podIP: '' });
    await t.clock.advance(1000);
    grace = 1;
    const old = hurry;
    hurry = new AbortController();
    old.abort();
    await done;
    expect(t.calls.filter((c) => c.startsWith('stop'))).toEqual(['stop 300', 'stop 1']);
  });
});

describe('the order of stopping', () => {
  it('is main containers first, then sidecars backwards', () => {
    const sidecar = (name: string) => aContainer(name, { restartPolicy: 'Always' });
    expect(stopOrder(aPod({ spec: { initContainers: [sidecar('s1'), aContainer('i'), sidecar('s2')], containers: [aContainer('a'), aContainer('b')] } }))).toEqual([['i', 'a', 'b'], ['s2'], ['s1']]);
  });
});
