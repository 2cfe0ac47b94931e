import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Taint } from '@kubets/api/core/v1/scheduling';
import { ChangeLog } from './change-log.js';
import { type PodDemand, amountOf, demandOf, sameDemand } from './pod-demand.js';
import { TopologyColumn } from './topology.js';

/** Resources that every node has a column for; others are added when a node or pod names them. */
export const CPU = 0;
export const MEMORY = 1;
export const EPHEMERAL_STORAGE = 2;
export const PODS = 3;
const BASE = ['cpu', 'memory', 'ephemeral-storage', 'pods'];

const NO_TAINTS: readonly Taint[] = [];
/** Row of pods whose node is not known. */
const NOWHERE = -1;

interface Known { readonly nodeName: string; row: number; pod: Pod; readonly demand: PodDemand }

/** A pod came to a row or left it. */
export interface PodChange { readonly pod: Pod; readonly row: number; readonly sign: 1 | -1 }

/** A pod that others have to reckon with when they are placed, or that reckons with others. */
export const hasPodAffinity = (pod: Pod): boolean => Boolean(pod.spec.affinity?.podAffinity ?? pod.spec.affinity?.podAntiAffinity);

/**
 * What the scheduler knows about nodes, by columns: one typed array per resource, indexed by row. Filters and scores read
 * numbers that lie next to each other, and a placement changes one row. Rows of removed nodes are used again.
 */
