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
  /** Whether PUT to a name that does not exist creates it. */
  readonly createOnUpdate?: boolean;
  /** Whether an update without a resourceVersion overwrites whatever is there; the rule. */
  readonly unconditionalUpdate?: boolean;
  /** The name of the field that holds what users want, where it is not `spec`. */
  prepareForCreate?(object: T, context: WriteContext): void;
  /** After the rule was applied; `object` is the new one. */
  prepareForUpdate?(object: T, old: T, context: WriteContext): void;
  prepareForStatusUpdate?(object: T, old: T, context: WriteContext): void;
  /**
   * Acquires what the object needs beyond itself (addresses, ports). Runs last before the commit; the returned function
   * gives it back when the commit fails. `old` is absent on create.
   */
  allocate?(object: T, old: T | undefined, context: WriteContext): Promise<() => void>;
  /** Called after the object was removed from the store. */
  release?(object: T): void;
  /** Seconds to wait before a deleted object goes; `undefined`: it goes at once. */
  gracePeriod?(object: T, asked: number | undefined): number | undefined;
  /** Finalizers outside `metadata.finalizers` that hold back the removal. */
  held?(object: T): boolean;
  /** Seconds until the store forgets the object by itself. */
  ttl?(object: T): number | undefined;
  /** Warnings sent with the answer of a write. */
  warnings?(object: T, old: T | undefined): readonly string[];
}
