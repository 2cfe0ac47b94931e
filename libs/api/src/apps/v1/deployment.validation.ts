import { type FieldError, forbidden, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { validateAlwaysRestarting, validatePodTemplate } from '../../core/v1/pod-spec.validation.js';
import { atMostHundredPercent, countOrPercent, immutable, isZeroCount, nonNegative, oneOf } from '../../validation/fields.js';
import { checkTemplateSelector } from '../../validation/labels.js';
import type { Deployment, DeploymentStrategy } from './deployment.js';

export function validateDeployment({ spec = {} }: Draft<Deployment>): FieldError[] {
  const { template = {}, progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  const errors = [
    ...nonNegative('spec.replicas', spec.replicas),
    ...checkTemplateSelector(spec.selector, template.metadata?.labels, 'deployment'),
    ...validatePodTemplate(template, 'spec.template'),
    ...validateAlwaysRestarting(template, 'spec.template'),
    ...validateStrategy(spec.strategy ?? {}),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...nonNegative('spec.progressDeadlineSeconds', deadline),
  ];
  if (deadline !== undefined && deadline <= minReadySeconds) errors.push(invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'));
  return errors;
}

function validateStrategy({ type, rollingUpdate }: Draft<DeploymentStrategy>): FieldError[] {
  const path = 'spec.strategy.rollingUpdate';
  if (type === 'Recreate') return rollingUpdate ? [forbidden(path, 'may not be specified when strategy `type` is \'Recreate\'')] : [];
  const errors = oneOf('spec.strategy.type', type, ['Recreate', 'RollingUpdate']);
  if (!rollingUpdate) return errors;
  const { maxUnavailable, maxSurge } = rollingUpdate;
  errors.push(
    ...countOrPercent(`${path}.maxUnavailable`, maxUnavailable), ...countOrPercent(`${path}.maxSurge`, maxSurge),
    ...atMostHundredPercent(`${path}.maxUnavailable`, maxUnavailable),
  );
  // Neither more nor fewer pods than wanted at any time: nothing could ever be replaced.
  if (isZeroCount(maxUnavailable) && isZeroCount(maxSurge)) errors.push(invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  return errors;
}

export const validateDeploymentUpdate = (deployment: Draft<Deployment>, old: Draft<Deployment>): FieldError[] => [
  ...validateDeployment(deployment), ...immutable('spec.selector', deployment.spec?.selector, old.spec?.selector),
];

export function validateDeploymentStatus({ status = {} }: Draft<Deployment>, old: Draft<Deployment>): FieldError[] {
  const counts = ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'collisionCount'] as const;
  const errors = counts.flatMap((name) => nonNegative(`status.${name}`, status[name]));
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas > replicas) errors.push(invalid('status.updatedReplicas', updatedReplicas, 'cannot be greater than status.replicas'));
  if (readyReplicas > replicas) errors.push(invalid('status.readyReplicas', readyReplicas, 'cannot be greater than status.replicas'));
  if (availableReplicas > readyReplicas) errors.push(invalid('status.availableReplicas', availableReplicas, 'cannot be greater than readyReplicas'));
  if ((status.collisionCount ?? 0) < (old.status?.collisionCount ?? 0)) errors.push(invalid('status.collisionCount', status.collisionCount ?? 0, 'cannot be decremented'));
  return errors;
}
