import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerResources } from '@kubets/container-runtime/runtime';
import { qosClassOf } from '../pod/qos.js';
import { milliValue, wholeValue } from './quantity.js';

const MIN_SHARES = 2;
const MAX_SHARES = 262_144;
const PERIOD_MICROSECONDS = 100_000;
const MIN_QUOTA_MICROSECONDS = 1000;
/** Priority from which a pod is critical to its node or the cluster. */
export const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;
const GUARANTEED_OOM_SCORE = -997;

export const cpuShares = (milliCPU: number): number => Math.min(MAX_SHARES, Math.max(MIN_SHARES, Math.floor((milliCPU * 1024) / 1000)));
export const cpuQuota = (milliCPU: number): number => (milliCPU === 0 ? 0 : Math.max(MIN_QUOTA_MICROSECONDS, Math.floor((milliCPU * PERIOD_MICROSECONDS) / 1000)));

/**
 * How eagerly the kernel kills the container when the node runs out of memory: guaranteed pods last, best-effort first,
 * burstable ones by the share of the node's memory that they did not ask for.
 * @param memoryCapacity of the node in bytes
 */
export function oomScoreAdj(pod: Pod, container: Container, memoryCapacity: number): number {
  if ((pod.spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY) return GUARANTEED_OOM_SCORE;
  const qos = qosClassOf(pod);
  if (qos === 'Guaranteed') return GUARANTEED_OOM_SCORE;
  if (qos === 'BestEffort') return 1000;
  const request = wholeValue(container.resources?.requests?.memory ?? container.resources?.limits?.memory);
  const score = 1000 - Math.floor((1000 * request) / Math.max(1, memoryCapacity));
  // Never as low as a guaranteed pod's, and one below a best-effort one's.
  if (score < 1000 + GUARANTEED_OOM_SCORE) return 1000 + GUARANTEED_OOM_SCORE;
  return score === 1000 ? 999 : score;
}

/** What the engine is asked to enforce. @param memoryCapacity of the node in bytes */
export function linuxResources(pod: Pod, container: Container, memoryCapacity: number): ContainerResources {
  const { requests, limits } = container.resources ?? {};
  const podLimits = pod.spec.resources?.limits;
  return {
    cpuShares: cpuShares(milliValue(requests?.cpu ?? limits?.cpu)),
    cpuQuota: cpuQuota(milliValue(limits?.cpu ?? podLimits?.cpu)),
    memoryLimit: wholeValue(limits?.memory ?? podLimits?.memory),
    oomScoreAdj: oomScoreAdj(pod, container, memoryCapacity),
  };
}
