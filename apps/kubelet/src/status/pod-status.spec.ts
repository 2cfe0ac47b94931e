import type { Pod } from '@kubets/api/core/v1/pod';
import { observedPod } from '../runtime-state/pod-state.js';
import { aContainer, aPod, aRun, aSandbox } from '../testing/pods.js';
import { podStatus, type PodStatusView } from './pod-status.js';
import { statusPatch } from './status-patch.js';

const NOW = Date.UTC(2026, 0, 1);
const statusOf = (pod: Pod, runs: ReturnType<typeof aRun>[], more: Partial<PodStatusView> = {}) => podStatus(pod, {
  observed: observedPod([aSandbox()], runs), problems: new Map(), terminationMessages: new Map(), probes: { startup: () => undefined, readiness: () => undefined },
  runtimeName: 'docker', terminating: false, finished: false, now: NOW, hostIPs: ['192.168.0.9'], ...more,
});
const exited = (name: string, exitCode: number, more: Parameters<typeof aRun>[1] = {}) => aRun(name, { state: 'exited', exitCode, ...more });
const condition = (status: ReturnType<typeof statusOf>, type: string) => status.conditions?.find((c) => c.type === type);
const two = (more: Parameters<typeof aPod>[0] = {}) => aPod({ ...more, spec: { containers: [aContainer('a'), aContainer('b')], ...more.spec } });

describe('phase', () => {
  it.each([
    ['Always', [aRun('a')], 'Pending'], ['Always', [aRun('a'), aRun('b')], 'Running'], ['Always', [exited('a', 0), exited('b', 0)], 'Running'],
    ['Never', [exited('a', 0), exited('b', 0)], 'Succeeded'], ['Never', [exited('a', 0), exited('b', 1)], 'Failed'], ['Never', [exited('a', 1), aRun('b')], 'Running'],
    ['OnFailure', [exited('a', 0), exited('b', 0)], 'Succeeded'], ['OnFailure', [exited('a', 0), exited('b', 1)], 'Running'],
  ] as const)('under %s', (restartPolicy, runs, expected) => expect(statusOf(two({ spec: { restartPolicy } }), [...runs]).phase).toBe(expected));
  it('is Pending during initialization, and Failed when that fails for good', () => {
    const spec = { initContainers: [aContainer('i')], containers: [aContainer('app')] };
    expect(statusOf(aPod({ spec }), [aRun('i')]).phase).toBe('Pending');
    expect(statusOf(aPod({ spec }), [exited('i', 1)]).phase).toBe('Pending');
    expect(statusOf(aPod({ spec: { ...spec, restartPolicy: 'Never' } }), [exited('i', 1)]).phase).toBe('Failed');
  });
  it('does not depend on sidecars', () => {
    const spec = { initContainers: [aContainer('s', { restartPolicy: 'Always' })], containers: [aContainer('app')], restartPolicy: 'Never' };
    expect(statusOf(aPod({ spec }), [aRun('s'), exited('app', 0)]).phase).toBe('Succeeded');
  });
  it('stays what it became', () => expect(statusOf(aPod({ status: { phase: 'Succeeded' } }), []).phase).toBe('Succeeded'));
  it('is Failed when the node says so', () => expect(statusOf(aPod(), [aRun('app')], { failure: { reason: 'Evicted', message: 'm' } })).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: 'm' }));
});