export class NodeTable {
  readonly #numbers = new Map<string, number>();
  readonly #resources = new Map<string, number>(BASE.map((name, i) => [name, i]));
  readonly #free: number[] = [];
  readonly #pods = new Map<string, Known>();
  /** Also of nodes that are not there (yet), so that a node that comes finds its pods. */
  readonly #byNodeName = new Map<string, Set<Known>>();
  readonly #demands = new WeakMap<Pod['spec'], PodDemand>();
  readonly #topologies = new Map<string, TopologyColumn>();
  #capacity = 64;
  #withAffinity = 0;
  readonly #priorities = new Map<number, number>();
  /** Grows when the images of any node change, or nodes come and go. */
  imagesVersion = 0;
  /** Rows that are in use; freed rows are `undefined`. */
  readonly nodes: (Node | undefined)[] = [];
  /** Allocatable and requested, by resource then row: thousandths of CPU, bytes, counts. */
  readonly allocatable: Float64Array[] = BASE.map(() => new Float64Array(this.#capacity));
  readonly requested: Float64Array[] = BASE.map(() => new Float64Array(this.#capacity));
  /** Requests with upstream's assumed minimum for pods that state none; what LeastAllocated uses. */
  readonly assumedCpu: { column: Float64Array } = { column: new Float64Array(this.#capacity) };
  readonly assumedMemory: { column: Float64Array } = { column: new Float64Array(this.#capacity) };
  readonly #taints: (readonly Taint[])[] = [];
  readonly #ports: Map<string, number>[] = [];
  /** Rows in the order in which anything about them changed. */
  readonly rowChanges: ChangeLog<number>;
  readonly podChanges: ChangeLog<PodChange>;

  /** @param logged changes that the logs keep at most; readers further behind start afresh */
  constructor(logged?: number) {
    this.rowChanges = new ChangeLog(logged);
    this.podChanges = new ChangeLog(logged);
  }

  get size(): number { return this.#numbers.size; }
  /** Rows to walk, freed ones included. */
  get rows(): number { return this.nodes.length; }
  /** Pods with affinity or anti-affinity to other pods. */
  get podsWithAffinity(): number { return this.#withAffinity; }
  numberOf(name: string): number | undefined { return this.#numbers.get(name); }
  resourceNumber(name: string): number | undefined { return this.#resources.get(name); }
  nameOf(row: number): string { return this.nodes[row]?.metadata.name ?? ''; }
  taintsOf(row: number): readonly Taint[] { return this.#taints[row] ?? NO_TAINTS; }
  portsOf(row: number): ReadonlyMap<string, number> { return this.#ports[row]!; }
  podsOn(row: number): Pod[] { return [...this.#byNodeName.get(this.nameOf(row)) ?? []].map((known) => known.pod); }
  hasPod(uid: string): boolean { return this.#pods.has(uid); }

  /** Whether there is any pod of a lower priority. */
  hasPodsBelow(priority: number): boolean { return [...this.#priorities.keys()].some((other) => other < priority); }

  /** Pods on known nodes. */
  eachPod(visit: (pod: Pod, row: number) => void): void {
    for (const { pod, row } of this.#pods.values()) if (row !== NOWHERE) visit(pod, row);
  }

  /** The column of a topology key, kept current from the first time that it is asked for. */
  topology(key: string): TopologyColumn {
    let column = this.#topologies.get(key);
    if (!column) {
      this.#topologies.set(key, column = new TopologyColumn(key, this.#capacity));
      for (let row = 0; row < this.rows; row++) column.set(row, this.nodes[row]);
    }
    return column;
  }

  setNode(node: Node): void {
    const name = node.metadata.name ?? '';
    const row = this.#numbers.get(name) ?? this.#add(name);
    if (!sameImages(this.nodes[row], node)) this.imagesVersion++;
    this.nodes[row] = node;
    for (const column of this.allocatable) column[row] = 0;
    for (const [resource, quantity] of Object.entries(node.status.allocatable ?? node.status.capacity ?? {})) {
      const column = this.#column(resource);
      this.allocatable[column]![row] = amountOf(resource, quantity);
    }
    this.#taints[row] = (node.spec.taints ?? NO_TAINTS) as readonly Taint[];
    for (const topology of this.#topologies.values()) { topology.set(row, node); topology.compact(this.nodes); }
    this.rowChanges.push(row);
  }

  #add(name: string): number {
    const row = this.#free.pop() ?? this.nodes.length;
    this.#reserve(row + 1);
    this.#numbers.set(name, row);
    this.#ports[row] = new Map();
    for (const column of this.requested) column[row] = 0;
    this.assumedCpu.column[row] = 0;
    this.assumedMemory.column[row] = 0;
    for (const known of this.#byNodeName.get(name) ?? []) { known.row = row; this.#account(known, 1); }
    return row;
  }

  removeNode(name: string): void {
    const row = this.#numbers.get(name);
    if (row === undefined) return;
    for (const known of this.#byNodeName.get(name) ?? []) { this.#account(known, -1); known.row = NOWHERE; }
    this.#numbers.delete(name);
    this.nodes[row] = undefined;
    this.#taints[row] = NO_TAINTS;
    for (const column of this.allocatable) column[row] = 0;
    for (const topology of this.#topologies.values()) topology.set(row, undefined);
    this.#free.push(row);
    this.imagesVersion++;
    this.rowChanges.push(row);
  }

  /** Accounts for a pod on its node (`pod.spec.nodeName`, or `nodeName` for one that is about to be bound). Says nothing to anybody when nothing that counts changed. */
  addPod(pod: Pod, nodeName = pod.spec.nodeName ?? ''): void {
    const uid = pod.metadata.uid ?? '';
    const demand = this.demandOf(pod);
    const old = this.#pods.get(uid);
    if (old?.nodeName === nodeName && sameDemand(old.demand, demand) && sameMeta(old.pod, pod)) { old.pod = pod; return; }
    this.removePod(uid);
    const known: Known = { nodeName, row: this.#numbers.get(nodeName) ?? NOWHERE, pod, demand };
    this.#pods.set(uid, known);
    const others = this.#byNodeName.get(nodeName);
    if (others) others.add(known); else this.#byNodeName.set(nodeName, new Set([known]));
    this.#count(pod, 1);
    if (known.row !== NOWHERE) this.#account(known, 1);
  }

  removePod(uid: string): void {
    const known = this.#pods.get(uid);
    if (!known) return;
    this.#pods.delete(uid);
    const others = this.#byNodeName.get(known.nodeName);
    others?.delete(known);
    if (others?.size === 0) this.#byNodeName.delete(known.nodeName);
    this.#count(known.pod, -1);
    if (known.row !== NOWHERE) this.#account(known, -1);
  }

  /** Computed once per pod: plugins ask for it one after the other. */
  demandOf(pod: Pod): PodDemand {
    let demand = this.#demands.get(pod.spec);
    if (!demand) this.#demands.set(pod.spec, demand = demandOf(pod, (resource) => this.#column(resource)));
    return demand;
  }

  #count(pod: Pod, sign: 1 | -1): void {
    if (hasPodAffinity(pod)) this.#withAffinity += sign;
    const priority = pod.spec.priority ?? 0;
    const count = (this.#priorities.get(priority) ?? 0) + sign;
    if (count > 0) this.#priorities.set(priority, count); else this.#priorities.delete(priority);
  }

  #account({ demand, row, pod }: Known, sign: 1 | -1): void {
    for (let i = 0; i < demand.columns.length; i++) this.requested[demand.columns[i]!]![row]! += sign * demand.amounts[i]!;
    this.requested[PODS]![row]! += sign;
    this.assumedCpu.column[row]! += sign * demand.assumedCpu;
    this.assumedMemory.column[row]! += sign * demand.assumedMemory;
    const ports = this.#ports[row]!;
    for (const port of demand.hostPorts) {
      const count = (ports.get(port) ?? 0) + sign;
      if (count > 0) ports.set(port, count); else ports.delete(port);
    }
    this.podChanges.push({ pod, row, sign });
    this.rowChanges.push(row);
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
    for (const topology of this.#topologies.values()) topology.grow(this.#capacity);
  }
}

export const sameImages = (a: Node | undefined, b: Node): boolean => a !== undefined && (a.status.images === b.status.images || JSON.stringify(a.status.images) === JSON.stringify(b.status.images));

/** Labels and deletion decide which pods count for spreading and affinity. */
const sameMeta = (a: Pod, b: Pod): boolean =>
  a.metadata.deletionTimestamp === b.metadata.deletionTimestamp && (a.metadata.labels === b.metadata.labels || JSON.stringify(a.metadata.labels) === JSON.stringify(b.metadata.labels));
