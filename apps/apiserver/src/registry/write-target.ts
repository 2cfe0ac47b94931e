import type { FieldError } from '@kubets/apimachinery/errors/field';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';

/** A subresource that writes one part of the object: how the rest is kept back, and what is checked. */
export interface Part<T = KubeObject> {
  /** Takes from the current object all that the subresource does not write. */
  readonly prepare: (object: T, old: T) => void;
  readonly validate: (object: T, old: T) => FieldError[];
}

/**
 * Which part of the object a write is for. `status` keeps all but the status. `own` is a change by the server itself (binding, finalize),
 * made field by field on the current object: nothing is kept back and validation of updates does not apply.
 */
export type WriteTarget = 'main' | 'status' | 'own' | Part<never>;
