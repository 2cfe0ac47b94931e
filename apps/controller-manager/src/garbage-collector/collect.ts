import type { ObjectMeta, OwnerReference } from '@kubets/apimachinery/meta/v1/object-meta';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { Result } from '@kubets/client/queue';
import type { ComponentHost } from '@kubets/component/component';
import type { DiscoveredResource } from '../discovery/discover.js';
import { agrees, FOREGROUND, ORPHAN, resourceOf, type GraphNode, type OwnerGraph } from './graph.js';
import type { MetadataClient } from './metadata-client.js';

export interface CollectorParts {
  readonly host: ComponentHost;
  readonly graph: OwnerGraph;
  readonly metadata: MetadataClient;
  readonly resources: () => readonly DiscoveredResource[];
  readonly enqueue: (uid: string) => void;
}

type Verdict = 'exists' | 'absent' | 'waiting';
/** An owner that exists but is not watched is asked for again: nothing else would tell of its end. */
const UNWATCHED_SECONDS = 30;

/** Decides about single objects, and acts. What it deletes it has read just before, and it deletes exactly that. */
export class Collector {
  constructor(private readonly parts: CollectorParts) {}

  async attemptToDelete(uid: string): Promise<Result> {
    const { graph, metadata } = this.parts;
    const node = graph.get(uid);
    if (!node || (node.deleting && !node.waiting)) return;
    if (!node.resource) return this.#attemptUnseen(node);
    const latest = await metadata.get(node.resource, node.namespace, node.name);
    if (latest?.uid !== uid) return graph.removed(uid);
    if (node.waiting) return this.#finishForeground(node, latest);
    const owners = latest.ownerReferences ?? [];
    if (owners.length === 0) return;
    const verdicts = await Promise.all(owners.map((owner) => this.#verdictOn(owner, node)));
    const gone = owners.filter((_, at) => verdicts[at] !== 'exists');
    if (gone.length === 0) return;
    if (gone.length < owners.length) return metadata.patch(node.resource, latest, { ownerReferences: owners.filter((owner) => !gone.includes(owner)) });
    const waitedFor = verdicts.includes('waiting') && (node.dependents?.size ?? 0) > 0;
    if (waitedFor) await this.#breakCycles(node);
    await this.#delete(node.resource, latest, waitedFor ? 'Foreground' : policyOf(latest));
  }

  /** The owner was seen in references only. If it is gone its dependents are next. */
  async #attemptUnseen(node: GraphNode): Promise<Result> {
    const resource = this.#mapped(node.reference!);
    // A cluster-scoped object cannot have an owner in a namespace: nobody could say in which.
    if (resource.namespaced && !node.namespace) return undefined;
    const latest = await this.parts.metadata.get(resource, node.namespace, node.name);
    if (latest?.uid === node.uid) return node.resource ? undefined : { requeueAfterSeconds: UNWATCHED_SECONDS };
    if (!node.resource) this.parts.graph.dismiss(node);
    return undefined;
  }

  #mapped(reference: OwnerReference): DiscoveredResource {
    const resource = resourceOf(reference, this.parts.resources());
    // Perhaps its definition is only being made: never delete for what cannot be asked.
    if (!resource) throw new Error(`the server has no resource for the owner ${reference.apiVersion} ${reference.kind} "${reference.name}"; what it owns is kept`);
    return resource;
  }

  async #verdictOn(reference: OwnerReference, node: GraphNode): Promise<Verdict> {
    const { graph, metadata, host } = this.parts;
    if (!node.namespace && resourceOf(reference, this.parts.resources())?.namespaced) {
      this.#invalid(node, reference, 'cluster-scoped objects cannot have owners in a namespace');
      return 'exists';
    }
    if (graph.isAbsent(reference.uid)) return 'absent';
    const owner = graph.get(reference.uid);
    // An owner that is watched exists: of its end an event would have told.
    if (owner?.resource && agrees(owner, reference, node.namespace)) return owner.waiting ? 'waiting' : 'exists';
    const latest = await metadata.get(this.#mapped(reference), node.namespace, reference.name);
    if (latest?.uid === reference.uid) return latest.deletionTimestamp && latest.finalizers?.includes(FOREGROUND) ? 'waiting' : 'exists';
    if (owner?.resource) this.#invalid(node, reference, `no such object in namespace "${node.namespace}"`);
    else host.log.debug(2, 'an owner is gone', { owner: reference.name, kind: reference.kind, of: node.name });
    return 'absent';
  }

