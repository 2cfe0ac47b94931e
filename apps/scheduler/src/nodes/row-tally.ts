import type { Pod } from '@kubets/api/core/v1/pod';
import type { NodeTable } from './node-table.js';

/** Says how much a pod counts, under any number of names. Must give the same answer whenever it is asked about the same pod. */
export type Weigh = (pod: Pod, add: (name: string, weight: number) => void) => void;

const NONE = new Float64Array(0);

/** Sums over the pods of each row, kept current by following the table's log: a placement costs one weighing, not one per pod of the cluster. */
export class RowTally {
  readonly #columns = new Map<string, Float64Array>();
  #position = -1;
  #version = 0;

  /** @param version of whatever else the weighing depends on; another one makes everything be weighed again */
  constructor(private readonly nodes: NodeTable, private readonly weigh: Weigh, private readonly version: () => number = () => 0) {}

  refresh(): void {
    const { podChanges } = this.nodes;
    const same = this.#position >= 0 && this.#version === this.version();
    if (same && podChanges.read(this.#position, ({ pod, row, sign }) => this.#count(pod, row, sign))) { this.#position = podChanges.position; return; }
    this.#columns.clear();
    this.nodes.eachPod((pod, row) => this.#count(pod, row, 1));
    this.#position = podChanges.position;
    this.#version = this.version();
  }

  /** By row; shorter than the table where nothing was counted. */
  column(name: string): Float64Array { return this.#columns.get(name) ?? NONE; }
  get names(): IterableIterator<string> { return this.#columns.keys(); }

  /** Sums by domain of a topology key, over the rows that `counts` lets in. */
  byDomain(name: string, key: string, counts?: (row: number) => boolean): Float64Array {
    const topology = this.nodes.topology(key);
    const sums = new Float64Array(topology.domains);
    const column = this.column(name);
    const rows = Math.min(column.length, this.nodes.rows);
    for (let row = 0; row < rows; row++) {
      const domain = topology.of[row]!;
      if (column[row] !== 0 && domain >= 0 && (!counts || counts(row))) sums[domain]! += column[row]!;
    }
    return sums;
  }

  #count(pod: Pod, row: number, sign: 1 | -1): void {
    this.weigh(pod, (name, weight) => {
      let column = this.#columns.get(name);
      if (!column || column.length <= row) {
        const longer = new Float64Array(Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(row, this.nodes.rows) + 1))));
        if (column) longer.set(column);
        this.#columns.set(name, column = longer);
      }
      column[row]! += sign * weight;
    });
  }
}
