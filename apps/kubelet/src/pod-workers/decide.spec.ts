import { observedPod } from '../runtime-state/pod-state.js';
import { aContainer, aPod, aRun, aSandbox } from '../testing/pods.js';
import type { BackoffView, PodAction, ProbeView } from './actions.js';
import { decidePodActions } from './decide.js';
import { specHash } from './spec-hash.js';

const noWait: BackoffView = { waitUntil: () => 0, delay: () => 0 };
const noProbes: ProbeView = { liveness: () => undefined, startup: () => undefined };

const brief = (action: PodAction): string => {
  switch (action.type) {
    case 'startContainer': return `start ${action.role} ${action.name}#${action.attempt}${action.replaces ? ` over ${action.replaces}` : ''}`;
    case 'killContainer': return `kill ${action.container.name} ${action.cause}`;
    case 'createSandbox': return `sandbox #${action.attempt}`;
    case 'stopSandbox': return `stop ${action.sandboxId}`;
  }
};
interface Case { pod?: Parameters<typeof aPod>[0]; runs?: ReturnType<typeof aRun>[]; sandboxes?: ReturnType<typeof aSandbox>[]; backoff?: BackoffView; probes?: ProbeView }
const decide = ({ pod, runs = [], sandboxes = [aSandbox()], backoff = noWait, probes = noProbes }: Case): string[] => {
  const decision = decidePodActions({ pod: aPod(pod), observed: observedPod(sandboxes, runs), backoff, probes });
  return [...decision.actions.map(brief), ...decision.backingOff.map((b) => `wait ${b.name}`), ...(decision.finished ? ['finished'] : [])];
};
const exited = (name: string, exitCode: number, more: Parameters<typeof aRun>[1] = {}) => aRun(name, { state: 'exited', exitCode, ...more });
const sidecar = (name: string, more = {}) => aContainer(name, { restartPolicy: 'Always', ...more });

describe('sandboxes', () => {
  it('come first', () => expect(decide({ sandboxes: [] })).toEqual(['sandbox #0']));
  it('are made anew when they died', () => expect(decide({ sandboxes: [aSandbox({ ready: false })], runs: [exited('app', 137)] })).toEqual(['sandbox #1']));
  it('are replaced when they lost their address', () => expect(decide({ sandboxes: [aSandbox({ ip: '' })] })).toEqual(['stop s1', 'sandbox #1']));
  it('need no address in the node network', () => expect(decide({ pod: { spec: { hostNetwork: true } }, sandboxes: [aSandbox({ ip: '' })] })).toEqual(['start main app#0']));
  it('are not made anew for a pod that may not restart', () =>
    expect(decide({ pod: { spec: { restartPolicy: 'Never' } }, sandboxes: [aSandbox({ ready: false })], runs: [exited('app', 137)] })).toEqual(['finished']));
});

describe('main containers', () => {
  it('start together', () => expect(decide({ pod: { spec: { containers: [aContainer('a'), aContainer('b')] } } })).toEqual(['start main a#0', 'start main b#0']));
  it('are left alone while they run', () => expect(decide({ runs: [aRun('app')] })).toEqual([]));
  it.each([
    ['Always', 0, ['start main app#1']], ['Always', 1, ['start main app#1']], ['OnFailure', 1, ['start main app#1']],
    ['OnFailure', 0, ['finished']], ['Never', 1, ['finished']], ['Never', 0, ['finished']],
  ] as const)('under %s after exit code %i', (restartPolicy, code, expected) => expect(decide({ pod: { spec: { restartPolicy } }, runs: [exited('app', code)] })).toEqual(expected));
  it('may have a policy of their own', () =>
    expect(decide({ pod: { spec: { restartPolicy: 'Never', containers: [aContainer('app', { restartPolicy: 'OnFailure' })] } }, runs: [exited('app', 1)] })).toEqual(['start main app#1']));
  it('follow exit code rules', () => {
    const app = aContainer('app', { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }] });
    expect(decide({ pod: { spec: { containers: [app] } }, runs: [exited('app', 42)] })).toEqual(['start main app#1']);
    expect(decide({ pod: { spec: { containers: [app] } }, runs: [exited('app', 1)] })).toEqual(['finished']);
  });
  it('wait while they back off', () => expect(decide({ runs: [exited('app', 1)], backoff: { waitUntil: () => 5000, delay: () => 10_000 } })).toEqual(['wait app']));
  it('count on from the newest run', () => expect(decide({ runs: [exited('app', 1, { attempt: 3, id: 'x' }), exited('app', 1, { attempt: 2, id: 'y' })] })).toEqual(['start main app#4']));
  it('that were created but never started are replaced under the same number', () =>
    expect(decide({ runs: [aRun('app', { state: 'created', attempt: 2 })] })).toEqual(['start main app#2 over app-2']));
  it('are killed when their image changed', () =>
    expect(decide({ runs: [aRun('app', { annotations: { 'io.kubernetes.container.hash': specHash(aContainer('app', { image: 'old' })) } })] })).toEqual(['kill app changed']));
  it('are killed when liveness or startup failed', () => {
    expect(decide({ runs: [aRun('app')], probes: { liveness: () => false, startup: () => true } })).toEqual(['kill app liveness']);
    expect(decide({ runs: [aRun('app')], probes: { liveness: () => undefined, startup: () => false } })).toEqual(['kill app startup']);
  });
  it('that are done do not hold the others up', () =>
    expect(decide({ pod: { spec: { restartPolicy: 'OnFailure', containers: [aContainer('a'), aContainer('b')] } }, runs: [exited('a', 0), aRun('b')] })).toEqual([]));
});

