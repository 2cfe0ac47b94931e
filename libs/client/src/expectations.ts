/** After this long a write whose event never came is not waited for any longer. */
const TIMEOUT_MS = 5 * 60_000;

interface Expected { creations: number; readonly deletions: Set<string>; since: number }

/**
 * What a controller has asked for but not yet seen in its cache. Until that is seen, the cache is known to be stale, and acting on it would
 * create or delete twice. Set before the writes; lowered by informer events and by writes that failed.
 *
 * Deletions are expected by the object's UID, because an object may report its deletion twice (first the timestamp, then the removal).
 */
export class Expectations {
  readonly #expected = new Map<string, Expected>();
  constructor(private readonly now: () => number) {}

  expectCreations(key: string, count: number): void {
    const expected = this.#fresh(key);
    expected.creations += count;
  }

  expectDeletions(key: string, uids: readonly string[]): void {
    const expected = this.#fresh(key);
    for (const uid of uids) expected.deletions.add(uid);
  }

  /** An expected object appeared, or could not be created. */
  creationObserved(key: string): void {
    const expected = this.#expected.get(key);
    if (expected && expected.creations > 0) expected.creations--;
  }

  /** Several creations will not be tried after all. */
  creationsCancelled(key: string, count: number): void {
    const expected = this.#expected.get(key);
    if (expected) expected.creations = Math.max(0, expected.creations - count);
  }

  /** An expected object is going or gone, or could not be deleted. */
  deletionObserved(key: string, uid: string): void {
    this.#expected.get(key)?.deletions.delete(uid);
  }

  /** Whether the cache shows everything that was asked for, or it is too late to wait for it. */
  satisfied(key: string): boolean {
    const expected = this.#expected.get(key);
    if (!expected) return true;
    return (expected.creations === 0 && expected.deletions.size === 0) || this.now() - expected.since > TIMEOUT_MS;
  }

  /** The owner is gone. */
  forget(key: string): void { this.#expected.delete(key); }

  /** Keeps what is outstanding (creations and deletions may be asked for in one pass), unless that is settled or too old. */
  #fresh(key: string): Expected {
    const known = this.#expected.get(key);
    if (known && !this.satisfied(key)) return known;
    const made = { creations: 0, deletions: new Set<string>(), since: this.now() };
    this.#expected.set(key, made);
    return made;
  }
}
