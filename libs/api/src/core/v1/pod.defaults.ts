import type { Draft } from '@kubets/apimachinery/schema/types';
import type { ResourceRequirements } from './container.js';
import { defaultPodSpec } from './pod-spec.defaults.js';
import type { PodSpec } from './pod-spec.js';
import { containerLimits, containerRequests } from './pod.helpers.js';
import type { Pod } from './pod.js';

/** Defaults that only pods get, not the templates they come from, so that templates stay as their authors wrote them. */
export function defaultPod(pod: Draft<Pod>): void {
  const spec = (pod.spec ??= {});
  defaultPodSpec(spec);
  for (const { resources } of [...spec.containers ?? [], ...spec.initContainers ?? []]) if (resources) requestLimits(resources);
  if (spec.resources) defaultPodResources(spec, spec.resources);
  spec.enableServiceLinks ??= true;
  if (spec.hostNetwork) defaultHostPorts(spec);
}

/** Who limits a resource without requesting it requests the limit. */
function requestLimits(resources: Draft<ResourceRequirements>): void {
  if (resources.limits) resources.requests = { ...resources.limits, ...resources.requests };
}

/** On the node's network a container's port is the node's. */
function defaultHostPorts(spec: Draft<PodSpec>): void {
  for (const { ports } of [...spec.containers ?? [], ...spec.initContainers ?? []]) {
    for (const port of ports ?? []) if (port.containerPort) port.hostPort ||= port.containerPort;
  }
}

const isHugePages = (resource: string): boolean => resource.startsWith('hugepages-');
const isPodLevel = (resource: string): boolean => resource === 'cpu' || resource === 'memory' || isHugePages(resource);

/** Fills the resources of the pod as a whole from those of its containers (KEP-2837), once a part of them is given. */
function defaultPodResources(spec: Draft<PodSpec>, resources: Draft<ResourceRequirements>): void {
  const given = { limits: hasAny(resources.limits), requests: hasAny(resources.requests) };
  if (!given.limits && !given.requests) return;
  const limits: Record<string, string | undefined> = { ...resources.limits };
  const containers = containerLimits(spec);
  for (const [name, quantity] of Object.entries(containers)) {
    if (isHugePages(name) && resources.requests?.[name] === undefined) limits[name] ??= quantity;
  }
  if (hasAny(limits)) {
    const requests: Record<string, string | undefined> = { ...resources.requests };
    for (const [name, quantity] of Object.entries(containerRequests(spec))) if (isPodLevel(name) && !isHugePages(name)) requests[name] ??= quantity;
    for (const [name, quantity] of Object.entries(limits)) if (isPodLevel(name)) requests[name] ??= quantity;
    resources.requests = requests;
  }
  if (!given.limits) {
    const every = [...spec.initContainers ?? [], ...spec.containers ?? []];
    for (const [name, quantity] of Object.entries(containers)) {
      const bounded = every.every((container) => container.resources?.limits?.[name] !== undefined);
      if (isPodLevel(name) && !isHugePages(name) && bounded) limits[name] ??= quantity;
    }
  }
  if (hasAny(limits)) resources.limits = limits;
}

const hasAny = (resources: object | undefined): boolean => Object.keys(resources ?? {}).length > 0;
