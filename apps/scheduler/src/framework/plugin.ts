import type { Pod } from '@kubets/api/core/v1/pod';
import type { Cluster } from './cluster.js';

/** What happened in the cluster that may let a pod fit that did not. */
export type ClusterEvent = 'node-added' | 'node-removed' | 'node-allocatable' | 'node-labels' | 'node-taints' | 'node-unschedulable' | 'pod-added' | 'pod-removed' | 'pod-updated' | 'namespace-updated';

/** What every plugin has. */
export interface Plugin {
  readonly name: string;
  /** What the plugin looks at of a pod and the shape of a pod does not hold anyway; pods that differ in it do not share results. Plain data. */
  key?(pod: Pod, cluster: Cluster): unknown;
}

/** Says whether a pod may go to a node. Prepared once per shape of pod. */
export interface FilterPlugin extends Plugin {
  /** Events after which a pod that this filter refused is worth another try. */
  readonly unblockedBy: readonly ClusterEvent[];
  /** `undefined`: every node passes. */
  filter(pod: Pod, cluster: Cluster): PreparedFilter | undefined;
}

/** What is called for many rows, and must not allocate: `passes` of filters, `of` and `scores` of scores. */
export interface PreparedFilter {
  /**
   * `node`: the answer for a row depends on that row and its pods only, so it holds until the row changes.
   * `cluster`: pods elsewhere count too; asked again for all rows after every change.
   */
  readonly scope: 'node' | 'cluster';
  /** Before rows are asked for; scope `cluster` catches up with the cluster here. */
  refresh?(): void;
  passes(row: number): boolean;
  /** Why a row does not pass, in upstream's words; several when several things are short. */
  reasons(row: number): readonly string[];
  /** Whether removing pods from the row could not make it pass: preemption is of no use there. */
  unresolvable(row: number): boolean;
}

/** Prefers some nodes to others. Each plugin gives 0 to 100, which is then weighted. */
export interface ScorePlugin extends Plugin {
  /** `undefined`: the plugin has no preference for this pod. */
  score(pod: Pod, cluster: Cluster): NodeScore | ClusterScore | undefined;
}

/** Depends on the row and its pods only. */
export interface NodeScore {
  readonly scope: 'node';
  /** Raw score of a row. */
  of(row: number): number;
  /** `none`: raw scores are 0 to 100 already; `up`: scaled by the greatest; `down`: likewise, the least is best. */
  readonly normalize: 'none' | 'up' | 'down';
}

/** Depends on pods elsewhere, or on what the other candidates are. */
export interface ClusterScore {
  readonly scope: 'cluster';
  /** Writes final scores, 0 to 100, of the first `rows` rows for which `fits` is 1. */
  scores(fits: Uint8Array, rows: number, out: Float64Array): void;
}

export const MAX_SCORE = 100;
