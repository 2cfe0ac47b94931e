import type { Node } from '@kubets/api/core/v1/node';

/** No value for the key. */
export const NO_DOMAIN = -1;

/** Which domain of one topology key each row lies in, as small numbers, so that pods per domain are summed in an array. */
export class TopologyColumn {
  #numbers = new Map<string, number>();
  of: Int32Array;

  constructor(readonly key: string, capacity: number) { this.of = new Int32Array(capacity).fill(NO_DOMAIN); }

  /** Domain numbers are below this. */
  get domains(): number { return this.#numbers.size; }

  set(row: number, node: Node | undefined): void {
    const value = node?.metadata.labels?.[this.key];
    if (value === undefined) { this.of[row] = NO_DOMAIN; return; }
    let number = this.#numbers.get(value);
    if (number === undefined) this.#numbers.set(value, number = this.#numbers.size);
    this.of[row] = number;
  }

  grow(capacity: number): void {
    const of = new Int32Array(capacity).fill(NO_DOMAIN);
    of.set(this.of);
    this.of = of;
  }

  /** Numbers of values that no node has any more are given back once they outnumber the rows. */
  compact(nodes: readonly (Node | undefined)[]): void {
    if (this.#numbers.size <= 2 * nodes.length + 64) return;
    this.#numbers = new Map();
    nodes.forEach((node, row) => this.set(row, node));
  }
}
