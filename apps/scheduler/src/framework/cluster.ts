import type { Pod } from '@kubets/api/core/v1/pod';
import type { Labels, Selector } from '@kubets/apimachinery/selectors/index';
import type { NodeTable } from '../nodes/node-table.js';

/** What plugins see of the cluster. */
export interface Cluster {
  readonly nodes: NodeTable;
  /** Pods that belong together with this one: by the services that select it and the controller that made it. `undefined`: nothing says so. */
  groupOf(pod: Pod): Selector | undefined;
  namespaceLabels(name: string): Labels | undefined;
  /** Grows when labels of namespaces change. */
  readonly namespacesVersion: number;
}

/** A cluster of nodes and pods only, for benchmarks and tests. */
export const bareCluster = (nodes: NodeTable): Cluster => ({ nodes, groupOf: () => undefined, namespaceLabels: () => undefined, namespacesVersion: 0 });
