import type { PersistentVolume } from '@kubets/api/core/v1/persistent-volume';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Stored } from '../../store/stored.js';
import type { WatchCache } from '../../store/watch-cache.js';
import { referenceKey, referencesOf, referencesOfVolume } from './references.js';

export interface NodeGraphCaches { readonly pods: WatchCache; readonly persistentVolumes: WatchCache }

interface Edges { readonly from: string; readonly to: readonly string[] }

/**
 * Which node has a pod that refers to which object: `node → pod → secret, config map, claim … → volume → secret`.
 * Follows the watch caches; per object it counts the pods of each node that refer to it.
 */
export class NodeGraph {
  /** Object → node → number of the node's pods that refer to it. */
  readonly #users = new Map<string, Map<string, number>>();
  readonly #pods = new Map<string, Edges>();
  /** Volume or secret of a volume → claims through which it is reached. */
  readonly #claims = new Map<string, Map<string, number>>();
  readonly #volumes = new Map<string, { claim: string; keys: readonly string[] }>();

  constructor(caches: NodeGraphCaches) {
    follow(caches.pods, (stored, gone) => this.#pod(stored, gone));
    follow(caches.persistentVolumes, (stored, gone) => this.#volume(stored, gone));
  }

  /** Whether a pod on the node needs the object. */
  reaches(node: string, resource: string, namespace: string, name: string): boolean {
    const key = referenceKey(resource, namespace, name);
    if (this.#users.get(key)?.has(node)) return true;
    for (const claim of this.#claims.get(key)?.keys() ?? []) if (this.#users.get(claim)?.has(node)) return true;
    return false;
  }

  #pod(stored: Stored, gone: boolean): void {
    const before = this.#pods.get(stored.key);
    const pod = stored.object as Pod;
    const ended = gone || !pod.spec.nodeName;
    // Once bound, what a pod refers to changes only by ephemeral containers and resource claims: compare before counting.
    const after: Edges | undefined = ended ? undefined : { from: pod.spec.nodeName!, to: [...new Set(referencesOf(pod).map((r) => referenceKey(r.resource, r.namespace, r.name)))] };
    if (before && after && before.from === after.from && before.to.length === after.to.length && before.to.every((key, i) => key === after.to[i])) return;
    for (const key of before?.to ?? []) count(this.#users, key, before!.from, -1);
    for (const key of after?.to ?? []) count(this.#users, key, after!.from, 1);
    if (after) this.#pods.set(stored.key, after); else this.#pods.delete(stored.key);
  }

  #volume(stored: Stored, gone: boolean): void {
    const before = this.#volumes.get(stored.key);
    for (const key of before?.keys ?? []) count(this.#claims, key, before!.claim, -1);
    this.#volumes.delete(stored.key);
    const volume = stored.object as PersistentVolume;
    const { claim, secrets } = referencesOfVolume(volume);
    if (gone || !claim) return;
    const keys = [referenceKey('persistentvolumes', '', volume.metadata.name ?? ''), ...new Set(secrets.map((s) => referenceKey('secrets', s.namespace, s.name)))];
    const edge = { claim: referenceKey('persistentvolumeclaims', claim.namespace, claim.name), keys };
    this.#volumes.set(stored.key, edge);
    for (const key of keys) count(this.#claims, key, edge.claim, 1);
  }
}

function follow(cache: WatchCache, take: (stored: Stored, gone: boolean) => void): void {
  for (const stored of cache.range()) take(stored, false);
  cache.listen((events) => { for (const event of events) take(event.current, event.deleted); });
}

function count(counts: Map<string, Map<string, number>>, key: string, by: string, change: 1 | -1): void {
  let inner = counts.get(key);
  if (!inner) counts.set(key, inner = new Map());
  const now = (inner.get(by) ?? 0) + change;
  if (now > 0) inner.set(by, now); else inner.delete(by);
  if (inner.size === 0) counts.delete(key);
}
