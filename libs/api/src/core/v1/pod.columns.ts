import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { NONE, age, orNone } from '../../table/cells.js';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import { isPodReady, isPodTerminal, isSidecar, podCondition } from './pod.helpers.js';
import type { ContainerState, ContainerStatus } from './pod-status.js';
import type { Pod } from './pod.js';

/** What the containers of a pod amount to. */
interface Summary { readonly reason: string; readonly ready: number; readonly total: number; readonly restarts: number; readonly lastRestart?: string }

const NODE_LOST = 'NodeLost';

function ended({ exitCode, signal, reason }: Draft<NonNullable<ContainerState['terminated']>>): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`);
}

/** When the previous run of the container ended. RFC 3339 times in UTC compare as texts. */
const restartedAt = ({ lastState }: Draft<ContainerStatus>): string => lastState?.terminated?.finishedAt ?? '';
const latest = (a: string, b: string): string => (a > b ? a : b);

/** The state of an init container that holds up the pod, or nothing if it does not. */
function initReason(status: Draft<ContainerStatus>, sidecar: boolean, at: number, total: number): string | undefined {
  const { terminated, waiting } = status.state ?? {};
  if (terminated) return terminated.exitCode || terminated.exitCode === undefined ? `Init:${ended(terminated)}` : undefined;
  if (sidecar && status.started) return undefined;
  return waiting?.reason && waiting.reason !== 'PodInitializing' ? `Init:${waiting.reason}` : `Init:${at}/${total}`;
}

export function summarize(pod: Draft<Pod>): Summary {
  const { spec, status } = pod;
  const inits = spec?.initContainers ?? [];
  const sidecars = new Set(inits.filter(isSidecar).map(({ name }) => name));
  let reason = status?.reason || status?.phase || '';
  if (podCondition(pod, 'PodScheduled')?.reason === 'SchedulingGated') reason = 'SchedulingGated';
  let [ready, restarts, last, sidecarRestarts, sidecarLast] = [0, 0, '', 0, ''];
  let initializing = false;
  for (const [at, container] of (status?.initContainerStatuses ?? []).entries()) {
    const sidecar = sidecars.has(container.name);
    restarts += container.restartCount ?? 0;
    last = latest(last, restartedAt(container));
    if (sidecar) {
      sidecarRestarts += container.restartCount ?? 0;
      sidecarLast = latest(sidecarLast, restartedAt(container));
    }
    const held = initReason(container, sidecar, at, inits.length);
    if (held === undefined) {
      if (sidecar && container.started && container.ready && !container.state?.terminated) ready += 1;
      continue;
    }
    reason = held;
    initializing = true;
    break;
  }
  if (!initializing || podCondition(pod, 'Initialized')?.status === 'True') {
    // From here on the runs of ordinary init containers are history.
    [restarts, last] = [sidecarRestarts, sidecarLast];
    let running = false;
    for (const container of [...status?.containerStatuses ?? []].reverse()) {
      const { waiting, terminated, running: runs } = container.state ?? {};
      restarts += container.restartCount ?? 0;
      last = latest(last, restartedAt(container));
      if (waiting?.reason) reason = waiting.reason;
      else if (terminated) reason = ended(terminated);
      else if (container.ready && runs) {
        running = true;
        ready += 1;
      }
    }
    if (reason === 'Completed' && running) reason = isPodReady(pod) ? 'Running' : 'NotReady';
  }
  if (pod.metadata?.deletionTimestamp) {
    if (status?.reason === NODE_LOST) reason = 'Unknown';
    else if (!isPodTerminal(pod)) reason = 'Terminating';
  }
  return { reason, ready, restarts, total: (spec?.containers?.length ?? 0) + sidecars.size, ...(last ? { lastRestart: last } : {}) };
}

function gates({ spec, ...pod }: Draft<Pod>): string {
  const wanted = spec?.readinessGates ?? [];
  if (wanted.length === 0) return NONE;
  return `${wanted.filter(({ conditionType }) => podCondition(pod, conditionType ?? '')?.status === 'True').length}/${wanted.length}`;
}

export const podColumns: readonly Column<Pod>[] = [
  NAME,
  column('Ready', 'string', 'Containers that are ready, of all that should be.', (pod) => {
    const { ready, total } = summarize(pod);
    return `${ready}/${total}`;
  }),
  column('Status', 'string', 'What the pod is doing, or what keeps it from running.', (pod) => summarize(pod).reason),
  column('Restarts', 'string', 'How often containers of the pod were started again, and when last.', (pod, now) => {
    const { restarts, lastRestart } = summarize(pod);
    return restarts && lastRestart ? `${restarts} (${age(lastRestart, now)} ago)` : String(restarts);
  }),
  AGE,
  column('IP', 'string', 'Address of the pod.', ({ status }) => orNone(status?.podIPs?.[0]?.ip ?? status?.podIP), WIDE),
  column('Node', 'string', 'Node that the pod runs on.', ({ spec }) => orNone(spec?.nodeName), WIDE),
  column('Nominated Node', 'string', 'Node on which room is being made for the pod.', ({ status }) => orNone(status?.nominatedNodeName), WIDE),
  column('Readiness Gates', 'string', 'Conditions that hold, of those the pod waits for besides its containers.', gates, WIDE),
];
