import type { Pod } from '@kubets/api/core/v1/pod';
import type { NodeTable } from '../nodes/node-table.js';
import { type FilterPlugin, MAX_SCORE, type PreparedFilter, type PreparedScore, type ScorePlugin } from './plugin.js';

interface BoundFilter { readonly plugin: FilterPlugin; readonly prepared: PreparedFilter }
interface BoundScore { readonly plugin: ScorePlugin; readonly weight: number; readonly prepared: PreparedScore; raw: Float64Array }

/** Why each node was passed over: counts by reason, as the event says it, and who said so. */
export interface Refusal { readonly reasons: ReadonlyMap<string, number>; readonly plugins: ReadonlySet<string>; readonly resolvable: readonly number[] }

/**
 * Filter results and raw scores of all nodes for pods of one shape (alike in everything that scheduling looks at).
 * After a placement only the rows that changed are computed again, so that the thousandth replica costs next to nothing.
 */
export class Shape {
  readonly #filters: readonly BoundFilter[];
  readonly #scores: readonly BoundScore[];
  #fits = new Uint8Array(0);
  #position = -1;
  /** Where the next search for the best begins, so that equal nodes take turns. */
  #turn = 0;

  constructor(pod: Pod, private readonly nodes: NodeTable, filters: readonly FilterPlugin[], scores: readonly { plugin: ScorePlugin; weight: number }[]) {
    this.#filters = filters.flatMap((plugin) => { const prepared = plugin.filter(pod, nodes); return prepared ? [{ plugin, prepared }] : []; });
    this.#scores = scores.flatMap(({ plugin, weight }) => { const prepared = plugin.score(pod, nodes); return prepared ? [{ plugin, weight, prepared, raw: new Float64Array(0) }] : []; });
  }

  /** The best node for a pod of this shape, or -1. */
  best(): number {
    this.#refresh();
    const { rows } = this.nodes;
    const highest = this.#scores.map((s) => (s.prepared.normalize === 'none' ? MAX_SCORE : this.#highest(s)));
    let best = -1;
    let bestScore = -1;
    for (let i = 0; i < rows; i++) {
      const node = (i + this.#turn) % rows;
      if (!this.#fits[node]) continue;
      const score = this.#total(node, highest);
      if (score > bestScore) { bestScore = score; best = node; }
    }
    if (best >= 0) this.#turn = (best + 1) % rows;
    return best;
  }

  /** Scores of a node, by plugin; for explanations. */
  explain(node: number): Record<string, number> {
    this.#refresh();
    return Object.fromEntries(this.#scores.map((s) => [s.plugin.name, normalized(s, node, this.#highest(s)) * s.weight]));
  }

  refusal(): Refusal {
    this.#refresh();
    const reasons = new Map<string, number>();
    const plugins = new Set<string>();
    const resolvable: number[] = [];
    for (let node = 0; node < this.nodes.rows; node++) {
      if (!this.nodes.nodes[node] || this.#fits[node]) continue;
      const first = this.#filters.find((f) => !f.prepared.passes(node));
      if (!first) continue;
      plugins.add(first.plugin.name);
      if (!first.prepared.unresolvable) resolvable.push(node);
      for (const reason of first.prepared.reasons(node)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return { reasons, plugins, resolvable };
  }

  #refresh(): void {
    const { nodes } = this;
    const changed = this.#position < 0 ? undefined : nodes.changedSince(this.#position);
    this.#position = nodes.position;
    if (this.#fits.length < nodes.rows) this.#grow(nodes.rows);
    if (changed) for (const node of changed) this.#evaluate(node);
    else for (let node = 0; node < nodes.rows; node++) this.#evaluate(node);
  }

  #evaluate(node: number): void {
    this.#fits[node] = this.nodes.nodes[node] && this.#passes(node) ? 1 : 0;
    if (this.#fits[node]) for (const score of this.#scores) score.raw[node] = score.prepared.of(node);
  }

  #passes(node: number): boolean {
    for (const { prepared } of this.#filters) if (!prepared.passes(node)) return false;
    return true;
  }

  #highest(score: BoundScore): number {
    let highest = 0;
    for (let node = 0; node < this.nodes.rows; node++) if (this.#fits[node] && score.raw[node]! > highest) highest = score.raw[node]!;
    return highest;
  }

  #total(node: number, highest: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i < this.#scores.length; i++) sum += normalized(this.#scores[i]!, node, highest[i]!) * this.#scores[i]!.weight;
    return sum;
  }

  #grow(rows: number): void {
    const size = Math.max(64, 2 ** Math.ceil(Math.log2(rows)));
    const fits = new Uint8Array(size);
    fits.set(this.#fits);
    this.#fits = fits;
    for (const score of this.#scores) { const raw = new Float64Array(size); raw.set(score.raw); score.raw = raw; }
  }
}

function normalized(score: BoundScore, node: number, highest: number): number {
  const raw = score.raw[node]!;
  switch (score.prepared.normalize) {
    case 'none': return raw;
    case 'up': return highest === 0 ? 0 : Math.floor((raw * MAX_SCORE) / highest);
    case 'down': return highest === 0 ? MAX_SCORE : MAX_SCORE - Math.floor((raw * MAX_SCORE) / highest);
  }
}

/** Everything of a pod that a node-local plugin looks at; pods with the same key share results. */
export function shapeKey(pod: Pod): string {
  const { spec } = pod;
  const container = (c: (typeof spec.containers)[number]): unknown => [c.resources.requests, c.restartPolicy, c.ports?.filter((p) => p.hostPort).map((p) => [p.hostPort, p.hostIP, p.protocol])];
  return JSON.stringify([
    spec.nodeName, spec.nodeSelector, spec.affinity?.nodeAffinity, spec.tolerations, spec.overhead, spec.resources, spec.containers.map(container), spec.initContainers?.map(container),
  ]);
}
