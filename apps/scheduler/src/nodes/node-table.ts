import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Taint } from '@kubets/api/core/v1/scheduling';
import { milliValue, value } from '@kubets/apimachinery/quantity/index';
import { type PodDemand, demandOf } from './pod-demand.js';

/** Resources that every node has a column for; others are added when a node or pod names them. */
export const CPU = 0;
export const MEMORY = 1;
export const EPHEMERAL_STORAGE = 2;
export const PODS = 3;
const BASE = ['cpu', 'memory', 'ephemeral-storage', 'pods'];

const NO_TAINTS: readonly Taint[] = [];

/**
 * What the scheduler knows about nodes, by columns: one typed array per resource, indexed by node number. Filters and scores read
 * numbers that lie next to each other, and a placement changes one row.
 */
export class NodeTable {
  readonly #numbers = new Map<string, number>();
  readonly #resources = new Map<string, number>(BASE.map((name, i) => [name, i]));
  readonly #free: number[] = [];
  readonly #pods = new Map<string, { node: number; pod: Pod; demand: PodDemand }>();
  readonly #demands = new WeakMap<Pod['spec'], PodDemand>();
  #capacity = 64;
  /** Rows that are in use; freed rows are `undefined`. */
  readonly nodes: (Node | undefined)[] = [];
  /** Allocatable and requested, by resource then node: thousandths of CPU, bytes, counts. */
  readonly allocatable: Float64Array[] = BASE.map(() => new Float64Array(this.#capacity));
  readonly requested: Float64Array[] = BASE.map(() => new Float64Array(this.#capacity));
  /** Requests with upstream's assumed minimum for pods that state none; what the spreading scores use. */
  readonly assumedCpu: { column: Float64Array } = { column: new Float64Array(this.#capacity) };
  readonly assumedMemory: { column: Float64Array } = { column: new Float64Array(this.#capacity) };
  readonly #taints: (readonly Taint[])[] = [];
  readonly #ports: Map<string, number>[] = [];
  /** Counts changes of each row; what was computed for a row holds while its version stays. */
  version = new Uint32Array(this.#capacity);
  /** Rows in the order in which they changed, so that a reader catches up with what it has not seen. */
  #changes: number[] = [];
  #changesBefore = 0;

  get size(): number { return this.#numbers.size; }
  /** Rows to walk, freed ones included. */
  get rows(): number { return this.nodes.length; }
  numberOf(name: string): number | undefined { return this.#numbers.get(name); }
  resourceNumber(name: string): number | undefined { return this.#resources.get(name); }
  taintsOf(node: number): readonly Taint[] { return this.#taints[node] ?? NO_TAINTS; }
  portsOf(node: number): ReadonlyMap<string, number> { return this.#ports[node]!; }
  podsOn(node: number): Pod[] { return [...this.#pods.values()].filter((p) => p.node === node).map((p) => p.pod); }
  hasPod(uid: string): boolean { return this.#pods.has(uid); }

  /** Position in the log of changes; {@link changedSince} starts from it. */
  get position(): number { return this.#changesBefore + this.#changes.length; }

  /** Rows changed after a position, or `undefined` when that is too long ago to tell. */
  changedSince(position: number): readonly number[] | undefined {
    return position < this.#changesBefore ? undefined : this.#changes.slice(position - this.#changesBefore);
  }

  setNode(node: Node): void {
    const name = node.metadata.name ?? '';
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#free.pop() ?? this.nodes.length;
      this.#reserve(number + 1);
      this.#numbers.set(name, number);
      this.#ports[number] = new Map();
      for (const column of this.requested) column[number] = 0;
      this.assumedCpu.column[number] = 0;
      this.assumedMemory.column[number] = 0;
      this.nodes[number] = node;
      // Pods may have been seen before their node.
      for (const known of this.#pods.values()) if (known.pod.spec.nodeName === name && known.node === -1) { known.node = number; this.#account(known.demand, number, 1); }
    }
    this.nodes[number] = node;
    for (const column of this.allocatable) column[number] = 0;
    for (const [resource, quantity] of Object.entries(node.status.allocatable ?? node.status.capacity ?? {})) {
      const column = this.#column(resource);
      this.allocatable[column]![number] = resource === 'cpu' ? milliValue(quantity) : value(quantity);
    }
    this.#taints[number] = (node.spec.taints ?? NO_TAINTS) as readonly Taint[];
    this.#touch(number);
  }

  removeNode(name: string): void {
    const number = this.#numbers.get(name);
    if (number === undefined) return;
    this.#numbers.delete(name);
    for (const known of this.#pods.values()) if (known.node === number) known.node = -1;
    this.nodes[number] = undefined;
    this.#taints[number] = NO_TAINTS;
    this.#free.push(number);
    this.#touch(number);
  }

  /** Accounts for a pod on its node (`pod.spec.nodeName`, or `nodeName` for one that is about to be bound). */
  addPod(pod: Pod, nodeName = pod.spec.nodeName ?? ''): void {
    const uid = pod.metadata.uid ?? '';
    this.removePod(uid);
    const demand = this.demandOf(pod);
    const node = this.#numbers.get(nodeName) ?? -1;
    this.#pods.set(uid, { node, pod: pod.spec.nodeName ? pod : { ...pod, spec: { ...pod.spec, nodeName } }, demand });
    if (node >= 0) { this.#account(demand, node, 1); this.#touch(node); }
  }

  removePod(uid: string): void {
    const known = this.#pods.get(uid);
    if (!known) return;
    this.#pods.delete(uid);
    if (known.node >= 0) { this.#account(known.demand, known.node, -1); this.#touch(known.node); }
  }

  /** Computed once per pod: plugins ask for it one after the other. */
  demandOf(pod: Pod): PodDemand {
    let demand = this.#demands.get(pod.spec);
    if (!demand) this.#demands.set(pod.spec, demand = demandOf(pod, (resource) => this.#column(resource)));
    return demand;
  }

  #account(demand: PodDemand, node: number, sign: 1 | -1): void {
    for (let i = 0; i < demand.columns.length; i++) this.requested[demand.columns[i]!]![node]! += sign * demand.amounts[i]!;
    this.requested[PODS]![node]! += sign;
    this.assumedCpu.column[node]! += sign * demand.assumedCpu;
    this.assumedMemory.column[node]! += sign * demand.assumedMemory;
    const ports = this.#ports[node]!;
    for (const port of demand.hostPorts) {
      const count = (ports.get(port) ?? 0) + sign;
      if (count > 0) ports.set(port, count); else ports.delete(port);
    }
  }

  #touch(node: number): void {
    this.version[node]!++;
    this.#changes.push(node);
    if (this.#changes.length > 65_536) { this.#changes = this.#changes.slice(32_768); this.#changesBefore += 32_768; }
  }

  #column(resource: string): number {
    let column = this.#resources.get(resource);
    if (column === undefined) {
      column = this.allocatable.length;
      this.#resources.set(resource, column);
      this.allocatable.push(new Float64Array(this.#capacity));
      this.requested.push(new Float64Array(this.#capacity));
    }
    return column;
  }

  #reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    while (this.#capacity < rows) this.#capacity *= 2;
    const grow = (old: Float64Array): Float64Array => { const column = new Float64Array(this.#capacity); column.set(old); return column; };
    for (let i = 0; i < this.allocatable.length; i++) { this.allocatable[i] = grow(this.allocatable[i]!); this.requested[i] = grow(this.requested[i]!); }
    this.assumedCpu.column = grow(this.assumedCpu.column);
    this.assumedMemory.column = grow(this.assumedMemory.column);
    const version = new Uint32Array(this.#capacity);
    version.set(this.version);
    this.version = version;
  }
}
