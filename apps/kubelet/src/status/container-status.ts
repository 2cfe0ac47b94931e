import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerState, ContainerStatus as ApiContainerStatus } from '@kubets/api/core/v1/pod-status';
import type { ContainerStatus } from '@kubets/container-runtime/runtime';
import { rfc3339 } from '../clock.js';
import { isSidecar, type Role } from '../pod/containers.js';
import { currentOf, previousOf, type ObservedPod } from '../runtime-state/pod-state.js';

/** Why a container does not run although it should. */
export interface Problem { readonly reason: string; readonly message: string }

export interface StatusView {
  readonly observed: ObservedPod;
  /** By container name. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** Messages of ended runs by container id. */
  readonly terminationMessages: ReadonlyMap<string, string>;
  /** Verdicts by container id; `undefined` while there is none. */
  readonly probes: { startup(id: string): boolean | undefined; readiness(id: string): boolean | undefined };
  readonly runtimeName: string;
  /** The pod is being ended; nothing will be restarted. */
  readonly terminating: boolean;
}

const prefixed = (runtime: string, id: string): string => (id === '' || id.includes('://') ? id : `${runtime}://${id}`);
const time = (ms: number): string | undefined => (ms > 0 ? rfc3339(ms) : undefined);

function terminated(status: ContainerStatus, view: StatusView): ContainerState {
  const message = view.terminationMessages.get(status.id) || status.message;
  const startedAt = time(status.startedAt);
  const finishedAt = time(status.finishedAt);
  return { terminated: {
    exitCode: status.exitCode, reason: status.reason || (status.exitCode === 0 ? 'Completed' : 'Error'), ...(message ? { message } : {}),
    ...(startedAt ? { startedAt } : {}), ...(finishedAt ? { finishedAt } : {}), containerID: prefixed(view.runtimeName, status.id),
  } };
}

/** A container that never ran, or whose runs are gone from the engine: what the API server last heard is all there is. */
function withoutRun(container: Container, waiting: Problem, old: ApiContainerStatus | undefined, view: StatusView): ApiContainerStatus {
  const problem = view.problems.get(container.name);
  const gone = old?.state.terminated ?? (old?.state.running && {
    exitCode: 137, reason: 'ContainerStatusUnknown', message: 'The container could not be located when the pod was terminated',
    ...(old.containerID ? { containerID: old.containerID } : {}),
  });
  const over = view.terminating && gone !== undefined;
  const lastState: ContainerState = !over && gone ? { terminated: gone } : old?.lastState ?? {};
  const shown = problem ?? waiting;
  return {
    name: container.name, state: over ? { terminated: gone } : { waiting: { reason: shown.reason, ...(shown.message ? { message: shown.message } : {}) } },
    lastState, ready: false, restartCount: old?.restartCount ?? 0, image: container.image ?? '', imageID: old && over ? old.imageID : '',
    ...(over && old?.containerID ? { containerID: old.containerID } : {}), started: false,
  };
}

export function hasStarted(container: Container, status: ContainerStatus, probes: StatusView['probes']): boolean {
  return status.state === 'running' && (!container.startupProbe || probes.startup(status.id) === true);
}

function isReady(role: Role, container: Container, status: ContainerStatus, view: StatusView): boolean {
  if (role === 'init' && !isSidecar(container)) return status.state === 'exited' && status.exitCode === 0;
  if (role === 'ephemeral' || !hasStarted(container, status, view.probes)) return false;
  return !container.readinessProbe || view.probes.readiness(status.id) === true;
}

/** The API's status of one container. @param waiting what it says before there is anything else to say */
export function containerStatusOf(pod: Pod, role: Role, container: Container, waiting: Problem, view: StatusView): ApiContainerStatus {
  const lists = { init: pod.status.initContainerStatuses, main: pod.status.containerStatuses, ephemeral: pod.status.ephemeralContainerStatuses };
  const old = lists[role]?.find((s) => s.name === container.name);
  const current = currentOf(view.observed, container.name);
  if (!current) return withoutRun(container, waiting, old, view);
  const previous = previousOf(view.observed, container.name);
  const problem = view.problems.get(container.name);
  const lastState: ContainerState = previous?.state === 'exited' ? terminated(previous, view) : old && old.restartCount === current.attempt ? old.lastState : {};
  const startedAt = time(current.startedAt);
  const base = {
    name: container.name, restartCount: current.attempt, image: current.image || (container.image ?? ''), imageID: current.imageId,
    containerID: prefixed(view.runtimeName, current.id), ready: isReady(role, container, current, view),
  };
  if (current.state === 'running') {
    return { ...base, state: { running: startedAt ? { startedAt } : {} }, lastState, ...(role === 'ephemeral' ? {} : { started: hasStarted(container, current, view.probes) }), ...allotted(container, role) };
  }
  if (current.state === 'created') {
    const shown = problem ?? waiting;
    return { ...base, ready: false, started: false, state: { waiting: { reason: shown.reason, ...(shown.message ? { message: shown.message } : {}) } }, lastState };
  }
  if (problem && !view.terminating) {
    return { ...base, ready: false, started: false, state: { waiting: { reason: problem.reason, message: problem.message } }, lastState: terminated(current, view) };
  }
  return { ...base, ...(role === 'ephemeral' ? {} : { started: false }), state: terminated(current, view), lastState };
}

/** Requests and limits in force; they are what was asked for, as nothing here resizes in place. */
function allotted(container: Container, role: Role): Partial<ApiContainerStatus> {
  const { requests, limits } = container.resources ?? {};
  if (role === 'ephemeral') return {};
  return { ...(requests ? { allocatedResources: requests } : {}), ...(requests || limits ? { resources: { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) } } : {}) };
}
