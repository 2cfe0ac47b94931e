import fc from 'fast-check';
import { containerConfig, podIdentity, readLog, runPod, sandboxConfig, textOf } from '../contract/fixtures.js';
import { AddressPool } from './addresses.js';
import { Deadlines, type SetTimer } from './deadlines.js';
import { lifecycleOf } from './lifecycles.cfg.js';
import { createSimulatedRuntime } from './runtime.js';

const live = (command: readonly string[], annotations: Record<string, string> = {}, name = 'main') => lifecycleOf(containerConfig(podIdentity(), command, { name, annotations: {} }), annotations);

/** Time that moves when told, and runs what is due. */
function clock(): { now: () => number; setTimer: SetTimer; advance(ms: number): void; pending(): number } {
  let time = 1_000_000;
  const timers = new Map<number, { at: number; run: () => void }>();
  let ids = 0;
  return {
    now: () => time,
    setTimer: (run, ms) => { ids += 1; const id = ids; timers.set(id, { at: time + ms, run }); return () => timers.delete(id); },
    pending: () => timers.size,
    advance: (ms) => {
      const until = time + ms;
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at);
        if (next === undefined) break;
        timers.delete(next[0]);
        time = next[1].at;
        next[1].run();
      }
      time = until;
    },
  };
}

describe('how a container lives', () => {
  test.each([
    [['nginx'], { exitCode: 0 }],
    [['sleep', '5'], { exitCode: 0, afterMs: 5000 }],
    [['sleep', 'infinity'], { exitCode: 0 }],
    [['/bin/false'], { exitCode: 1, afterMs: 0 }],
    [['sh', '-c', 'echo hi; sleep 2 && exit 3'], { exitCode: 3, afterMs: 2000 }],
    [['sh', '-c', 'while true; do sleep 1; done'], { exitCode: 0 }],
    [['/bin/sh', '-c', 'sleep 1h'], { exitCode: 0, afterMs: 3_600_000 }],
  ])('%j', (command, expected) => { expect(live(command)).toEqual(expected); });

  test('the annotation wins, per container first', () => {
    const annotations = { 'kubets.io/simulate': 'oom after 2s; side: exit 4 after 500ms' };
    expect(live(['sleep', '1'], annotations)).toEqual({ exitCode: 137, reason: 'OOMKilled', afterMs: 2000 });
    expect(live(['sleep', '1'], annotations, 'side')).toEqual({ exitCode: 4, afterMs: 500 });
    expect(live(['sleep', '1'], { 'kubets.io/simulate': 'start-error no such file' })).toMatchObject({ startError: 'no such file' });
    expect(() => live(['x'], { 'kubets.io/simulate': 'explode' })).toThrow('"explode" is none of');
  });
});

test('containers end when their time has come, and an OOM is told', async () => {
  const time = clock();
  const runtime = createSimulatedRuntime({ node: 'n', podCIDR: '10.1.0.0/24', now: time.now, random: Math.random, setTimer: time.setTimer });
  const one = await runPod(runtime, ['sleep', '10']);
  const two = await runPod(runtime, ['x'], {}, { annotations: { 'kubets.io/simulate': 'oom after 3s' } });
  const abort = new AbortController();
  const events = runtime.events(abort.signal);
  time.advance(9_999);
  expect(await runtime.containerStatus(one.id)).toMatchObject({ state: 'running' });
  expect(await runtime.containerStatus(two.id)).toMatchObject({ state: 'exited', exitCode: 137, reason: 'OOMKilled', finishedAt: 1_003_000 });
  time.advance(1);
  expect(await runtime.containerStatus(one.id)).toMatchObject({ state: 'exited', exitCode: 0, reason: 'Completed' });
  abort.abort();
  const seen: string[] = [];
  for await (const event of events) seen.push(`${event.type} ${event.containerId === one.id ? 'one' : 'two'}`);
  expect(seen).toEqual(['oom two', 'died two', 'died one']);
  expect(time.pending()).toBe(0);
  await runtime.close();
});

