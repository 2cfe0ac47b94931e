import type { FilterPlugin, ScorePlugin } from '../framework/plugin.js';
import { MAX_SCORE } from '../framework/plugin.js';
import { CPU, MEMORY, PODS } from '../nodes/node-table.js';

/** What a pod requests has to be free on its node. Prefers nodes of which more stays free (LeastAllocated, cpu and memory alike). */
export const nodeResourcesFit: FilterPlugin & ScorePlugin = {
  name: 'NodeResourcesFit',
  unblockedBy: ['node-added', 'node-allocatable', 'pod-removed', 'pod-updated'],
  filter(pod, { nodes }) {
    const { columns, amounts, resources } = nodes.demandOf(pod);
    const { allocatable, requested } = nodes;
    const tooMany = (row: number): boolean => requested[PODS]![row]! + 1 > allocatable[PODS]![row]!;
    const short = (row: number, i: number): boolean => amounts[i]! > 0 && amounts[i]! > allocatable[columns[i]!]![row]! - requested[columns[i]!]![row]!;
    return {
      scope: 'node',
      passes(row) {
        if (tooMany(row)) return false;
        for (let i = 0; i < columns.length; i++) if (short(row, i)) return false;
        return true;
      },
      reasons: (row) => [
        ...(tooMany(row) ? ['Too many pods'] : []),
        ...resources.filter((_, i) => short(row, i)).map((name) => `Insufficient ${name}`),
      ],
      // An empty node would be too small as well.
      unresolvable: (row) => columns.some((column, i) => amounts[i]! > 0 && amounts[i]! > allocatable[column]![row]!),
    };
  },
  score(pod, { nodes }) {
    const { assumedCpu, assumedMemory } = nodes.demandOf(pod);
    const { allocatable } = nodes;
    return {
      scope: 'node',
      normalize: 'none',
      of(row) {
        const cpu = allocatable[CPU]![row]!;
        const memory = allocatable[MEMORY]![row]!;
        // Resources that the node does not have do not count.
        const counted = (cpu > 0 ? 1 : 0) + (memory > 0 ? 1 : 0);
        if (counted === 0) return 0;
        return Math.floor((free(cpu, nodes.assumedCpu.column[row]! + assumedCpu) + free(memory, nodes.assumedMemory.column[row]! + assumedMemory)) / counted);
      },
    };
  },
};

const free = (capacity: number, used: number): number => (capacity <= 0 || used > capacity ? 0 : Math.floor(((capacity - used) * MAX_SCORE) / capacity));

/** Prefers nodes whose CPU and memory would be requested to about the same degree. */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  score(pod, { nodes }) {
    const { columns, amounts } = nodes.demandOf(pod);
    const asked = (column: number): number => columns.reduce((sum, c, i) => (c === column ? sum + amounts[i]! : sum), 0);
    const [cpu, memory] = [asked(CPU), asked(MEMORY)];
    // Nothing requested: there is nothing to balance.
    if (cpu === 0 && memory === 0) return undefined;
    const { allocatable, requested } = nodes;
    return {
      scope: 'node',
      normalize: 'none',
      of(row) {
        const [cpus, bytes] = [allocatable[CPU]![row]!, allocatable[MEMORY]![row]!];
        // The standard deviation of two shares is half their difference; of one, nothing.
        const deviation = cpus > 0 && bytes > 0 ? Math.abs(share(requested[CPU]![row]! + cpu, cpus) - share(requested[MEMORY]![row]! + memory, bytes)) / 2 : 0;
        return Math.floor((1 - deviation) * MAX_SCORE);
      },
    };
  },
};

const share = (used: number, capacity: number): number => Math.min(1, used / capacity);
