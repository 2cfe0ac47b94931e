import { type FieldError, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { validateAlwaysRestarting, validatePodTemplate } from '../../core/v1/pod-spec.validation.js';
import { immutable, nonNegative } from '../../validation/fields.js';
import { checkTemplateSelector } from '../../validation/labels.js';
import type { ReplicaSet } from './replica-set.js';

export function validateReplicaSet({ spec = {} }: Draft<ReplicaSet>): FieldError[] {
  const { template = {} } = spec;
  return [
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...checkTemplateSelector(spec.selector, template.metadata?.labels, 'deployment'),
    ...validatePodTemplate(template, 'spec.template'),
    ...validateAlwaysRestarting(template, 'spec.template'),
  ];
}

export const validateReplicaSetUpdate = (set: Draft<ReplicaSet>, old: Draft<ReplicaSet>): FieldError[] => [
  ...validateReplicaSet(set), ...immutable('spec.selector', set.spec?.selector, old.spec?.selector),
];

interface Counts { replicas?: number; fullyLabeledReplicas?: number; readyReplicas?: number; availableReplicas?: number; observedGeneration?: number }

/** No group of pods can be larger than the group that contains it. Shared with ReplicationControllers. */
export function validateReplicaCounts({ status = {} }: { status?: Counts }): FieldError[] {
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0, fullyLabeledReplicas = 0 } = status;
  const names = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'] as const;
  const errors = names.flatMap((name) => nonNegative(`status.${name}`, status[name]));
  const within = (name: string, value: number, of: number, what: string): void => {
    if (value > of) errors.push(invalid(`status.${name}`, value, `cannot be greater than ${what}`));
  };
  within('fullyLabeledReplicas', fullyLabeledReplicas, replicas, 'status.replicas');
  within('readyReplicas', readyReplicas, replicas, 'status.replicas');
  within('availableReplicas', availableReplicas, replicas, 'status.replicas');
  within('availableReplicas', availableReplicas, readyReplicas, 'readyReplicas');
  return errors;
}
