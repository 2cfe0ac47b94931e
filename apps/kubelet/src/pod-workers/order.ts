import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isSidecar } from '../pod/containers.js';

/**
 * The order in which containers are stopped: everything but sidecars at once, then the sidecars one by one,
 * last started first, so that what they provide outlives those who use it (KEP-753).
 */
export function stopOrder(pod: Pod): string[][] {
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar).map((c) => c.name);
  const plain = (c: Container): boolean => !sidecars.includes(c.name);
  const first = [...(pod.spec.initContainers ?? []).filter(plain), ...pod.spec.containers, ...(pod.spec.ephemeralContainers ?? [])].map((c) => c.name);
  return [first, ...sidecars.reverse().map((name) => [name])];
}
