import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isSidecar } from '@kubets/api/core/v1/pod.helpers';
import { milliValue, value } from '@kubets/apimachinery/quantity/index';

/** What a pod takes from a node, as numbers in the table's columns. */
export interface PodDemand {
  readonly columns: readonly number[];
  readonly amounts: readonly number[];
  readonly resources: readonly string[];
  /** With the minimum that is assumed of containers that state no request. */
  readonly assumedCpu: number;
  readonly assumedMemory: number;
  /** `protocol/hostIP/port`. */
  readonly hostPorts: readonly string[];
}

/** Assumed of a container without a request, so that pods without requests spread too: 100 thousandths of a CPU and 200 MiB. */
const ASSUMED = { cpu: 100, memory: 200 * 1024 * 1024 };

/** Pods repeat few quantities, and reading one takes a microsecond. */
const MOST_KNOWN = 10_000;
const known = new Map<string, number>();

/** Thousandths of CPU; of everything else bytes or pieces, rounded up. */
export function amountOf(resource: string, quantity: string): number {
  const key = resource === 'cpu' ? `cpu ${quantity}` : quantity;
  let amount = known.get(key);
  if (amount === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, amount = resource === 'cpu' ? milliValue(quantity) : value(quantity));
  }
  return amount;
}

type Amounts = Map<string, number>;
const amounts = (list: Readonly<Record<string, string | undefined>> | undefined): Amounts =>
  new Map(Object.entries(list ?? {}).map(([resource, quantity]) => [resource, amountOf(resource, quantity ?? '0')]));

const merge = (a: Amounts, b: Amounts, pick: (a: number, b: number) => number): Amounts => {
  const out = new Map(a);
  for (const [resource, amount] of b) out.set(resource, pick(out.get(resource) ?? 0, amount));
  return out;
};
const plus = (a: number, b: number): number => a + b;

/**
 * What the containers need together: the main containers and the sidecars at the same time, or, if it is more, the largest init container
 * along with the sidecars started before it. What the pod states as a whole replaces the sum; the runtime's overhead comes on top.
 */
function demanded({ spec }: Pod, of: (container: Container) => Amounts): Amounts {
  let running: Amounts = new Map();
  let initial: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const together = merge(running, of(container), plus);
    initial = merge(initial, together, Math.max);
    if (isSidecar(container)) running = together;
  }
  for (const container of spec.containers) running = merge(running, of(container), plus);
  const total = new Map([...merge(running, initial, Math.max), ...amounts(spec.resources?.requests)]);
  return merge(total, amounts(spec.overhead), plus);
}

const withAssumed = (container: Container): Amounts => {
  const requests = amounts(container.resources.requests);
  return new Map([['cpu', requests.get('cpu') ?? ASSUMED.cpu], ['memory', requests.get('memory') ?? ASSUMED.memory]]);
};

/** @param columnOf the column of a resource, made if it is new */
export function demandOf(pod: Pod, columnOf: (resource: string) => number): PodDemand {
  const requests = [...demanded(pod, (container) => amounts(container.resources.requests))];
  const assumed = demanded(pod, withAssumed);
  return {
    columns: requests.map(([resource]) => columnOf(resource)), amounts: requests.map(([, amount]) => amount), resources: requests.map(([resource]) => resource),
    assumedCpu: assumed.get('cpu') ?? 0, assumedMemory: assumed.get('memory') ?? 0, hostPorts: hostPortsOf(pod),
  };
}

const equal = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);

export const sameDemand = (a: PodDemand, b: PodDemand): boolean => a === b
  || (a.assumedCpu === b.assumedCpu && a.assumedMemory === b.assumedMemory && equal(a.columns, b.columns) && equal(a.amounts, b.amounts) && equal(a.hostPorts, b.hostPorts));

/** Host ports of the containers that run as long as the pod does. */
export function hostPortsOf(pod: Pod): string[] {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)].flatMap((c) => c.ports ?? []).filter((p) => p.hostPort)
    .map((p) => `${p.protocol ?? 'TCP'}/${p.hostIP || '0.0.0.0'}/${p.hostPort}`);
}
