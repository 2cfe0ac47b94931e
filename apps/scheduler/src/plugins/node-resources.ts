import type { FilterPlugin, ScorePlugin } from '../framework/plugin.js';
import { MAX_SCORE } from '../framework/plugin.js';
import { CPU, MEMORY, PODS } from '../nodes/node-table.js';

/** What a pod requests has to be free on its node. Prefers nodes of which more stays free (LeastAllocated, cpu and memory alike). */
export const nodeResourcesFit: FilterPlugin & ScorePlugin = {
  name: 'NodeResourcesFit',
  unblockedBy: ['node-added', 'node-allocatable', 'pod-removed', 'pod-updated'],
  filter(pod, nodes) {
    const { columns, amounts, resources } = nodes.demandOf(pod);
    const { allocatable, requested } = nodes;
    const short = (node: number, i: number): boolean => amounts[i]! > 0 && amounts[i]! > allocatable[columns[i]!]![node]! - requested[columns[i]!]![node]!;
    return {
      unresolvable: false,
      passes(node) {
        if (requested[PODS]![node]! + 1 > allocatable[PODS]![node]!) return false;
        for (let i = 0; i < columns.length; i++) if (short(node, i)) return false;
        return true;
      },
      reasons: (node) => [
        ...(requested[PODS]![node]! + 1 > allocatable[PODS]![node]! ? ['Too many pods'] : []),
        ...resources.filter((_, i) => short(node, i)).map((name) => `Insufficient ${name}`),
      ],
    };
  },
  score(pod, nodes) {
    const { assumedCpu, assumedMemory } = nodes.demandOf(pod);
    return {
      normalize: 'none',
      of(node) {
        const cpu = free(nodes.allocatable[CPU]![node]!, nodes.assumedCpu.column[node]! + assumedCpu);
        const memory = free(nodes.allocatable[MEMORY]![node]!, nodes.assumedMemory.column[node]! + assumedMemory);
        return Math.floor((cpu + memory) / 2);
      },
    };
  },
};

const free = (capacity: number, used: number): number => (capacity <= 0 || used > capacity ? 0 : Math.floor(((capacity - used) * MAX_SCORE) / capacity));

/** Prefers nodes whose CPU and memory would be used to about the same degree. */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  score(pod, nodes) {
    const { assumedCpu, assumedMemory } = nodes.demandOf(pod);
    const { columns } = nodes.demandOf(pod);
    // Nothing requested: there is nothing to balance.
    if (!columns.some((c) => c === CPU || c === MEMORY)) return undefined;
    return {
      normalize: 'none',
      of(node) {
        const cpu = fraction(nodes.assumedCpu.column[node]! + assumedCpu, nodes.allocatable[CPU]![node]!);
        const memory = fraction(nodes.assumedMemory.column[node]! + assumedMemory, nodes.allocatable[MEMORY]![node]!);
        return Math.floor((1 - Math.abs(cpu - memory) / 2) * MAX_SCORE);
      },
    };
  },
};

const fraction = (used: number, capacity: number): number => (capacity <= 0 ? 1 : Math.min(1, used / capacity));
