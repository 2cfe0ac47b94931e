import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { keyOf, type Lister } from './informer.js';

type Values<T> = (object: T) => readonly string[];

/** The objects under one value of an index; the array is made when asked for and kept until something changes. */
interface Bucket<T> { readonly byKey: Map<string, T>; array?: readonly T[] }

class Index<T> {
  readonly #buckets = new Map<string, Bucket<T>>();
  constructor(readonly values: Values<T>) {}

  add(key: string, object: T, values: readonly string[]): void {
    for (const value of values) {
      let bucket = this.#buckets.get(value);
      if (!bucket) this.#buckets.set(value, bucket = { byKey: new Map() });
      bucket.byKey.set(key, object);
      bucket.array = undefined;
    }
  }

  remove(key: string, values: readonly string[]): void {
    for (const value of values) {
      const bucket = this.#buckets.get(value);
      if (!bucket?.byKey.delete(key)) continue;
      bucket.array = undefined;
      if (bucket.byKey.size === 0) this.#buckets.delete(value);
    }
  }

  find(value: string): readonly T[] {
    const bucket = this.#buckets.get(value);
    return bucket ? bucket.array ??= [...bucket.byKey.values()] : [];
  }
}

/**
 * Objects by key with indexes; what an informer's lister reads. It holds the objects it was given and never copies them.
 * The cost of a change does not depend on how many objects there are.
 */
export class ObjectCache<T extends KubeObject> implements Lister<T> {
  readonly #objects = new Map<string, T>();
  readonly #indexes = new Map<string, Index<T>>();
  #all: readonly T[] | undefined;

  constructor(indexes: Readonly<Record<string, Values<T>>> = {}) {
    this.addIndex('namespace', (object) => (object.metadata.namespace ? [object.metadata.namespace] : []));
    for (const [name, values] of Object.entries(indexes)) this.addIndex(name, values);
  }

  get size(): number { return this.#objects.size; }
  get(key: string): T | undefined { return this.#objects.get(key); }
  list(): readonly T[] { return this.#all ??= [...this.#objects.values()]; }
  keys(): IterableIterator<string> { return this.#objects.keys(); }

  byIndex(name: string, value: string): readonly T[] {
    const index = this.#indexes.get(name);
    if (!index) throw new Error(`there is no index "${name}"; known: ${[...this.#indexes.keys()].join(', ')}`);
    return index.find(value);
  }

  /** Replaces an index of the same name, filling it from what is there. */
  addIndex(name: string, values: Values<T>): void {
    const index = new Index(values);
    for (const [key, object] of this.#objects) index.add(key, object, values(object));
    this.#indexes.set(name, index);
  }

  hasIndex(name: string): boolean { return this.#indexes.has(name); }

  /** Returns what the object replaced. */
  set(object: T): T | undefined {
    const key = keyOf(object);
    const old = this.#objects.get(key);
    this.#objects.set(key, object);
    this.#all = undefined;
    for (const index of this.#indexes.values()) {
      if (old) index.remove(key, index.values(old));
      index.add(key, object, index.values(object));
    }
    return old;
  }

  /** Returns what was removed. */
  delete(key: string): T | undefined {
    const old = this.#objects.get(key);
    if (!old) return undefined;
    this.#objects.delete(key);
    this.#all = undefined;
    for (const index of this.#indexes.values()) index.remove(key, index.values(old));
    return old;
  }
}
