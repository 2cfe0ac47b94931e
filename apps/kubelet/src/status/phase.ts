import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus } from '@kubets/api/core/v1/pod-status';
import { isSidecar } from '../pod/containers.js';
import { initRestartsAfterFailure, restartsAfter } from '../pod/restart-policy.js';

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** Whether init containers are behind us; and if not, whether one of them failed for good. */
function initState(pod: Pod, statuses: readonly ContainerStatus[]): 'done' | 'pending' | 'failed' {
  const byName = new Map(statuses.map((s) => [s.name, s]));
  for (const container of pod.spec.initContainers ?? []) {
    const status = byName.get(container.name);
    if (!status) return 'pending';
    if (isSidecar(container)) {
      if (!status.started && !status.state.terminated && !status.lastState.terminated) return 'pending';
      continue;
    }
    const ended = status.state.terminated ?? (status.state.waiting ? status.lastState.terminated : undefined);
    if (!ended) return 'pending';
    if (ended.exitCode === 0) continue;
    return initRestartsAfterFailure(pod, container) ? 'pending' : 'failed';
  }
  return 'done';
}

/**
 * Where the pod is in its life, from its containers' states (Kubernetes: pod phase). Sidecars neither hold a pod back nor keep it going.
 * @param finished the pod is being ended for good, so that nothing restarts
 */
export function phaseOf(pod: Pod, init: readonly ContainerStatus[], main: readonly ContainerStatus[], finished: boolean): Phase {
  const begun = main.some((s) => s.state.running || s.state.terminated || s.lastState.terminated);
  const state = initState(pod, init);
  if (state === 'failed') return 'Failed';
  if (state === 'pending' && !begun) return 'Pending';
  const specs = new Map(pod.spec.containers.map((c) => [c.name, c]));
  const never = main.filter((s) => s.state.waiting && !s.lastState.terminated).length;
  if (never > 0 || main.length < pod.spec.containers.length) return 'Pending';
  if (main.some((s) => s.state.running)) return 'Running';
  const restarts = main.some((s) => {
    const ended = s.state.terminated ?? s.lastState.terminated;
    const spec = specs.get(s.name);
    return s.state.waiting !== undefined || (ended !== undefined && spec !== undefined && restartsAfter(pod, spec, ended.exitCode));
  });
  if (restarts && !finished) return 'Running';
  return main.every((s) => s.state.terminated?.exitCode === 0) ? 'Succeeded' : 'Failed';
}
