import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { WatchCache } from '../store/watch-cache.js';

/** Which object holds what, kept up from the cache's changes, and what writes under way have reserved: each look-up is one of a map. */
export class Allocations<T extends KubeObject> {
  readonly #holders = new Map<string, Set<string>>();
  readonly #reserved = new Map<string, number>();

  /** @param claimsOf what an object holds, as text that is equal for equal things */
  constructor(private readonly claimsOf: (object: T) => readonly string[]) {}

  follow(cache: WatchCache): void {
    for (const stored of cache.range()) this.#add(stored.object as T);
    cache.listen((events) => {
      for (const { previous, current, deleted } of events) {
        if (previous) this.#remove(previous.object as T);
        if (!deleted) this.#add(current.object as T);
      }
    });
  }

  /** Whether somebody other than the object with this uid holds it, or a write under way is about to. */
  isTaken(claim: string, uid: string | undefined): boolean {
    if (this.#reserved.has(claim)) return true;
    const holders = this.#holders.get(claim);
    return holders !== undefined && !(holders.size === 1 && uid !== undefined && holders.has(uid));
  }

  reserve(claim: string): void { this.#reserved.set(claim, (this.#reserved.get(claim) ?? 0) + 1); }

  release(claim: string): void {
    const left = (this.#reserved.get(claim) ?? 0) - 1;
    if (left > 0) this.#reserved.set(claim, left); else this.#reserved.delete(claim);
  }

  #add(object: T): void {
    for (const claim of this.claimsOf(object)) {
      const holders = this.#holders.get(claim);
      if (holders) holders.add(object.metadata.uid ?? ''); else this.#holders.set(claim, new Set([object.metadata.uid ?? '']));
    }
  }

  #remove(object: T): void {
    for (const claim of this.claimsOf(object)) {
      const holders = this.#holders.get(claim);
      holders?.delete(object.metadata.uid ?? '');
      if (holders?.size === 0) this.#holders.delete(claim);
    }
  }
}