describe('init containers', () => {
  const spec = { initContainers: [aContainer('i1'), aContainer('i2')] };
  it('run one after the other', () => {
    expect(decide({ pod: { spec } })).toEqual(['start init i1#0']);
    expect(decide({ pod: { spec }, runs: [aRun('i1')] })).toEqual([]);
    expect(decide({ pod: { spec }, runs: [exited('i1', 0)] })).toEqual(['start init i2#0']);
    expect(decide({ pod: { spec }, runs: [exited('i1', 0), exited('i2', 0)] })).toEqual(['start main app#0']);
  });
  it('are tried again, unless nothing is', () => {
    expect(decide({ pod: { spec }, runs: [exited('i1', 1)] })).toEqual(['start init i1#1']);
    expect(decide({ pod: { spec: { ...spec, restartPolicy: 'Never' } }, runs: [exited('i1', 1)] })).toEqual(['finished']);
  });
  it('run again in a new sandbox', () =>
    expect(decide({ pod: { spec }, sandboxes: [aSandbox({ id: 's2', attempt: 1 })], runs: [exited('i1', 0), exited('i2', 0), exited('app', 137)] })).toEqual(['start init i1#1']));
  it('do not run again once the main containers ran', () => expect(decide({ pod: { spec }, runs: [aRun('app')] })).toEqual([]));
});

describe('sidecars', () => {
  const spec = { initContainers: [sidecar('s'), aContainer('i')] };
  it('have to start before the next', () => {
    expect(decide({ pod: { spec } })).toEqual(['start init s#0']);
    expect(decide({ pod: { spec }, runs: [aRun('s')] })).toEqual(['start init i#0']);
  });
  it('hold the others until their startup probe succeeded', () => {
    const probed = { initContainers: [sidecar('s', { startupProbe: {} })] };
    expect(decide({ pod: { spec: probed }, runs: [aRun('s')] })).toEqual([]);
    expect(decide({ pod: { spec: probed }, runs: [aRun('s')], probes: { liveness: () => undefined, startup: () => true } })).toEqual(['start main app#0']);
  });
  it('are restarted whatever the pod says, while it runs', () =>
    expect(decide({ pod: { spec: { ...spec, restartPolicy: 'Never' } }, runs: [exited('s', 0), exited('i', 0), aRun('app')] })).toEqual(['start init s#1']));
  it('do not keep a pod going whose main containers are done', () =>
    expect(decide({ pod: { spec: { ...spec, restartPolicy: 'Never' } }, runs: [aRun('s'), exited('i', 0), exited('app', 0)] })).toEqual(['finished']));
});

describe('ephemeral containers', () => {
  it('run once', () => {
    const spec = { ephemeralContainers: [aContainer('debug')] };
    expect(decide({ pod: { spec }, runs: [aRun('app')] })).toEqual(['start ephemeral debug#0']);
    expect(decide({ pod: { spec }, runs: [aRun('app'), exited('debug', 0)] })).toEqual([]);
  });
});
