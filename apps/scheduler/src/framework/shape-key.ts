import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from './cluster.js';
import type { Plugin } from './plugin.js';

/** Everything of a pod that plugins look at; pods with the same key share results. */
export function shapeKey(pod: Pod, cluster: Cluster, keyed: readonly Plugin[]): string {
  const { spec } = pod;
  const container = (c: (typeof spec.containers)[number]): unknown => [c.image, c.resources.requests, c.restartPolicy, c.ports?.filter((p) => p.hostPort).map((p) => [p.hostPort, p.hostIP, p.protocol])];
  return JSON.stringify([
    spec.nodeName, spec.nodeSelector, spec.affinity?.nodeAffinity, spec.tolerations, spec.overhead, spec.resources?.requests, spec.containers.map(container), spec.initContainers?.map(container),
    ...keyed.map((plugin) => plugin.key?.(pod, cluster) ?? 0),
  ]);
}
