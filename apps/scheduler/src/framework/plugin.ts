import type { Pod } from '@kubets/api/core/v1/pod';
import type { NodeTable } from '../nodes/node-table.js';

/** What happened in the cluster that may let a pod fit that did not. */
export type ClusterEvent = 'node-added' | 'node-allocatable' | 'node-labels' | 'node-taints' | 'node-unschedulable' | 'pod-removed' | 'pod-updated';

/** What every plugin has. */
export interface Plugin {
  readonly name: string;
}

/**
 * Says whether a pod may go to a node. A filter is prepared once per shape of pod; what it returns is called for many rows and must not allocate.
 * Answers 0 for yes, else a number that {@link Prepared.reasons} explains.
 */
export interface FilterPlugin extends Plugin {
  /** Events after which a pod that this filter refused is worth another try. */
  readonly unblockedBy: readonly ClusterEvent[];
  /** `undefined`: every node passes. */
  filter(pod: Pod, nodes: NodeTable): PreparedFilter | undefined;
}

export interface PreparedFilter {
  /** The row passes. Allocation-free. */
  passes(node: number): boolean;
  /** Why a row does not pass, in upstream's words; several when several things are short. */
  reasons(node: number): readonly string[];
  /** No change of the cluster that frees room will help (other than {@link FilterPlugin.unblockedBy}): preemption is of no use on such nodes. */
  readonly unresolvable: boolean;
}

/** Prefers some nodes to others. Raw scores are turned into 0 to 100 by {@link normalize}, then weighted. */
export interface ScorePlugin extends Plugin {
  /** `undefined`: the plugin has no preference for this pod. */
  score(pod: Pod, nodes: NodeTable): PreparedScore | undefined;
}

export interface PreparedScore {
  /** Raw score of a row. Allocation-free. */
  of(node: number): number;
  /** `none`: raw scores are 0 to 100 already; `up`: scaled by the greatest; `down`: likewise, the least is best. */
  readonly normalize: 'none' | 'up' | 'down';
}

export const MAX_SCORE = 100;

export const isFilter = (plugin: Plugin): plugin is FilterPlugin => 'filter' in plugin;
export const isScore = (plugin: Plugin): plugin is ScorePlugin => 'score' in plugin;
