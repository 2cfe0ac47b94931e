import type { Pod } from '@kubets/api/core/v1/pod';
import type { NodeTable } from '../nodes/node-table.js';
import type { Cluster } from './cluster.js';
import { type ClusterScore, type FilterPlugin, MAX_SCORE, type NodeScore, type PreparedFilter, type ScorePlugin } from './plugin.js';

export interface WeightedScore { readonly plugin: ScorePlugin; readonly weight: number }
interface BoundFilter { readonly name: string; readonly prepared: PreparedFilter }
interface BoundNodeScore { readonly name: string; readonly weight: number; readonly prepared: NodeScore; raw: Float64Array; highest: number }
interface BoundClusterScore { readonly name: string; readonly weight: number; readonly prepared: ClusterScore; out: Float64Array }

/** Why each node was passed over: counts by reason, as the event says it, who said so, and where preemption may help. */
export interface Refusal { readonly reasons: ReadonlyMap<string, number>; readonly plugins: ReadonlySet<string>; readonly resolvable: readonly number[] }

/** Why one row does not pass. */
export interface Objection { readonly plugin: string; readonly reasons: readonly string[]; readonly resolvable: boolean }

/** Chooses among equals: a whole number from 0 to `count` - 1. */
export type Choose = (count: number) => number;

/**
 * Filter results and scores of all nodes for pods of one shape (alike in everything that scheduling looks at).
 * After a placement only the rows that changed are computed again, so that the thousandth replica costs next to nothing.
 * What depends on pods elsewhere is computed again for all rows, from sums that are kept.
 */
export class Shape {
  readonly #filters: readonly BoundFilter[];
  readonly #nodeFilters: readonly PreparedFilter[];
  readonly #clusterFilters: readonly PreparedFilter[];
  readonly #nodeScores: readonly BoundNodeScore[];
  readonly #clusterScores: readonly BoundClusterScore[];
  readonly #nodes: NodeTable;
  /** Passes the filters of scope `node`; passes all. One array when there are no others. */
  #passesAlone = new Uint8Array(0);
  #fits: Uint8Array = this.#passesAlone;
  /** Weighted scores of scope `node`. */
  #sum = new Float64Array(0);
  /** The same with those of scope `cluster`. */
  #total = new Float64Array(0);
  #ties = new Int32Array(0);
  #position = -1;
  #version = -1;

  constructor(pod: Pod, private readonly cluster: Cluster, filters: readonly FilterPlugin[], scores: readonly WeightedScore[]) {
    this.#nodes = cluster.nodes;
    this.#filters = filters.flatMap((plugin) => { const prepared = plugin.filter(pod, cluster); return prepared ? [{ name: plugin.name, prepared }] : []; });
    this.#nodeFilters = this.#filters.map((f) => f.prepared).filter((f) => f.scope === 'node');
    this.#clusterFilters = this.#filters.map((f) => f.prepared).filter((f) => f.scope === 'cluster');
    const nodeScores: BoundNodeScore[] = [];
    const clusterScores: BoundClusterScore[] = [];
    for (const { plugin, weight } of scores) {
      const { name } = plugin;
      const prepared = plugin.score(pod, cluster);
      if (prepared?.scope === 'node') nodeScores.push({ name, weight, prepared, raw: new Float64Array(0), highest: 0 });
      else if (prepared) clusterScores.push({ name, weight, prepared, out: new Float64Array(0) });
    }
    this.#nodeScores = nodeScores;
    this.#clusterScores = clusterScores;
  }

