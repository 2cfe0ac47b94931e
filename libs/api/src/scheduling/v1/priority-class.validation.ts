import { type FieldError, forbidden } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { immutable, optionalOneOf } from '../../validation/fields.js';
import type { PriorityClass } from './priority-class.js';

/** Values above this are for what the cluster itself cannot do without. */
const HIGHEST_USER_PRIORITY = 1_000_000_000;
const SYSTEM: Readonly<Record<string, number>> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 };

export function validatePriorityClass({ metadata, value = 0, globalDefault, preemptionPolicy }: Draft<PriorityClass>): FieldError[] {
  const name = metadata?.name ?? '';
  const errors: FieldError[] = [];
  if (name.startsWith('system-')) {
    if (SYSTEM[name] !== value || globalDefault) errors.push(forbidden('metadata.name', "priority class names with 'system-' prefix are reserved for system use only. error: " + (SYSTEM[name] === undefined ? `${name} is not a known system priority class` : `value of ${name} PriorityClass must be ${SYSTEM[name]}`)));
  } else if (value > HIGHEST_USER_PRIORITY) errors.push(forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`));
  return [...errors, ...optionalOneOf('preemptionPolicy', preemptionPolicy, ['Never', 'PreemptLowerPriority'])];
}

/** Pods carry the number, not the name: changing it would leave them with the old one. */
export const validatePriorityClassUpdate = (priority: Draft<PriorityClass>, old: Draft<PriorityClass>): FieldError[] => [
  ...((priority.value ?? 0) === (old.value ?? 0) ? [] : [forbidden('value', 'may not be changed in an update.')]),
  ...immutable('preemptionPolicy', priority.preemptionPolicy, old.preemptionPolicy),
];
