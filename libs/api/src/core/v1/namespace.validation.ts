import { type FieldError, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { qualifiedName } from '@kubets/apimachinery/validation/names';
import { each, invalidAll } from '../../validation/fields.js';
import type { Namespace } from './namespace.js';

export const validateNamespace = ({ spec }: Draft<Namespace>): FieldError[] =>
  each(spec?.finalizers, 'spec.finalizers', (name, at) => [
    ...invalidAll(at, name, qualifiedName(name)),
    ...(name.includes('/') || name === 'kubernetes' ? [] : [invalid(at, name, 'name is neither a standard finalizer name nor is it fully qualified')]),
  ]);

/** A namespace that is being deleted is Terminating, any other is not. */
export function validateNamespaceStatus({ metadata, status }: Draft<Namespace>): FieldError[] {
  const terminating = status?.phase === 'Terminating';
  if (metadata?.deletionTimestamp) return terminating ? [] : [invalid('status.Phase', status?.phase ?? '', "may only be 'Terminating' if `deletionTimestamp` is not empty")];
  return terminating ? [invalid('status.Phase', status?.phase, "may not be 'Terminating' if `deletionTimestamp` is empty")] : [];
}
