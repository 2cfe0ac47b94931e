import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus, PodCondition } from '@kubets/api/core/v1/pod-status';
import { isSidecar } from '../pod/containers.js';
import type { Phase } from './phase.js';

type Draft = Omit<PodCondition, 'lastTransitionTime'>;
const yes = (type: string, reason?: string): Draft => ({ type, status: 'True', ...(reason ? { reason } : {}) });
const no = (type: string, reason: string, message = ''): Draft => ({ type, status: 'False', reason, ...(message ? { message } : {}) });

function initialized(pod: Pod, statuses: readonly ContainerStatus[], begun: boolean, phase: Phase): Draft {
  if (phase === 'Succeeded') return yes('Initialized', 'PodCompleted');
  const byName = new Map(statuses.map((s) => [s.name, s]));
  const incomplete = (pod.spec.initContainers ?? []).filter((c) => {
    const status = byName.get(c.name);
    return isSidecar(c) ? status?.started !== true : status?.ready !== true;
  });
  // Once main containers ran, init containers do not run again; a sidecar that restarts does not undo it.
  if (begun || incomplete.length === 0) return yes('Initialized');
  return no('Initialized', 'ContainersNotInitialized', `containers with incomplete status: [${incomplete.map((c) => c.name).join(' ')}]`);
}

function containersReady(pod: Pod, init: readonly ContainerStatus[], main: readonly ContainerStatus[], phase: Phase): Draft {
  if (phase === 'Succeeded') return no('ContainersReady', 'PodCompleted');
  if (phase === 'Failed') return no('ContainersReady', 'PodFailed');
  const byName = new Map([...init, ...main].map((s) => [s.name, s]));
  const needed = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
  const unknown = needed.filter((c) => !byName.has(c.name)).map((c) => c.name);
  const unready = needed.filter((c) => byName.get(c.name)?.ready === false).map((c) => c.name);
  const parts = [...(unknown.length ? [`containers with unknown status: [${unknown.join(' ')}]`] : []), ...(unready.length ? [`containers with unready status: [${unready.join(' ')}]`] : [])];
  return parts.length === 0 ? yes('ContainersReady') : no('ContainersReady', 'ContainersNotReady', parts.join(', '));
}

function ready(pod: Pod, containers: Draft): Draft {
  if (containers.status !== 'True') return { ...containers, type: 'Ready' };
  const gates: string[] = [];
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const found = pod.status.conditions?.find((c) => c.type === conditionType);
    if (!found) gates.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    else if (found.status !== 'True') gates.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`);
  }
  return gates.length === 0 ? yes('Ready') : no('Ready', 'ReadinessGatesNotReady', gates.join(', '));
}

export interface ConditionView {
  readonly init: readonly ContainerStatus[];
  readonly main: readonly ContainerStatus[];
  readonly phase: Phase;
  /** The sandbox exists and has its network. */
  readonly sandboxReady: boolean;
  /** RFC 3339; given to conditions whose status changed. */
  readonly now: string;
}

/** The conditions that the node owns, in the order upstream writes them; what others put on the pod is left to them. */
export function podConditions(pod: Pod, { init, main, phase, sandboxReady, now }: ConditionView): PodCondition[] {
  const begun = main.some((s) => s.state.running || s.state.terminated || s.lastState.terminated);
  const containers = containersReady(pod, init, main, phase);
  const drafts = [
    sandboxReady ? yes('PodReadyToStartContainers') : { type: 'PodReadyToStartContainers', status: 'False' },
    initialized(pod, init, begun, phase), ready(pod, containers), containers, yes('PodScheduled'),
  ];
  return drafts.map((draft) => {
    const old = pod.status.conditions?.find((c) => c.type === draft.type);
    const generation = pod.metadata.generation;
    return { ...draft, ...(generation ? { observedGeneration: generation } : {}), lastTransitionTime: old?.status === draft.status && old.lastTransitionTime ? old.lastTransitionTime : now };
  });
}