describe('containers', () => {
  it('wait to be created, or for initialization', () => {
    expect(statusOf(aPod(), []).containerStatuses?.[0]).toMatchObject({ state: { waiting: { reason: 'ContainerCreating' } }, ready: false, started: false, restartCount: 0 });
    expect(statusOf(aPod({ spec: { initContainers: [aContainer('i')] } }), []).containerStatuses?.[0]?.state.waiting?.reason).toBe('PodInitializing');
  });
  it('that back off show their last run', () => {
    const [status] = statusOf(aPod(), [exited('app', 3, { attempt: 2 })], { problems: new Map([['app', { reason: 'CrashLoopBackOff', message: 'back-off 20s' }]]) }).containerStatuses ?? [];
    expect(status).toMatchObject({ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 3, containerID: 'docker://app-2' } }, restartCount: 2 });
  });
  it('are ready by their readiness check, and started by their startup check', () => {
    const pod = aPod({ spec: { containers: [aContainer('app', { readinessProbe: {}, startupProbe: {} })] } });
    const seen = (startup?: boolean, readiness?: boolean) => {
      const [s] = statusOf(pod, [aRun('app')], { probes: { startup: () => startup, readiness: () => readiness } }).containerStatuses ?? [];
      return [s?.started, s?.ready];
    };
    expect([seen(), seen(true), seen(true, true), seen(true, false), seen(undefined, true)]).toEqual([[false, false], [true, false], [true, true], [true, false], [false, false]]);
  });
  it('say how they ended', () => {
    const [status] = statusOf(aPod({ spec: { restartPolicy: 'Never' } }), [exited('app', 1)], { terminationMessages: new Map([['app-0', 'last words']]) }).containerStatuses ?? [];
    expect(status?.state.terminated).toMatchObject({ exitCode: 1, reason: 'Error', message: 'last words', containerID: 'docker://app-0' });
  });
});

describe('conditions', () => {
  it('say which containers are not ready', () => {
    expect(condition(statusOf(two(), [aRun('a')]), 'Ready')).toMatchObject({ status: 'False', reason: 'ContainersNotReady', message: 'containers with unready status: [b]' });
  });
  it('keep the time of their last change', () => {
    const old = { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2020-01-01T00:00:00Z' }, { type: 'ContainersReady', status: 'False', lastTransitionTime: '2020-01-01T00:00:00Z' }] };
    const status = statusOf(aPod({ status: old }), [aRun('app')]);
    expect(condition(status, 'Ready')?.lastTransitionTime).toBe('2020-01-01T00:00:00Z');
    expect(condition(status, 'ContainersReady')?.lastTransitionTime).toBe('2026-01-01T00:00:00Z');
  });
  it('wait for readiness gates', () => {
    const spec = { readinessGates: [{ conditionType: 'example.test/gate' }] };
    expect(condition(statusOf(aPod({ spec }), [aRun('app')]), 'Ready')).toMatchObject({ status: 'False', reason: 'ReadinessGatesNotReady', message: 'corresponding condition of pod readiness gate "example.test/gate" does not exist.' });
    const status = { conditions: [{ type: 'example.test/gate', status: 'True' }] };
    expect(condition(statusOf(aPod({ spec, status }), [aRun('app')]), 'Ready')?.status).toBe('True');
  });
  it('say that a pod is done', () => {
    const status = statusOf(aPod({ spec: { restartPolicy: 'Never' } }), [exited('app', 0)]);
    expect(condition(status, 'Ready')).toMatchObject({ status: 'False', reason: 'PodCompleted' });
    expect(condition(status, 'Initialized')).toMatchObject({ status: 'True', reason: 'PodCompleted' });
  });
});

describe('patches', () => {
  it('are not made when nothing changed', () => {
    const status = statusOf(aPod(), [aRun('app')]);
    expect(statusPatch(status, structuredClone(status))).toBeUndefined();
  });
  it('name what went away', () => {
    const before = { reason: 'X', podIP: '1.1.1.1', podIPs: [{ ip: '1.1.1.1' }], conditions: [{ type: 'Ready', status: 'False', reason: 'R', message: 'm' }] };
    const after = { podIP: '2.2.2.2', podIPs: [{ ip: '2.2.2.2' }], conditions: [{ type: 'Ready', status: 'True' }] };
    expect(statusPatch(before, after)).toEqual({
      reason: null, podIP: '2.2.2.2', podIPs: [{ ip: '2.2.2.2' }, { ip: '1.1.1.1', $patch: 'delete' }], conditions: [{ type: 'Ready', status: 'True', reason: null, message: null }],
    });
  });
  it('leave other people\'s fields and conditions alone', () => {
    const before = { nominatedNodeName: 'n', conditions: [{ type: 'example.test/gate', status: 'True' }], phase: 'Pending' };
    expect(statusPatch(before, { phase: 'Running' })).toEqual({ phase: 'Running' });
  });
});