  /** The row of the best node for a pod of this shape, or -1. @param choose decides between equals; @param barred rows that are not to be taken */
  best(choose: Choose, barred?: ReadonlyMap<number, unknown>): number {
    this.#refresh();
    const { rows } = this.#nodes;
    const fits = barred?.size ? this.#without(barred) : this.#fits;
    const total = this.#clusterScores.length ? this.#total : this.#sum;
    if (total !== this.#sum) total.set(this.#sum);
    for (const { prepared, out, weight } of this.#clusterScores) {
      prepared.scores(fits, rows, out);
      for (let row = 0; row < rows; row++) total[row]! += out[row]! * weight;
    }
    const equals = this.#ties;
    let ties = 0;
    let best = -1;
    for (let row = 0; row < rows; row++) {
      if (fits[row] === 0) continue;
      const score = total[row]!;
      if (score < best) continue;
      if (score > best) { best = score; ties = 0; }
      equals[ties++] = row;
    }
    return ties === 0 ? -1 : ties === 1 ? equals[0]! : equals[choose(ties)]!;
  }

  fits(row: number): boolean {
    this.#refresh();
    return this.#fits[row] === 1;
  }

  /** Why a row does not pass as the table stands at this moment, `undefined` when it does. Keeps nothing: for trying out what would be if. */
  objection(row: number): Objection | undefined {
    for (const filter of this.#clusterFilters) filter.refresh?.();
    return this.#objection(row);
  }

  #objection(row: number): Objection | undefined {
    const first = this.#filters.find((f) => !f.prepared.passes(row));
    return first && { plugin: first.name, reasons: first.prepared.reasons(row), resolvable: !first.prepared.unresolvable(row) };
  }

  /** Weighted scores of a row that fits, by plugin; for explanations. */
  explain(row: number): Record<string, number> {
    this.#refresh();
    for (const { prepared, out } of this.#clusterScores) prepared.scores(this.#fits, this.#nodes.rows, out);
    return Object.fromEntries([
      ...this.#nodeScores.map((s) => [s.name, normalized(s, row) * s.weight] as const), ...this.#clusterScores.map((s) => [s.name, s.out[row]! * s.weight] as const),
    ]);
  }

  /** @param barred rows that would fit, and why they are not to be taken */
  refusal(barred?: ReadonlyMap<number, Objection>): Refusal {
    this.#refresh();
    const reasons = new Map<string, number>();
    const plugins = new Set<string>();
    const resolvable: number[] = [];
    for (let row = 0; row < this.#nodes.rows; row++) {
      if (!this.#nodes.nodes[row]) continue;
      const objection = this.#fits[row] ? barred?.get(row) : this.#objection(row);
      if (!objection) continue;
      plugins.add(objection.plugin);
      if (objection.resolvable) resolvable.push(row);
      for (const reason of objection.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return { reasons, plugins, resolvable };
  }

  #refresh(): void {
    const { rowChanges, rows } = this.#nodes;
    if (this.#position === rowChanges.position && this.#version === this.cluster.namespacesVersion) return;
    if (this.#sum.length < rows) this.#grow(rows);
    const changed = new Set<number>();
    const known = this.#position >= 0 && rowChanges.read(this.#position, (row) => changed.add(row));
    if (known) for (const row of changed) this.#evaluate(row);
    else for (let row = 0; row < rows; row++) this.#evaluate(row);
    this.#position = rowChanges.position;
    this.#version = this.cluster.namespacesVersion;
    this.#refreshClusterFilters(rows);
    const rescaled = this.#rescale(rows);
    if (known && !rescaled) for (const row of changed) this.#add(row);
    else for (let row = 0; row < rows; row++) this.#add(row);
  }

  #refreshClusterFilters(rows: number): void {
    if (!this.#clusterFilters.length) return;
    for (const filter of this.#clusterFilters) filter.refresh?.();
    for (let row = 0; row < rows; row++) this.#fits[row] = this.#passesAlone[row] === 1 && passesAll(this.#clusterFilters, row) ? 1 : 0;
  }

  #evaluate(row: number): void {
    const passes = this.#nodes.nodes[row] !== undefined && passesAll(this.#nodeFilters, row);
    this.#passesAlone[row] = passes ? 1 : 0;
    if (passes) for (const score of this.#nodeScores) score.raw[row] = score.prepared.of(row);
  }

  /** Finds the greatest raw scores among nodes that fit; true when one is another than before, so that every row's share changes. */
  #rescale(rows: number): boolean {
    let changed = false;
    for (const score of this.#nodeScores) {
      if (score.prepared.normalize === 'none') continue;
      const { raw } = score;
      const fits = this.#fits;
      let highest = 0;
      for (let row = 0; row < rows; row++) if (fits[row] === 1 && raw[row]! > highest) highest = raw[row]!;
      if (highest !== score.highest) { score.highest = highest; changed = true; }
    }
    return changed;
  }

  #add(row: number): void {
    let sum = 0;
    for (const score of this.#nodeScores) sum += normalized(score, row) * score.weight;
    this.#sum[row] = sum;
  }

  #without(barred: ReadonlyMap<number, unknown>): Uint8Array {
    const fits = this.#fits.slice();
    for (const row of barred.keys()) fits[row] = 0;
    return fits;
  }

  #grow(rows: number): void {
    const size = Math.max(64, 2 ** Math.ceil(Math.log2(rows)));
    const longer = <A extends Uint8Array | Float64Array>(array: A, next: A): A => { next.set(array); return next; };
    this.#passesAlone = longer(this.#passesAlone, new Uint8Array(size));
    this.#fits = this.#clusterFilters.length ? longer(this.#fits, new Uint8Array(size)) : this.#passesAlone;
    this.#sum = longer(this.#sum, new Float64Array(size));
    this.#total = new Float64Array(size);
    this.#ties = new Int32Array(size);
    for (const score of this.#nodeScores) score.raw = longer(score.raw, new Float64Array(size));
    for (const score of this.#clusterScores) score.out = new Float64Array(size);
  }
}

function passesAll(filters: readonly PreparedFilter[], row: number): boolean {
  for (const filter of filters) if (!filter.passes(row)) return false;
  return true;
}

function normalized({ raw, prepared, highest }: BoundNodeScore, row: number): number {
  const score = raw[row]!;
  switch (prepared.normalize) {
    case 'none': return score;
    case 'up': return highest === 0 ? 0 : Math.floor((score * MAX_SCORE) / highest);
    case 'down': return highest === 0 ? MAX_SCORE : MAX_SCORE - Math.floor((score * MAX_SCORE) / highest);
  }
}
