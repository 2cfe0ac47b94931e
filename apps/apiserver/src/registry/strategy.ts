import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { UserInfo } from '../request/request.js';

/** What a strategy may know about the request it serves. */
export interface WriteContext {
  readonly user: UserInfo;
  readonly namespace: string;
  readonly dryRun: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What create, update and delete mean for a kind: only what differs from the rule, which is: the status belongs to the
 * `status` subresource, a change of `spec` raises `metadata.generation`, and deletion is immediate.
 */
export interface Strategy<T = KubeObject> {
  /** Whether `metadata.generation` counts changes of the spec. */
  readonly generation?: boolean;
  /** Whether a change of annotations raises `metadata.generation` as well. */
  readonly generationOfAnnotations?: boolean;
  /** Whether labels, annotations, finalizers and owners can be changed through the status too, as in the older groups. */
  readonly statusMetadata?: boolean;
  /** What a deletion that names no propagation policy does to dependents; absent: they are collected in the background. */
  readonly defaultPropagation?: 'Orphan';
  /** Whether a deletion answers with the object instead of a `Status`. */
  readonly returnsDeleted?: boolean;
  /** Whether a new object keeps the status that it is sent with. */
  readonly keepsStatusOnCreate?: boolean;
  /** Whether PUT to a name that does not exist creates it. */
  readonly createOnUpdate?: boolean;
  /** Whether an update without a resourceVersion overwrites whatever is there; the rule. */
  readonly unconditionalUpdate?: boolean;
  prepareForCreate?(object: T, context: WriteContext): void;
  /** After the rule was applied; `object` is the new one. */
  prepareForUpdate?(object: T, old: T, context: WriteContext): void;
  prepareForStatusUpdate?(object: T, old: T, context: WriteContext): void;
  /**
   * Acquires what the object needs beyond itself (addresses, ports). Runs last before the commit; the returned function ends the
   * reservation, once the commit has failed or the cache shows the object. `old` is absent on create.
   */
  allocate?(object: T, old: T | undefined, context: WriteContext): () => void;
  /** Changes made to an object that stays for a while after its deletion was asked for. */
  prepareForDelete?(object: T): void;
  /** Seconds to wait before a deleted object goes; `undefined`: it goes at once. */
  gracePeriod?(object: T, asked: number | undefined): number | undefined;
  /** Finalizers outside `metadata.finalizers` that hold back the removal. */
  held?(object: T): boolean;
  /** Seconds until the store forgets the object by itself. */
  ttl?(object: T): number | undefined;
  /** Warnings sent with the answer of a write. */
  warnings?(object: T, old: T | undefined): readonly string[];
}
