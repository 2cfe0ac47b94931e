import type { ContainerRuntime, ContainerStatus, SandboxStatus } from '@kubets/container-runtime/runtime';
import { NOTHING, observedPod, type ObservedPod } from './pod-state.js';

interface Entry { sandboxes: Map<string, SandboxStatus>; containers: Map<string, ContainerStatus>; view?: ObservedPod }

/**
 * A view of the engine that is read without asking it. Listing costs by the number of pods on the node, so it happens at start, once in a
 * while in case an event was lost, and when sandboxes changed; everything else is looked up by the one container that an event names.
 */
export class RuntimeState {
  private readonly pods = new Map<string, Entry>();
  private listing: Promise<void> | undefined;
  private again: Promise<void> | undefined;
  /** Counts listings. What was learned of one container or sandbox while a listing ran is newer than what the listing says of it. */
  private listings = 0;
  private readonly learned = new Map<string, number>();

  constructor(private readonly runtime: ContainerRuntime, private readonly changed: (podUid: string) => void) {}

  pod(uid: string): ObservedPod {
    const entry = this.pods.get(uid);
    if (!entry) return NOTHING;
    return (entry.view ??= observedPod(entry.sandboxes.values(), entry.containers.values()));
  }

  uids(): string[] { return [...this.pods.keys()]; }

  *containers(): Generator<ContainerStatus> {
    for (const entry of this.pods.values()) yield* entry.containers.values();
  }

  /** Lists everything anew. Calls that come while a listing runs share the next one. */
  relist(): Promise<void> {
    if (!this.listing) return (this.listing = this.list().finally(() => { this.listing = undefined; }));
    return (this.again ??= this.listing.catch(() => undefined).then(() => { this.again = undefined; return this.relist(); }));
  }

  private async list(): Promise<void> {
    const began = (this.listings += 1);
    for (const [id, at] of this.learned) if (at < began - 1) this.learned.delete(id);
    const [sandboxes, containers] = await Promise.all([this.runtime.listPodSandboxes(), this.runtime.listContainers()]);
    const fresh = new Map<string, Entry>();
    const entry = (uid: string): Entry => {
      const found = fresh.get(uid) ?? { sandboxes: new Map(), containers: new Map() };
      fresh.set(uid, found);
      return found;
    };
    const newer = (id: string): boolean => (this.learned.get(id) ?? 0) >= began;
    for (const sandbox of sandboxes) if (!newer(sandbox.id)) entry(sandbox.pod.uid).sandboxes.set(sandbox.id, sandbox);
    for (const container of containers) {
      if (newer(container.id)) continue;
      // A listing that started before a container ended must not bring it back to life.
      const known = this.pods.get(container.pod.uid)?.containers.get(container.id);
      entry(container.pod.uid).containers.set(container.id, known && stage(known) > stage(container) ? known : container);
    }
    for (const [uid, known] of this.pods) {
      for (const [id, sandbox] of known.sandboxes) if (newer(id)) entry(uid).sandboxes.set(id, sandbox);
      for (const [id, container] of known.containers) if (newer(id)) entry(uid).containers.set(id, container);
    }
    const touched = [...new Set([...fresh.keys(), ...this.pods.keys()])].filter((uid) => summary(this.pods.get(uid)) !== summary(fresh.get(uid)));
    this.pods.clear();
    for (const [uid, value] of fresh) this.pods.set(uid, value);
    for (const uid of touched) this.changed(uid);
  }

  /** Looks at one container again; `podUid` says whose it was if it is gone. */
  async refresh(containerId: string, podUid: string): Promise<void> {
    const status = await this.runtime.containerStatus(containerId);
    this.learned.set(containerId, this.listings);
    const uid = status?.pod.uid ?? podUid;
    const entry = this.pods.get(uid);
    if (!status) {
      if (entry?.sandboxes.has(containerId) || !entry?.containers.delete(containerId)) return this.relist();
      entry.view = undefined;
    } else if (!entry) {
      return this.relist();
    } else {
      entry.containers.set(containerId, status);
      entry.view = undefined;
    }
    this.changed(uid);
  }

  /** A sandbox that was just made, where the engine has said all there is to know. */
  addSandbox(sandbox: SandboxStatus): void {
    const entry: Entry = this.pods.get(sandbox.pod.uid) ?? { sandboxes: new Map(), containers: new Map() };
    this.pods.set(sandbox.pod.uid, entry);
    this.learned.set(sandbox.id, this.listings);
    entry.sandboxes.set(sandbox.id, sandbox);
    entry.view = undefined;
  }

  isSandbox(uid: string, id: string): boolean { return this.pods.get(uid)?.sandboxes.has(id) ?? false; }

  forgetContainer(uid: string, id: string): void {
    const entry = this.pods.get(uid);
    this.learned.set(id, this.listings);
    if (entry?.containers.delete(id)) entry.view = undefined;
  }

  /** Everything of the pod was removed. */
  forgetPod(uid: string): void { this.pods.delete(uid); }
}

const stage = (c: ContainerStatus): number => ({ created: 0, running: 1, exited: 2 })[c.state];
const summary = (entry: Entry | undefined): string => (entry
  ? [...entry.sandboxes.values()].map((s) => `${s.id}${s.ready}${s.ip}`).sort().join() + [...entry.containers.values()].map((c) => `${c.id}${c.state}`).sort().join()
  : '');
