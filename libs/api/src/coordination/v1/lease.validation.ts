import { type FieldError, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { nonNegative, positive } from '../../validation/fields.js';
import type { Lease } from './lease.js';

export function validateLease({ spec = {} }: Draft<Lease>): FieldError[] {
  const errors = [...positive('spec.leaseDurationSeconds', spec.leaseDurationSeconds), ...nonNegative('spec.leaseTransitions', spec.leaseTransitions)];
  if (spec.preferredHolder && !spec.strategy) errors.push(invalid('spec.preferredHolder', spec.preferredHolder, 'may only be specified if `strategy` is defined'));
  return errors;
}
