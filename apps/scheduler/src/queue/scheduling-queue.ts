import type { Pod } from '@kubets/api/core/v1/pod';
import type { ClusterEvent } from '../framework/plugin.js';
import { Heap } from './heap.js';

export interface QueuedPod {
  readonly pod: Pod;
  /** How often it was tried. */
  readonly attempts: number;
  /** When it first came, milliseconds. */
  readonly since: number;
  readonly queuedAt: number;
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
const byPriority = (a: QueuedPod, b: QueuedPod): number => (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) || a.queuedAt - b.queuedAt;

/**
 * Pods that wait for a node: those to try now, those that back off after a failure, and those that no node takes until something changes.
 * Source: the scheduler's queue as described in the scheduling framework and KEP-4247 (queueing hints).
 */
export class SchedulingQueue {
  readonly #active = new Heap<QueuedPod>(byPriority);
  readonly #backingOff = new Heap<QueuedPod>((a, b) => a.notBefore - b.notBefore);
  readonly #unschedulable = new Map<string, QueuedPod>();
  /** Where each pod is; a pod that left is passed over when its entry comes up. */
  readonly #current = new Map<string, QueuedPod>();

  constructor(private readonly now: () => number) {}

  get lengths(): { active: number; backoff: number; unschedulable: number; gated: number } {
    let gated = 0;
    for (const { pod } of this.#unschedulable.values()) if (pod.spec.schedulingGates?.length) gated++;
    return { active: this.#active.size, backoff: this.#backingOff.size, unschedulable: this.#unschedulable.size - gated, gated };
  }

  /** A pod without a node appeared. Gated pods wait outside until their gates are gone. */
  add(pod: Pod): void {
    const now = this.now();
    const entry: QueuedPod = { pod, attempts: 0, since: now, queuedAt: now, notBefore: 0, refusedBy: new Set() };
    this.#put(entry, pod.spec.schedulingGates?.length ? 'unschedulable' : 'active');
  }

  /** The pod changed. A change other than of its status may make it fit. */
  update(pod: Pod, old: Pod): void {
    const known = this.#current.get(pod.metadata.uid ?? '');
    if (!known) { this.add(pod); return; }
    const entry = { ...known, pod };
    const freed = (old.spec.schedulingGates?.length ?? 0) > 0 && !pod.spec.schedulingGates?.length;
    const changed = freed || JSON.stringify([pod.spec, pod.metadata.labels]) !== JSON.stringify([old.spec, old.metadata.labels]);
    if (this.#unschedulable.has(pod.metadata.uid ?? '')) this.#put(entry, changed && !pod.spec.schedulingGates?.length ? this.#afterFailure(entry) : 'unschedulable');
    else if (known.notBefore > this.now()) this.#put(entry, 'backoff');
    else this.#put(entry, 'active');
  }

  remove(uid: string): void {
    this.#current.delete(uid);
    this.#unschedulable.delete(uid);
  }

  /** The next pod to try, taken out; `undefined` when there is none now. */
  pop(): QueuedPod | undefined {
    this.#ripen();
    for (;;) {
      const entry = this.#active.pop();
      if (!entry) return undefined;
      const uid = entry.pod.metadata.uid ?? '';
      if (this.#current.get(uid) !== entry) continue;
      this.#current.delete(uid);
      return { ...entry, attempts: entry.attempts + 1 };
    }
  }

  /** Puts a pod back that could not be placed; `refusedBy` is empty when the failure was not the cluster's shape, such as a bind that failed. */
  putBack(entry: QueuedPod, refusedBy: ReadonlySet<string>): void {
    const backoff = Math.min(INITIAL_BACKOFF_MS * 2 ** (entry.attempts - 1), MAX_BACKOFF_MS);
    const now = this.now();
    const next = { ...entry, refusedBy, queuedAt: now, notBefore: now + backoff };
    this.#put(next, refusedBy.size ? 'unschedulable' : 'backoff');
  }

  /** Something changed: pods refused by a plugin that waits for such a change are tried again. */
  wake(event: ClusterEvent, waitsFor: (plugin: string, event: ClusterEvent) => boolean): void {
    for (const entry of [...this.#unschedulable.values()]) {
      if (entry.pod.spec.schedulingGates?.length) continue;
      if ([...entry.refusedBy].some((plugin) => waitsFor(plugin, event))) this.#put({ ...entry }, this.#afterFailure(entry));
    }
  }

  /** Milliseconds until a pod becomes due, or `undefined` when none will by itself. */
  dueIn(): number | undefined {
    if (this.#active.size) return 0;
    const next = this.#backingOff.peek();
    const stuck = this.#unschedulable.size ? STUCK_MS : undefined;
    if (!next) return stuck;
    return Math.max(0, next.notBefore - this.now());
  }

  #afterFailure(entry: QueuedPod): 'active' | 'backoff' { return entry.notBefore > this.now() ? 'backoff' : 'active'; }

  #ripen(): void {
    const now = this.now();
    for (let next = this.#backingOff.peek(); next && next.notBefore <= now; next = this.#backingOff.peek()) {
      this.#backingOff.pop();
      if (this.#current.get(next.pod.metadata.uid ?? '') === next) this.#active.push(next);
    }
    for (const entry of this.#unschedulable.values()) {
      if (now - entry.queuedAt > STUCK_MS && !entry.pod.spec.schedulingGates?.length) this.#put({ ...entry, queuedAt: now }, 'active');
    }
  }

  #put(entry: QueuedPod, where: 'active' | 'backoff' | 'unschedulable'): void {
    const uid = entry.pod.metadata.uid ?? '';
    this.#unschedulable.delete(uid);
    this.#current.set(uid, entry);
    if (where === 'active') this.#active.push(entry);
    else if (where === 'backoff') this.#backingOff.push(entry);
    else this.#unschedulable.set(uid, entry);
  }
}
