import type { Pod } from '@kubets/api/core/v1/pod';
import type { ResourceRequirements } from '@kubets/api/core/v1/container';
import { isSidecar } from '../pod/containers.js';
import { milliValue, quantityValue, wholeValue } from '../resources/quantity.js';

export interface Rejection { readonly reason: string; readonly message: string }

export interface NodeView {
  readonly labels: Readonly<Record<string, string>>;
  readonly allocatable: Readonly<Record<string, string>>;
}

/** What the pod asks for: main containers and sidecars together, or the largest moment of initialization, plus overhead. In milli-units for cpu. */
export function podRequest(pod: Pod, name: string): number {
  const value = (text: string | undefined): number => (name === 'cpu' ? milliValue(text) : wholeValue(text));
  const of = (resources: ResourceRequirements | undefined): number => value(resources?.requests?.[name] ?? resources?.limits?.[name]);
  const overhead = value(pod.spec.overhead?.[name]);
  if (pod.spec.resources?.requests?.[name] !== undefined) return of(pod.spec.resources) + overhead;
  let sidecars = 0;
  let largest = 0;
  for (const container of pod.spec.initContainers ?? []) {
    if (isSidecar(container)) sidecars += of(container.resources);
    largest = Math.max(largest, sidecars + (isSidecar(container) ? 0 : of(container.resources)));
  }
  const main = pod.spec.containers.reduce((sum, c) => sum + of(c.resources), 0);
  return Math.max(main + sidecars, largest) + overhead;
}

const FIT = [['cpu', 'OutOfcpu'], ['memory', 'OutOfmemory'], ['ephemeral-storage', 'OutOfephemeral-storage']] as const;

/**
 * Why this node does not take the pod; `undefined` when it does. The scheduler decided on what it knew;
 * the node has the last word (pods bound by hand, or two schedulers).
 * @param others pods that the node runs already
 */
export function admissionProblem(pod: Pod, others: readonly Pod[], node: NodeView): Rejection | undefined {
  const reject = (reason: string, message: string): Rejection => ({ reason, message: `Pod was rejected: ${message}` });
  if (pod.spec.os?.name && pod.spec.os.name !== 'linux') return reject('PodOSNotSupported', `Failed to admit pod as the OS field doesn't match node OS`);
  const unmet = Object.entries(pod.spec.nodeSelector ?? {}).some(([key, value]) => node.labels[key] !== value);
  if (unmet) return reject('NodeAffinity', `Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector`);
  const capacity = quantityValue(node.allocatable.pods);
  if (others.length + 1 > capacity) return reject('OutOfpods', `Node didn't have enough resource: pods, requested: 1, used: ${others.length}, capacity: ${capacity}`);
  for (const [name, reason] of FIT) {
    const requested = podRequest(pod, name);
    const text = node.allocatable[name];
    if (requested === 0 || text === undefined) continue;
    const total = name === 'cpu' ? milliValue(text) : wholeValue(text);
    const used = others.reduce((sum, other) => sum + podRequest(other, name), 0);
    if (requested > total - used) return reject(reason, `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${total}`);
  }
  return undefined;
}
