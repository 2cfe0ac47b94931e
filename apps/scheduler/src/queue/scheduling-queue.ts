import type { Pod } from '@kubets/api/core/v1/pod';
import type { ClusterEvent } from '../framework/plugin.js';
import { KeyedHeap } from './heap.js';

export interface QueuedPod {
  readonly pod: Pod;
  /** How often it was tried. */
  readonly attempts: number;
  /** When it first came, milliseconds. */
  readonly since: number;
  /** When it came into the queue this time, milliseconds, and in which order: who came first is tried first. */
  readonly queuedAt: number;
  readonly order: number;
  /** Not before this, milliseconds. */
  readonly notBefore: number;
  /** Plugins that refused it last; events that these do not wait for leave it where it is. */
  readonly refusedBy: ReadonlySet<string>;
}

const INITIAL_BACKOFF_MS = 1000;
const MAX_BACKOFF_MS = 10_000;
/** A pod is tried again after this long even if no event spoke for it. */
const STUCK_MS = 300_000;

/** Higher priority first, then who has waited longer. */
const byPriority = (a: QueuedPod, b: QueuedPod): number => (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) || a.order - b.order;

const uidOf = (pod: Pod): string => pod.metadata.uid ?? '';
const isGated = (pod: Pod): boolean => Boolean(pod.spec.schedulingGates?.length);

/**
 * Pods that wait for a node: those to try now, those that back off after a failure, those that no node takes until something
 * changes, and those held by gates. A pod is in one of them, or in none while it is being placed.
 * Source: the scheduler's queue as described in the scheduling framework, KEP-3521 (gates) and KEP-4247 (queueing hints).
 */
export class SchedulingQueue {
  readonly #active = new KeyedHeap<QueuedPod>(byPriority);
  readonly #backingOff = new KeyedHeap<QueuedPod>((a, b) => a.notBefore - b.notBefore || a.order - b.order);
  /** In the order in which they came, so the first has been there longest. */
  readonly #unschedulable = new Map<string, QueuedPod>();
  readonly #gated = new Map<string, QueuedPod>();
  /** How many unschedulable pods each plugin has refused, so that events that nobody waits for cost nothing. */
  readonly #refusals = new Map<string, number>();
  #order = 0;

  constructor(private readonly now: () => number) {}

  get lengths(): { active: number; backoff: number; unschedulable: number; gated: number } {
    return { active: this.#active.size, backoff: this.#backingOff.size, unschedulable: this.#unschedulable.size, gated: this.#gated.size };
  }

  /** A pod without a node appeared. */
  add(pod: Pod): void {
    const now = this.now();
    this.#put({ pod, attempts: 0, since: now, queuedAt: now, order: this.#order++, notBefore: 0, refusedBy: new Set() });
  }

  /** The pod changed. A change other than of its status may make it fit. */
  update(pod: Pod, old: Pod): void {
    const uid = uidOf(pod);
    const known = this.#active.get(uid) ?? this.#backingOff.get(uid) ?? this.#unschedulable.get(uid) ?? this.#gated.get(uid);
    if (!known) { this.add(pod); return; }
    const changed = JSON.stringify([pod.spec, pod.metadata.labels]) !== JSON.stringify([old.spec, old.metadata.labels]);
    const entry = { ...known, pod };
    if (this.#unschedulable.has(uid) && !changed) this.#unschedulable.set(uid, entry);
    else this.#put(entry);
  }

  remove(uid: string): void {
    this.#active.remove(uid);
    this.#backingOff.remove(uid);
    this.#gated.delete(uid);
    const refused = this.#unschedulable.get(uid);
    if (!refused) return;
    this.#unschedulable.delete(uid);
    for (const plugin of refused.refusedBy) this.#refusals.set(plugin, this.#refusals.get(plugin)! - 1);
  }

  /** The next pod to try, taken out; `undefined` when there is none now. */
  pop(): QueuedPod | undefined {
    this.#ripen();
    const entry = this.#active.pop();
    return entry && { ...entry, attempts: entry.attempts + 1 };
  }

  /** Puts a pod back that could not be placed; `refusedBy` is empty when the failure was not the cluster's shape, such as a bind that failed. */
  putBack(entry: QueuedPod, refusedBy: ReadonlySet<string>): void {
    const now = this.now();
    const backoff = Math.min(INITIAL_BACKOFF_MS * 2 ** (entry.attempts - 1), MAX_BACKOFF_MS);
    const next = { ...entry, refusedBy, queuedAt: now, order: this.#order++, notBefore: now + backoff };
    if (!refusedBy.size || isGated(entry.pod)) { this.#put(next); return; }
    this.remove(uidOf(entry.pod));
    this.#unschedulable.set(uidOf(entry.pod), next);
    for (const plugin of refusedBy) this.#refusals.set(plugin, (this.#refusals.get(plugin) ?? 0) + 1);
  }

  /** Something changed: pods refused by a plugin that waits for such a change are tried again, after what is left of their back-off. */
  wake(event: ClusterEvent, waitsFor: (plugin: string, event: ClusterEvent) => boolean): void {
    const concerned = new Set([...this.#refusals].filter(([plugin, count]) => count > 0 && waitsFor(plugin, event)).map(([plugin]) => plugin));
    if (!concerned.size) return;
    for (const entry of [...this.#unschedulable.values()]) {
      for (const plugin of entry.refusedBy) if (concerned.has(plugin)) { this.#put(entry); break; }
    }
  }

  /** Milliseconds until a pod becomes due, or `undefined` when none will by itself. */
  dueIn(): number | undefined {
    if (this.#active.size) return 0;
    const times = [this.#backingOff.peek()?.notBefore, this.#oldest()].filter((time) => time !== undefined);
    return times.length ? Math.max(0, Math.min(...times) - this.now()) : undefined;
  }

  #oldest(): number | undefined {
    const [first] = this.#unschedulable.values();
    return first && first.queuedAt + STUCK_MS;
  }

  #ripen(): void {
    const now = this.now();
    for (let next = this.#backingOff.peek(); next && next.notBefore <= now; next = this.#backingOff.peek()) this.#put(next);
    for (const entry of this.#unschedulable.values()) {
      if (entry.queuedAt + STUCK_MS > now) break;
      this.#put(entry);
    }
  }

  /** Where a pod belongs that nothing but time and gates keep from being tried. */
  #put(entry: QueuedPod): void {
    const uid = uidOf(entry.pod);
    this.remove(uid);
    if (isGated(entry.pod)) this.#gated.set(uid, entry);
    else if (entry.notBefore > this.now()) this.#backingOff.push(uid, entry);
    else this.#active.push(uid, entry);
  }
}
