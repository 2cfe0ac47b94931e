import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Informer, InformerFactory } from '@kubets/client/informer';

export interface PodSourceHandlers {
  /** New on the node, or changed. */
  changed(pod: Pod): void;
  /** Gone from the API. */
  removed(pod: Pod): void;
}

/** The pods that are bound to a node. */
export interface PodSource {
  podsOfNode(nodeName: string): readonly Pod[];
  /** Tells of pods that exist and of every change. Returns the removal. */
  subscribe(nodeName: string, handlers: PodSourceHandlers): () => void;
  whenSynced(): Promise<void>;
}

const INDEX = 'spec.nodeName';
const nodeOf = (pod: Pod): readonly string[] => (pod.spec.nodeName ? [pod.spec.nodeName] : []);

/**
 * One informer of pods for many nodes: an event goes to its node only, at a cost that does not grow with the number of nodes.
 * For kubelets that live in one process.
 */
export class SharedPodSource implements PodSource {
  private readonly subscribers = new Map<string, Set<PodSourceHandlers>>();

  constructor(private readonly informer: Informer<Pod>) {
    informer.addIndex(INDEX, nodeOf);
    informer.addHandlers({
      added: (pod) => this.tell(pod, (h) => h.changed(pod)),
      updated: (pod) => this.tell(pod, (h) => h.changed(pod)),
      deleted: (pod) => this.tell(pod, (h) => h.removed(pod)),
    });
  }

  podsOfNode(nodeName: string): readonly Pod[] { return this.informer.lister.byIndex(INDEX, nodeName); }
  whenSynced(): Promise<void> { return this.informer.whenSynced(); }

  subscribe(nodeName: string, handlers: PodSourceHandlers): () => void {
    const set = this.subscribers.get(nodeName) ?? new Set();
    this.subscribers.set(nodeName, set.add(handlers));
    for (const pod of this.podsOfNode(nodeName)) handlers.changed(pod);
    return () => {
      set.delete(handlers);
      if (set.size === 0) this.subscribers.delete(nodeName);
    };
  }

  private tell(pod: Pod, how: (handlers: PodSourceHandlers) => void): void {
    for (const handlers of this.subscribers.get(pod.spec.nodeName ?? '') ?? []) how(handlers);
  }
}

/** A watch of this node's pods only, as a kubelet on a machine of its own uses. */
export const nodePodSource = (informers: InformerFactory, nodeName: string): PodSource =>
  new SharedPodSource(informers.informer(pods, { fieldSelector: `spec.nodeName=${nodeName}` }));
