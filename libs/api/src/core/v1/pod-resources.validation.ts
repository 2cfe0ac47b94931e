import { type FieldError, child, forbidden, index, invalid, notSupported } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { amount } from '../../validation/quantity.js';
import { containerRequests } from './pod.helpers.js';
import type { PodSpec } from './pod-spec.js';
import { validateResources } from './resources.validation.js';

const isPodLevel = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

/** Resources of the pod as a whole: they bound what its containers ask for (KEP-2837). */
export function validatePodResources(spec: Draft<PodSpec>, path: string): FieldError[] {
  const { resources } = spec;
  if (!resources) return [];
  const errors = validateResources(resources, path);
  if (resources.claims?.length) errors.push(forbidden(child(path, 'claims'), 'claims cannot be set for Resources at pod-level'));
  for (const kind of ['limits', 'requests'] as const) {
    for (const name of Object.keys(resources[kind] ?? {})) {
      if (!isPodLevel(name)) errors.push(notSupported(child(path, kind), name, ['cpu', 'hugepages-', 'memory']));
    }
  }
  for (const [name, total] of Object.entries(containerRequests(spec))) {
    const own = resources.requests?.[name];
    if (own !== undefined && amount(own) < amount(total)) {
      errors.push(invalid(index(child(path, 'requests'), name), own, `must be greater than or equal to aggregate container requests of ${total}`));
    }
  }
  return errors;
}
