import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus, SandboxStatus } from '@kubets/container-runtime/runtime';
import { restartPolicyOf, restartsAfter } from '../pod/restart-policy.js';
import { currentOf, type ObservedPod } from '../runtime-state/pod-state.js';
import type { BackingOff, BackoffView, Decision, PodAction, ProbeView } from './actions.js';
import { ANNOTATIONS } from './annotations.js';
import { decideInitContainers } from './decide-init.js';
import { specHash } from './spec-hash.js';

export interface DecisionInput {
  readonly pod: Pod;
  readonly observed: ObservedPod;
  readonly backoff: BackoffView;
  readonly probes: ProbeView;
}

const NOTHING_TO_DO: Decision = { actions: [], backingOff: [], finished: false };
const FINISHED: Decision = { ...NOTHING_TO_DO, finished: true };

/** The sandbox in use, if it is usable. */
export function usableSandbox(pod: Pod, observed: ObservedPod): SandboxStatus | undefined {
  const newest = observed.sandboxes[0];
  return newest?.ready && (pod.spec.hostNetwork || newest.ip !== '') ? newest : undefined;
}

/** Whether the main container is to run (again), seen from how its newest run went. */
const wantsToRun = (pod: Pod, container: Container, current: ContainerStatus | undefined): boolean =>
  current === undefined || current.state !== 'exited' || restartsAfter(pod, container, current.exitCode);

/**
 * What to do next for a pod that is meant to run. Pure: the same pod, observation and delays give the same answer, and acting on it and
 * asking again converges. Follows the pod life cycle of the Kubernetes documentation and KEP-753 for sidecars.
 */
export function decidePodActions(input: DecisionInput): Decision {
  const { pod, observed } = input;
  const sandbox = usableSandbox(pod, observed);
  if (!sandbox) return decideSandbox(input);
  const init = decideInitContainers(input, sandbox);
  const ephemeral = ephemeralActions(pod, observed);
  if (init.failed) return FINISHED;
  if (!init.done) return { actions: [...ephemeral, ...init.actions], backingOff: init.backingOff, finished: false };
  const main = decideMainContainers(input, sandbox);
  if (main.finished) return FINISHED;
  return { actions: [...ephemeral, ...init.actions, ...main.actions], backingOff: [...init.backingOff, ...main.backingOff], finished: false };
}

function decideSandbox({ pod, observed }: DecisionInput): Decision {
  const newest = observed.sandboxes[0];
  const ran = pod.spec.containers.some((c) => currentOf(observed, c.name));
  if (newest && ran) {
    // A pod that may not restart ends with its sandbox.
    const over = pod.spec.containers.every((c) => {
      const current = currentOf(observed, c.name);
      const policy = restartPolicyOf(pod, c);
      return policy === 'Never' ? current !== undefined : !wantsToRun(pod, c, current);
    });
    if (over) return FINISHED;
  }
  const stops: PodAction[] = observed.sandboxes.filter((s) => s.ready || observed.containers.some((c) => c.sandboxId === s.id && c.state === 'running'))
    .map((s) => ({ type: 'stopSandbox', sandboxId: s.id }));
  return { ...NOTHING_TO_DO, actions: [...stops, { type: 'createSandbox', attempt: newest ? newest.attempt + 1 : 0 }] };
}

function decideMainContainers(input: DecisionInput, sandbox: SandboxStatus): { actions: PodAction[]; backingOff: BackingOff[]; finished: boolean } {
  const { pod, observed } = input;
  const actions: PodAction[] = [];
  const backingOff: BackingOff[] = [];
  let alive = 0;
  for (const container of pod.spec.containers) {
    const current = currentOf(observed, container.name);
    if (!wantsToRun(pod, container, current)) continue;
    alive += 1;
    const one = decideContainer(input, sandbox, container, current);
    if (one?.type === 'wait') backingOff.push(one.wait);
    else if (one) actions.push(one);
  }
  return { actions, backingOff, finished: alive === 0 };
}

/** Start, kill, wait or leave alone: one container that is meant to run. */
export function decideContainer(
  { backoff, probes }: DecisionInput, sandbox: SandboxStatus, container: Container, current: ContainerStatus | undefined, role: 'init' | 'main' = 'main',
): PodAction | { type: 'wait'; wait: BackingOff } | undefined {
  if (!current) return { type: 'startContainer', role, name: container.name, attempt: 0 };
  if (current.state === 'created') return { type: 'startContainer', role, name: container.name, attempt: current.attempt, replaces: current.id };
  if (current.state === 'exited' || current.sandboxId !== sandbox.id) {
    const until = backoff.waitUntil(container.name, current.finishedAt);
    if (until > 0) return { type: 'wait', wait: { name: container.name, until, delay: backoff.delay(container.name) } };
    return { type: 'startContainer', role, name: container.name, attempt: current.attempt + 1 };
  }
  return killIfUnfit(probes, container, current);
}

function killIfUnfit(probes: ProbeView, container: Container, current: ContainerStatus): PodAction | undefined {
  const kill = (cause: 'changed' | 'liveness' | 'startup', what: string): PodAction =>
    ({ type: 'killContainer', container: current, cause, message: `Container ${container.name} ${what}, will be restarted` });
  const hash = current.annotations[ANNOTATIONS.hash];
  if (hash !== undefined && hash !== specHash(container)) return kill('changed', 'definition changed');
  if (probes.liveness(current.id) === false) return kill('liveness', 'failed liveness probe');
  if (probes.startup(current.id) === false) return kill('startup', 'failed startup probe');
  return undefined;
}

/** Ephemeral containers run once, and not before the pod has a sandbox. */
const ephemeralActions = (pod: Pod, observed: ObservedPod): PodAction[] =>
  (pod.spec.ephemeralContainers ?? []).filter((c) => !currentOf(observed, c.name))
    .map((c) => ({ type: 'startContainer', role: 'ephemeral', name: c.name, attempt: 0 }));