test('exec, logs and port-forward say that the node is simulated', async () => {
  const runtime = createSimulatedRuntime({ node: 'n7', podCIDR: '10.1.0.0/24', now: Date.now, random: Math.random });
  const { id, sandboxId } = await runPod(runtime, ['x']);
  expect(textOf(await readLog(runtime.logs(id, { follow: false })))).toBe('node n7 is simulated: no process runs there, so there are no logs\n');
  const session = await runtime.exec(id, { command: ['ls'], stdin: false, stdout: true, stderr: true, tty: false });
  let said = '';
  for await (const chunk of session.stderr ?? []) said += String(chunk);
  expect(said).toContain('node n7 is simulated');
  expect(await session.exit).toBe(1);
  expect((await runtime.execSync(id, ['ls'], 1)).exitCode).toBe(0);
  await expect(runtime.portForward(sandboxId, 80)).rejects.toThrow('node n7 is simulated');
  await runtime.close();
});

test('following a simulated log ends with the container', async () => {
  const runtime = createSimulatedRuntime({ node: 'n', podCIDR: '10.1.0.0/24', now: Date.now, random: Math.random });
  const { id } = await runPod(runtime, ['x']);
  const lines = readLog(runtime.logs(id, { follow: true }));
  await new Promise((resolve) => setImmediate(resolve));
  await runtime.stopContainer(id, 30);
  expect(await lines).toHaveLength(1);
  await runtime.close();
});

test('addresses are not reused before the range is through, and run out with a message', async () => {
  const pool = new AddressPool('10.2.3.0/29', ['10.2.3.4']);
  expect([pool.take(), pool.take()]).toEqual(['10.2.3.2', '10.2.3.3']);
  pool.release('10.2.3.2');
  expect([pool.take(), pool.take(), pool.take()]).toEqual(['10.2.3.5', '10.2.3.6', '10.2.3.2']);
  expect(() => pool.take()).toThrow('no address is left in pod CIDR 10.2.3.0/29');
  expect(() => new AddressPool('10.2.3.0/31')).toThrow('10.2.3.0/31');
});

test('deadlines come due in order, whatever the order they were set in', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 60 }), (delays) => {
    const time = clock();
    const due: number[] = [];
    const deadlines = new Deadlines(time.now, time.setTimer, (id) => due.push(Number(id)));
    for (const delay of delays) deadlines.add(String(delay), time.now() + delay);
    time.advance(10_000);
    expect(due).toEqual([...delays].sort((a, b) => a - b));
    expect(time.pending()).toBe(0);
  }));
});

test('ten thousand pods are quick to list and to remove', async () => {
  const runtime = createSimulatedRuntime({ node: 'n', podCIDR: '10.0.0.0/16', now: Date.now, random: Math.random });
  for (let i = 0; i < 10_000; i += 1) await runPod(runtime, ['sleep', '3600']);
  const sandboxes = await runtime.listPodSandboxes();
  expect(new Set(sandboxes.map((sandbox) => sandbox.ip)).size).toBe(10_000);
  expect(await runtime.listContainers()).toHaveLength(10_000);
  for (const { id } of sandboxes) await runtime.removePodSandbox(id);
  expect(await runtime.listContainers()).toEqual([]);
  await runtime.close();
});

test('an exhausted range does not leak addresses of failed pods', async () => {
  const runtime = createSimulatedRuntime({ node: 'n', podCIDR: '10.0.0.0/29', now: Date.now, random: Math.random });
  const ids = await Promise.all(Array.from({ length: 5 }, async () => (await runtime.runPodSandbox(sandboxConfig())).id));
  await expect(runtime.runPodSandbox(sandboxConfig())).rejects.toThrow('no address is left');
  await runtime.removePodSandbox(ids[0] ?? '');
  await runtime.runPodSandbox(sandboxConfig());
  await runtime.close();
});
