import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus, SandboxStatus } from '@kubets/container-runtime/runtime';
import { isSidecar } from '../pod/containers.js';
import { initRestartsAfterFailure } from '../pod/restart-policy.js';
import { currentOf, type ObservedPod } from '../runtime-state/pod-state.js';
import type { BackingOff, PodAction, ProbeView } from './actions.js';
import { decideContainer, type DecisionInput } from './decide.js';

export interface InitDecision {
  readonly actions: readonly PodAction[];
  readonly backingOff: readonly BackingOff[];
  /** The main containers may start. */
  readonly done: boolean;
  /** An init container failed for good, and with it the pod. */
  readonly failed: boolean;
}

/** Whether main containers were already started in this sandbox; then init containers are behind us, and only sidecars are kept up. */
export const hasInitialized = (pod: Pod, observed: ObservedPod, sandbox: SandboxStatus): boolean =>
  pod.spec.containers.some((c) => observed.containers.some((s) => s.name === c.name && s.sandboxId === sandbox.id));

/** A sidecar lets its successors go on once it has started, which its startup probe may delay. */
export const sidecarStarted = (container: Container, status: ContainerStatus, probes: ProbeView): boolean =>
  status.state === 'running' && (!container.startupProbe || probes.startup(status.id) === true);

/** Init containers run in order, each to success before the next; sidecars among them only have to start (KEP-753). */
export function decideInitContainers(input: DecisionInput, sandbox: SandboxStatus): InitDecision {
  const { pod, observed, probes } = input;
  const containers = pod.spec.initContainers ?? [];
  const initialized = hasInitialized(pod, observed, sandbox);
  const actions: PodAction[] = [];
  const backingOff: BackingOff[] = [];
  const take = (container: Container, current: ContainerStatus | undefined): void => {
    const one = decideContainer(input, sandbox, container, current, 'init');
    if (one?.type === 'wait') backingOff.push(one.wait);
    else if (one) actions.push(one);
  };
  const stop = (failed = false): InitDecision => ({ actions, backingOff, done: false, failed });
  for (const [at, container] of containers.entries()) {
    const current = currentOf(observed, container.name);
    const here = current?.sandboxId === sandbox.id ? current : undefined;
    if (isSidecar(container)) {
      take(container, current);
      const successorsBegan = initialized || containers.slice(at + 1).some((c) => currentOf(observed, c.name)?.sandboxId === sandbox.id);
      if (!successorsBegan && !(here && sidecarStarted(container, here, probes))) return stop();
      continue;
    }
    if (initialized || (here?.state === 'exited' && here.exitCode === 0)) continue;
    if (here?.state === 'running') return stop();
    if (here?.state === 'exited' && !initRestartsAfterFailure(pod, container)) return stop(true);
    if (current && !here && current.state === 'exited') {
      // A new sandbox: init containers run again, without the delay that a failure earns.
      actions.push({ type: 'startContainer', role: 'init', name: container.name, attempt: current.attempt + 1 });
    } else {
      take(container, current);
    }
    return stop();
  }
  return { actions, backingOff, done: true, failed: false };
}
