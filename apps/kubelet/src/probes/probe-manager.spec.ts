import type { Probe } from '@kubets/api/core/v1/probe';
import { ExecTimeoutError } from '@kubets/container-runtime/runtime';
import { manualClock } from '@kubets/client/testing/manual-clock';
import { observedPod } from '../runtime-state/pod-state.js';
import { aContainer, aPod, aRun, aSandbox } from '../testing/pods.js';
import { ProbeManager } from './probe-manager.js';
import { Prober, networkChecks } from './prober.js';

type Answer = 'ok' | 'bad' | 'late' | 'broken';

function setUp(probes: { liveness?: Probe; readiness?: Probe; startup?: Probe }) {
  const clock = manualClock();
  const seen: string[] = [];
  const events: string[] = [];
  const answers: Record<string, Answer> = { liveness: 'ok', readiness: 'ok', startup: 'ok' };
  const runtime = { execSync: async (_id: string, [kind = '']: readonly string[]) => {
    seen.push(kind);
    if (answers[kind] === 'late') throw new ExecTimeoutError('late');
    if (answers[kind] === 'broken') throw new Error('engine down');
    return { exitCode: answers[kind] === 'ok' ? 0 : 1, output: Buffer.from(`${kind} ${answers[kind]}`) };
  } } as never;
  const changed: string[] = [];
  const manager = new ProbeManager(new Prober(runtime, networkChecks), clock, { changed: (uid) => changed.push(uid), event: (_, type, reason, message) => events.push(`${type} ${reason} ${message}`), counted() {} });
  const probe = (kind: string, p?: Probe): Probe | undefined => p && { ...p, exec: { command: [kind] } };
  const pod = aPod({ spec: { containers: [aContainer('app', { livenessProbe: probe('liveness', probes.liveness), readinessProbe: probe('readiness', probes.readiness), startupProbe: probe('startup', probes.startup) })] } });
  const run = aRun('app', { startedAt: clock.now() });
  const follow = (runs = [run]): void => manager.follow(pod, observedPod([aSandbox()], runs), '10.0.0.5');
  return { clock, seen, events, answers, changed, manager, run, follow, pod };
}

describe('probes', () => {
  it('wait for their delay, then repeat', async () => {
    const t = setUp({ readiness: { initialDelaySeconds: 5, periodSeconds: 3 } });
    t.follow();
    await t.clock.advance(4999);
    expect(t.seen).toEqual([]);
    await t.clock.advance(1);
    expect(t.seen).toEqual(['readiness']);
    expect(t.manager.readiness(t.run.id)).toBe(true);
    await t.clock.advance(3000);
    expect(t.seen).toHaveLength(2);
  });
  it('need as many results in a row as the threshold says', async () => {
    const t = setUp({ readiness: { periodSeconds: 1, successThreshold: 2, failureThreshold: 2 } });
    t.follow();
    await t.clock.advance(0);
    expect(t.manager.readiness(t.run.id)).toBeUndefined();
    await t.clock.advance(1000);
    expect(t.manager.readiness(t.run.id)).toBe(true);
    t.answers.readiness = 'bad';
    await t.clock.advance(1000);
    expect(t.manager.readiness(t.run.id)).toBe(true);
    await t.clock.advance(1000);
    expect(t.manager.readiness(t.run.id)).toBe(false);
    expect(t.events).toContain('Warning Unhealthy Readiness probe failed: readiness bad');
  });
  it('of liveness and readiness wait for startup', async () => {
    const t = setUp({ liveness: { periodSeconds: 1 }, readiness: { periodSeconds: 1 }, startup: { periodSeconds: 1, failureThreshold: 30 } });
    t.answers.startup = 'bad';
    t.follow();
    await t.clock.advance(3000);
    expect(new Set(t.seen)).toEqual(new Set(['startup']));
    t.answers.startup = 'ok';
    await t.clock.advance(1000);
    expect(t.manager.startup(t.run.id)).toBe(true);
    expect(t.changed).toEqual(['uid-1']);
    t.follow();
    await t.clock.advance(0);
    expect(t.seen.slice(-2).sort()).toEqual(['liveness', 'readiness']);
    const startups = t.seen.filter((k) => k === 'startup').length;
    await t.clock.advance(5000);
    expect(t.seen.filter((k) => k === 'startup')).toHaveLength(startups);
  });
  it('stop after liveness failed, until there is a new run', async () => {
    const t = setUp({ liveness: { periodSeconds: 1, failureThreshold: 3 } });
    t.answers.liveness = 'bad';
    t.follow();
    await t.clock.advance(10_000);
    expect(t.manager.liveness(t.run.id)).toBe(false);
    expect(t.seen).toHaveLength(3);
    t.answers.liveness = 'ok';
    t.follow([{ ...t.run, id: 'app-1', attempt: 1, startedAt: t.clock.now() }]);
    await t.clock.advance(0);
    expect(t.manager.liveness('app-1')).toBe(true);
  });
  it('count a timeout as failure and a check that could not be made as nothing', async () => {
    const t = setUp({ liveness: { periodSeconds: 1, failureThreshold: 1 } });
    t.answers.liveness = 'broken';
    t.follow();
    await t.clock.advance(5000);
    expect(t.manager.liveness(t.run.id)).toBeUndefined();
    t.answers.liveness = 'late';
    await t.clock.advance(1000);
    expect(t.manager.liveness(t.run.id)).toBe(false);
  });
  it('leave no timer behind', async () => {
    const t = setUp({ liveness: { periodSeconds: 1 }, readiness: { periodSeconds: 1 } });
    t.follow();
    await t.clock.advance(1000);
    t.follow([]);
    expect(t.clock.pending).toBe(0);
  });
  it('take over what the last kubelet knew', () => {
    const t = setUp({ readiness: {}, startup: {} });
    t.manager.adopt({ ...t.pod, status: { containerStatuses: [{ name: 'app', containerID: `docker://${t.run.id}`, ready: true, started: true, state: { running: {} }, lastState: {}, restartCount: 0, image: '', imageID: '' }] } });
    expect([t.manager.startup(t.run.id), t.manager.readiness(t.run.id)]).toEqual([true, true]);
  });
});
