import type { Pod } from '@kubets/api/core/v1/pod';
import { uidOf } from '../pod/identity.js';
import { podFromRuntime } from './annotations.js';
import { admissionProblem, type NodeView, type Rejection } from './admission.js';
import type { PodContext } from './context.js';
import { PodWorker } from './pod-worker.js';

/** The workers of a node's pods, one per uid. */
export class PodWorkers {
  private readonly workers = new Map<string, PodWorker>();

  constructor(private readonly context: PodContext, private readonly node: () => NodeView) {}

  get pods(): Pod[] { return [...this.workers.values()].map((w) => w.current); }
  get size(): number { return this.workers.size; }

  get(uid: string): PodWorker | undefined { return this.workers.get(uid); }
  find(namespace: string, name: string): PodWorker | undefined {
    return [...this.workers.values()].filter((w) => w.current.metadata.namespace === namespace && w.current.metadata.name === name).at(-1);
  }

  /** The pod appeared or changed. */
  update(pod: Pod): void {
    const uid = uidOf(pod);
    const known = this.workers.get(uid);
    if (known) return known.update(pod);
    this.add(pod, false).wake();
  }

  /** The pod is gone from the API. */
  remove(pod: Pod): void { this.workers.get(uidOf(pod))?.remove(); }

  wake(uid: string): void { this.workers.get(uid)?.wake(); }

  /** Ends pods that the engine runs but the API no longer knows; they were deleted while no kubelet looked. */
  endOrphans(): void {
    for (const uid of this.context.state.uids()) {
      if (this.workers.has(uid)) continue;
      const { containers, sandboxes } = this.context.state.pod(uid);
      const identity = (sandboxes[0] ?? containers[0])?.pod;
      if (identity) this.add(podFromRuntime(containers, identity), true).wake();
    }
  }

  async stop(): Promise<void> {
    for (const worker of this.workers.values()) worker.dispose();
    await Promise.all([...this.workers.values()].map((w) => w.idle()));
  }

  private add(pod: Pod, orphan: boolean): PodWorker {
    const worker: PodWorker = new PodWorker(pod, this.context, {
      admit: (wanted): Rejection | undefined => admissionProblem(wanted, [...this.workers.values()].filter((w) => w !== worker && w.active).map((w) => w.current), this.node()),
      gone: (uid) => this.workers.delete(uid),
    }, orphan);
    this.workers.set(worker.uid, worker);
    return worker;
  }
}
