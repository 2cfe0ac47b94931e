import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { nonNegative } from '../../validation/fields.js';
import { validateAlwaysRestarting, validatePodTemplate } from './pod-spec.validation.js';
import type { PodTemplate } from './pod-template.js';
import type { ReplicationController } from './replication-controller.js';

export function validateReplicationController({ spec = {} }: Draft<ReplicationController>): FieldError[] {
  const { selector = {}, template } = spec;
  const errors = [...nonNegative('spec.minReadySeconds', spec.minReadySeconds), ...nonNegative('spec.replicas', spec.replicas)];
  if (Object.keys(selector).length === 0) errors.push(required('spec.selector'));
  if (!template) return [...errors, required('spec.template')];
  const labels = template.metadata?.labels ?? {};
  if (!Object.entries(selector).every(([key, value]) => labels[key] === value)) {
    errors.push(invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'));
  }
  return [...errors, ...validatePodTemplate(template, 'spec.template'), ...validateAlwaysRestarting(template, 'spec.template')];
}

export const validatePodTemplateObject = ({ template = {} }: Draft<PodTemplate>): FieldError[] => validatePodTemplate(template, 'template');
