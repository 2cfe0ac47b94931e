import type { NodeCondition } from '@kubets/api/core/v1/node';
import { quantityValue } from '../resources/quantity.js';
import type { MachinePressure } from './machine.js';

export interface NodeHealth {
  readonly runtime: { readonly runtimeReady: boolean; readonly networkReady: boolean; readonly message: string };
  readonly pressure: MachinePressure;
  readonly evictionHard: Readonly<Record<string, string>>;
}

/** An eviction threshold in bytes; percentages are of `whole`. */
const threshold = (text: string | undefined, whole: number): number =>
  (text === undefined ? 0 : text.endsWith('%') ? (Number.parseFloat(text) / 100) * whole : quantityValue(text));

export const underMemoryPressure = ({ pressure, evictionHard }: NodeHealth): boolean => pressure.memoryAvailable < threshold(evictionHard['memory.available'], pressure.memoryAvailable);
export const underDiskPressure = ({ pressure, evictionHard }: NodeHealth): boolean => pressure.storageAvailable < threshold(evictionHard['nodefs.available'], pressure.storageCapacity);

type Draft = Pick<NodeCondition, 'type' | 'status' | 'reason' | 'message'>;

function readiness({ runtime }: NodeHealth): Draft {
  if (runtime.runtimeReady && runtime.networkReady) return { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' };
  const why = runtime.runtimeReady ? `container runtime network not ready: ${runtime.message}` : `container runtime is down: ${runtime.message}`;
  return { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: why };
}

/** The node's conditions. Ready comes last: some clients take the last one for it. @param now RFC 3339 */
export function nodeConditions(health: NodeHealth, old: readonly NodeCondition[], now: string): NodeCondition[] {
  const memory = underMemoryPressure(health);
  const disk = underDiskPressure(health);
  const drafts: Draft[] = [
    memory ? { type: 'MemoryPressure', status: 'True', reason: 'KubeletHasInsufficientMemory', message: 'kubelet has insufficient memory available' }
      : { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
    disk ? { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure' }
      : { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
    { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
    readiness(health),
  ];
  return drafts.map((draft) => {
    const before = old.find((c) => c.type === draft.type);
    return { ...draft, lastHeartbeatTime: now, lastTransitionTime: before?.status === draft.status && before.lastTransitionTime ? before.lastTransitionTime : now };
  });
}
