import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodStatus } from '@kubets/api/core/v1/pod-status';
import { rfc3339 } from '../clock.js';
import { qosClassOf } from '../pod/qos.js';
import { usableSandbox } from '../pod-workers/decide.js';
import { containerStatusOf, type StatusView } from './container-status.js';
import { podConditions } from './conditions.js';
import { phaseOf } from './phase.js';

export interface PodStatusView extends StatusView {
  readonly now: number;
  readonly hostIPs: readonly string[];
  /** Set when the node ended the pod: `Evicted`, `DeadlineExceeded`, `OutOfcpu` … The phase is Failed then. */
  readonly failure?: { readonly reason: string; readonly message: string };
  readonly finished: boolean;
}

const CREATING = { reason: 'ContainerCreating', message: '' };
const INITIALIZING = { reason: 'PodInitializing', message: '' };

/** The status to report: a pure function of the pod as the API server has it and of what the engine holds. */
export function podStatus(pod: Pod, view: PodStatusView): PodStatus {
  const now = rfc3339(view.now);
  const { failure } = view;
  const hasInit = (pod.spec.initContainers ?? []).length > 0;
  const init = (pod.spec.initContainers ?? []).map((c) => containerStatusOf(pod, 'init', c, INITIALIZING, view));
  const main = pod.spec.containers.map((c) => containerStatusOf(pod, 'main', c, hasInit ? INITIALIZING : CREATING, view));
  const ephemeral = (pod.spec.ephemeralContainers ?? []).map((c) => containerStatusOf(pod, 'ephemeral', c, CREATING, view));
  // A pod that has ended stays ended, whatever is left of it in the engine.
  const settled = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' ? pod.status.phase : undefined;
  const phase = failure ? 'Failed' : settled ?? phaseOf(pod, init, main, view.finished);
  const sandbox = usableSandbox(pod, view.observed);
  const podIPs = pod.spec.hostNetwork ? view.hostIPs : sandbox?.ip ? [sandbox.ip] : (pod.status.podIPs ?? []).map((p) => p.ip);
  const shownIPs = !sandbox && phase === 'Pending' ? [] : podIPs;
  return {
    ...(pod.metadata.generation ? { observedGeneration: pod.metadata.generation } : {}),
    phase, conditions: podConditions(pod, { init, main, phase, sandboxReady: sandbox !== undefined, now }),
    ...(failure ? { reason: failure.reason, message: failure.message } : {}),
    ...(view.hostIPs[0] ? { hostIP: view.hostIPs[0], hostIPs: view.hostIPs.map((ip) => ({ ip })) } : {}),
    ...(shownIPs[0] ? { podIP: shownIPs[0], podIPs: shownIPs.map((ip) => ({ ip })) } : {}),
    startTime: pod.status.startTime ?? now,
    ...(hasInit ? { initContainerStatuses: init } : {}), containerStatuses: main,
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
    qosClass: qosClassOf(pod),
  };
}
