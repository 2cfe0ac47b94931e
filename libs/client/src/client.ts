import type { Draft } from '@kubets/apimachinery/schema/index';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Transport } from './transport.js';

export interface ListOptions { labelSelector?: string; fieldSelector?: string; limit?: number; continue?: string; resourceVersion?: string; resourceVersionMatch?: 'Exact' | 'NotOlderThan' }
export interface WriteOptions { fieldManager?: string; dryRun?: boolean }
export interface DeleteOptions { propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'; gracePeriodSeconds?: number; preconditions?: { uid?: string; resourceVersion?: string } }
export interface ObjectList<T> { metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }; items: T[] }

export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string; readonly initialEventsEnd: boolean };
export interface WatchOptions { resourceVersion?: string; labelSelector?: string; fieldSelector?: string; sendInitialEvents?: boolean; timeoutSeconds?: number; signal?: AbortSignal }

/** JSON Patch, merge patch, strategic merge patch, or server-side apply. */
export type Patch =
  | { readonly type: 'json'; readonly body: readonly unknown[] }
  | { readonly type: 'merge' | 'strategic'; readonly body: object }
  | { readonly type: 'apply'; readonly body: object; readonly fieldManager: string; readonly force?: boolean };

/** One resource in one namespace (or cluster-scoped, or across namespaces for `list` and `watch`). Failures throw {@link StatusError}. */
export interface ResourceClient<T> {
  get(name: string): Promise<T>;
  list(options?: ListOptions): Promise<ObjectList<T>>;
  create(object: Draft<T>, options?: WriteOptions): Promise<T>;
  update(object: T, options?: WriteOptions): Promise<T>;
  updateStatus(object: T, options?: WriteOptions): Promise<T>;
  patch(name: string, patch: Patch, options?: WriteOptions & { subresource?: string }): Promise<T>;
  delete(name: string, options?: DeleteOptions): Promise<void>;
  deleteCollection(options?: ListOptions & DeleteOptions): Promise<void>;
  watch(options?: WatchOptions): AsyncIterable<WatchEvent<T>>;
  /** Posts to a subresource such as `binding`, `eviction` or `token`. */
  createSubresource<R = unknown>(name: string, subresource: string, body: object): Promise<R>;
}

export interface Client {
  readonly transport: Transport;
  /** All namespaces, or a cluster-scoped resource. */
  resource<T extends KubeObject>(definition: ResourceDefinition<T>): ResourceClient<T>;
  resource<T extends KubeObject>(definition: ResourceDefinition<T>, namespace: string): ResourceClient<T>;
  /** Any path; JSON in and out. For discovery and for kinds that are not known at build time. */
  raw<R = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, contentType?: string): Promise<R>;
}
