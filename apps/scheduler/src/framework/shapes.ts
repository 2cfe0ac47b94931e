import type { Pod } from '@kubets/api/core/v1/pod';
import { FILTERS, KEYED, SCORES } from '../plugins/plugins.cfg.js';
import type { Cluster } from './cluster.js';
import { Shape } from './shape.js';
import { shapeKey } from './shape-key.js';

/** Shapes kept; at 5,000 nodes one takes about 300 kB. */
const MAX_SHAPES = 256;

/** The shapes in use: those that have not been asked for longest are given up. */
export class Shapes {
  readonly #shapes = new Map<string, Shape>();
  constructor(private readonly cluster: Cluster, private readonly most = MAX_SHAPES) {}

  get size(): number { return this.#shapes.size; }

  of(pod: Pod): Shape {
    const key = shapeKey(pod, this.cluster, KEYED);
    const known = this.#shapes.get(key);
    // Put at the end: a map keeps the order of insertion.
    if (known) this.#shapes.delete(key);
    const shape = known ?? new Shape(pod, this.cluster, FILTERS, SCORES);
    this.#shapes.set(key, shape);
    if (this.#shapes.size > this.most) this.#shapes.delete(this.#shapes.keys().next().value!);
    return shape;
  }
}
