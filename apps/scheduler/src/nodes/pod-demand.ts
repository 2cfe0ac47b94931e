import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import { podRequests } from '@kubets/api/core/v1/pod.helpers';
import { milliValue, value } from '@kubets/apimachinery/quantity/index';

/** What a pod takes from a node, as numbers in the table's columns. */
export interface PodDemand {
  readonly columns: readonly number[];
  readonly amounts: readonly number[];
  readonly resources: readonly string[];
  /** With the minimum that is assumed of pods that state no request. */
  readonly assumedCpu: number;
  readonly assumedMemory: number;
  /** `protocol/hostIP/port`. */
  readonly hostPorts: readonly string[];
}

/** Assumed of a container without a request, so that pods without requests spread too: 100 thousandths of a CPU and 200 MiB. */
const ASSUMED_CPU = 100;
const ASSUMED_MEMORY = 200 * 1024 * 1024;

/** @param columnOf the column of a resource, made if it is new */
export function demandOf(pod: Pod, columnOf: (resource: string) => number): PodDemand {
  const requests = Object.entries(podRequests(pod));
  const amountOf = (resource: string, quantity: string): number => (resource === 'cpu' ? milliValue(quantity) : value(quantity));
  return {
    columns: requests.map(([resource]) => columnOf(resource)), amounts: requests.map(([resource, quantity]) => amountOf(resource, quantity)),
    resources: requests.map(([resource]) => resource),
    assumedCpu: assumed(pod, 'cpu', ASSUMED_CPU), assumedMemory: assumed(pod, 'memory', ASSUMED_MEMORY), hostPorts: hostPortsOf(pod),
  };
}

function assumed(pod: Pod, resource: 'cpu' | 'memory', minimum: number): number {
  const filled = (container: Container): Container => (container.resources.requests?.[resource] !== undefined ? container : {
    ...container, resources: { ...container.resources, requests: { ...container.resources.requests, [resource]: resource === 'cpu' ? `${minimum}m` : String(minimum) } },
  });
  const spec = { ...pod.spec, containers: pod.spec.containers.map(filled), ...(pod.spec.initContainers ? { initContainers: pod.spec.initContainers.map(filled) } : {}) };
  const quantity = podRequests({ spec })[resource] ?? '0';
  return resource === 'cpu' ? milliValue(quantity) : value(quantity);
}

const equal = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);

export const sameDemand = (a: PodDemand, b: PodDemand): boolean => a === b
  || (a.assumedCpu === b.assumedCpu && a.assumedMemory === b.assumedMemory && equal(a.columns, b.columns) && equal(a.amounts, b.amounts) && equal(a.hostPorts, b.hostPorts));

/** Host ports of the containers that run as long as the pod does. */
export function hostPortsOf(pod: Pod): string[] {
  const sidecars = (pod.spec.initContainers ?? []).filter((c) => c.restartPolicy === 'Always');
  return [...pod.spec.containers, ...sidecars].flatMap((c) => c.ports ?? []).filter((p) => p.hostPort)
    .map((p) => `${p.protocol ?? 'TCP'}/${p.hostIP || '0.0.0.0'}/${p.hostPort}`);
}