  #invalid(node: GraphNode, { apiVersion, kind, name, uid }: OwnerReference, why: string): void {
    const about = { apiVersion: groupVersionOf(node.resource!), kind: node.resource!.kind, metadata: { name: node.name, namespace: node.namespace, uid: node.uid } };
    this.parts.host.events.event(about, 'Warning', 'OwnerRefInvalidNamespace', `ownerRef [${apiVersion}/${kind}, namespace: ${node.namespace ?? ''}, name: ${name}, uid: ${uid}] is not valid: ${why}`);
  }

  /** The object may go when nothing is left that blocks it. */
  async #finishForeground(node: GraphNode, latest: ObjectMeta): Promise<void> {
    const blocking = [...node.dependents ?? []].filter(({ owners }) => owners.some(({ uid, blockOwnerDeletion }) => uid === node.uid && blockOwnerDeletion));
    if (blocking.length === 0) return this.#removeFinalizer(node.resource!, latest, FOREGROUND);
    for (const dependent of blocking) if (!dependent.waiting) this.parts.enqueue(dependent.uid);
  }

  /** Two objects that wait for each other would wait for ever: what already waits stops blocking this one. */
  async #breakCycles(node: GraphNode): Promise<void> {
    const { metadata } = this.parts;
    if (![...node.dependents ?? []].some(({ waiting }) => waiting)) return;
    for (const dependent of node.dependents ?? []) {
      const latest = dependent.resource && await metadata.get(dependent.resource, dependent.namespace, dependent.name);
      if (latest?.uid !== dependent.uid) continue;
      await metadata.patch(dependent.resource!, latest, { ownerReferences: (latest.ownerReferences ?? []).map((owner) => (owner.uid === node.uid ? { ...owner, blockOwnerDeletion: false } : owner)) });
    }
  }

  /** Strips the references of all dependents, then lets the owner go. */
  async attemptToOrphan(uid: string): Promise<void> {
    const { graph, metadata } = this.parts;
    const node = graph.get(uid);
    if (!node?.resource) return;
    await Promise.all([...node.dependents ?? []].map(async (dependent) => {
      const latest = dependent.resource && await metadata.get(dependent.resource, dependent.namespace, dependent.name);
      const owners = latest?.ownerReferences ?? [];
      if (latest?.uid !== dependent.uid || !owners.some((owner) => owner.uid === uid)) return;
      await metadata.patch(dependent.resource!, latest, { ownerReferences: owners.filter((owner) => owner.uid !== uid) });
    }));
    const latest = await metadata.get(node.resource, node.namespace, node.name);
    if (latest?.uid === uid) await this.#removeFinalizer(node.resource, latest, ORPHAN);
  }

  async #removeFinalizer(resource: DiscoveredResource, latest: ObjectMeta, finalizer: string): Promise<void> {
    if (!latest.finalizers?.includes(finalizer)) return;
    await tolerant(this.parts.metadata.patch(resource, latest, { finalizers: latest.finalizers.filter((f) => f !== finalizer) }));
  }

  async #delete(resource: DiscoveredResource, latest: ObjectMeta, policy: string): Promise<void> {
    this.parts.host.log.debug(2, 'deleting an object without owners', { resource: resource.resource, namespace: latest.namespace, name: latest.name, policy });
    await tolerant(this.parts.metadata.delete(resource, latest, policy));
  }
}

/** What the object's own deletion was meant to be, if somebody has said so. */
const policyOf = ({ finalizers = [] }: ObjectMeta): string => (finalizers.includes(ORPHAN) ? 'Orphan' : finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background');
const groupVersionOf = ({ group, version }: DiscoveredResource): string => (group ? `${group}/${version}` : version);

async function tolerant(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
