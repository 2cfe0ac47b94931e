import type { ObjectMeta, OwnerReference } from '@kubets/apimachinery/meta/v1/object-meta';
import type { DiscoveredResource } from '../discovery/discover.js';

export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

/** An object as far as ownership goes; small, because there is one for every object of the cluster. */
export interface GraphNode {
  readonly uid: string;
  /** Absent while nobody has seen the object: then it is only known from references to it. */
  resource: DiscoveredResource | undefined;
  namespace: string | undefined;
  name: string;
  owners: readonly OwnerReference[];
  dependents: Set<GraphNode> | undefined;
  deleting: boolean;
  /** Its dependents go first. */
  waiting: boolean;
  /** What a reference says of an object that nobody has seen. */
  reference?: OwnerReference;
}

/** What the graph asks for. Keys are UIDs. */
export interface GraphQueues {
  /** See whether the object has to go, or may go now. */
  attemptToDelete(uid: string): void;
  /** Make the dependents of the object independent. */
  attemptToOrphan(uid: string): void;
}

const NONE: readonly OwnerReference[] = [];
const MOST_ABSENT = 1000;

/** Who owns whom, as the watches tell it, and what follows when that changes. */
export class OwnerGraph {
  readonly #nodes = new Map<string, GraphNode>();
  /** Owners known to be gone for good, oldest first. */
  readonly #absent = new Set<string>();
  constructor(private readonly queues: GraphQueues) {}

  get size(): number { return this.#nodes.size; }
  get(uid: string): GraphNode | undefined { return this.#nodes.get(uid); }
  isAbsent(uid: string): boolean { return this.#absent.has(uid); }

  /** An object was seen, for the first time or again. */
  observed(resource: DiscoveredResource, metadata: ObjectMeta): void {
    const uid = metadata.uid ?? '';
    const node = this.#nodes.get(uid) ?? this.#add({ uid, resource, namespace: metadata.namespace, name: metadata.name ?? '', owners: NONE, dependents: undefined, deleting: false, waiting: false });
    const fresh = node.reference !== undefined || node.owners === NONE;
    Object.assign(node, { resource, namespace: metadata.namespace, name: metadata.name ?? '', reference: undefined });
    this.#relate(node, metadata.ownerReferences ?? NONE, fresh);
    this.#transitions(node, metadata);
  }

  /** An object is gone: what it owned may have to go too, and what waited for it may go on. */
  removed(uid: string): void {
    const node = this.#nodes.get(uid);
    this.#markAbsent(uid);
    if (!node) return;
    this.#nodes.delete(uid);
    for (const { uid: owner } of node.owners) this.#unlink(node, owner);
    for (const dependent of node.dependents ?? []) this.queues.attemptToDelete(dependent.uid);
  }

  /** The objects of a resource that were not among those listed. */
  removeUnlisted(resource: string, listed: ReadonlySet<string>): void {
    for (const node of [...this.#nodes.values()]) if (node.resource && keyOf(node.resource) === resource && !listed.has(node.uid)) this.removed(node.uid);
  }

  /** An object known from references only does not exist where they say: who refers to it is judged again. */
  dismiss(node: GraphNode): void {
    this.#nodes.delete(node.uid);
    for (const dependent of node.dependents ?? []) this.queues.attemptToDelete(dependent.uid);
  }

  #add(node: GraphNode): GraphNode {
    this.#nodes.set(node.uid, node);
    return node;
  }

  #markAbsent(uid: string): void {
    this.#absent.delete(uid);
    this.#absent.add(uid);
    if (this.#absent.size > MOST_ABSENT) this.#absent.delete(this.#absent.values().next().value!);
  }

  #relate(node: GraphNode, owners: readonly OwnerReference[], fresh: boolean): void {
    const before = node.owners;
    const kept = new Set(owners.map(({ uid }) => uid));
    node.owners = owners.length ? owners.map(({ apiVersion, kind, name, uid, blockOwnerDeletion }) => ({ apiVersion, kind, name, uid, ...(blockOwnerDeletion ? { blockOwnerDeletion } : {}) })) : NONE;
    for (const owner of before) if (!kept.has(owner.uid)) this.#unlink(node, owner.uid);
    for (const owner of owners) {
      const blocked = before.find(({ uid }) => uid === owner.uid)?.blockOwnerDeletion;
      if (blocked && !owner.blockOwnerDeletion) this.#wake(owner.uid);
      this.#link(node, owner);
    }
    if (!fresh && before.some(({ uid }) => !kept.has(uid)) && owners.length) this.queues.attemptToDelete(node.uid);
  }

  #link(node: GraphNode, reference: OwnerReference): void {
    let owner = this.#nodes.get(reference.uid);
    if (!owner) {
      if (this.isAbsent(reference.uid)) return this.queues.attemptToDelete(node.uid);
      // Nobody has seen the owner, perhaps because its watch is behind. Whether it exists has to be asked.
      owner = this.#add({ uid: reference.uid, resource: undefined, namespace: node.namespace, name: reference.name, owners: NONE, dependents: undefined, deleting: false, waiting: false, reference });
      this.queues.attemptToDelete(owner.uid);
    }
    const known = owner.dependents?.has(node) ?? false;
    (owner.dependents ??= new Set()).add(node);
    if (!known && (owner.waiting || !agrees(owner, reference, node.namespace))) this.queues.attemptToDelete(node.uid);
  }

  #unlink(node: GraphNode, ownerUid: string): void {
    this.#nodes.get(ownerUid)?.dependents?.delete(node);
    this.#wake(ownerUid);
  }

  #wake(uid: string): void { if (this.#nodes.get(uid)?.waiting) this.queues.attemptToDelete(uid); }

  #transitions(node: GraphNode, { deletionTimestamp, finalizers = [] }: ObjectMeta): void {
    const deleting = Boolean(deletionTimestamp);
    if (deleting && finalizers.includes(ORPHAN)) this.queues.attemptToOrphan(node.uid);
    const waiting = deleting && finalizers.includes(FOREGROUND);
    if (waiting && !node.waiting) {
      node.waiting = true;
      for (const dependent of node.dependents ?? []) this.queues.attemptToDelete(dependent.uid);
      this.queues.attemptToDelete(node.uid);
    }
    node.waiting = waiting;
    node.deleting = deleting;
  }
}

export const keyOf = ({ group, resource }: Pick<DiscoveredResource, 'group' | 'resource'>): string => `${group}/${resource}`;

const groupOf = ({ apiVersion }: OwnerReference): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

/** Whether the object of that UID is the one that the reference describes: owners are cluster-scoped or of the dependent's namespace. */
export function agrees(owner: GraphNode, reference: OwnerReference, namespace: string | undefined): boolean {
  if (!owner.resource) return true;
  return owner.name === reference.name && owner.resource.kind === reference.kind && owner.resource.group === groupOf(reference)
    && (!owner.resource.namespaced || owner.namespace === namespace);
}

/** The resource that a reference is about, in whatever version. */
export const resourceOf = (reference: OwnerReference, resources: readonly DiscoveredResource[]): DiscoveredResource | undefined =>
  resources.find(({ kind, group }) => kind === reference.kind && group === groupOf(reference));
