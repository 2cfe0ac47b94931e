import { type FieldError, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { atMostHundredPercent, countOrPercent, nonNegative, optionalOneOf } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import type { PodDisruptionBudget } from './pod-disruption-budget.js';

export function validatePodDisruptionBudget({ spec = {} }: Draft<PodDisruptionBudget>): FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  const errors: FieldError[] = minAvailable !== undefined && maxUnavailable !== undefined
    ? [invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set')] : [];
  return [
    ...errors,
    ...countOrPercent('spec.minAvailable', minAvailable), ...atMostHundredPercent('spec.minAvailable', minAvailable),
    ...countOrPercent('spec.maxUnavailable', maxUnavailable), ...atMostHundredPercent('spec.maxUnavailable', maxUnavailable),
    ...checkSelector(selector, 'spec.selector'),
    ...optionalOneOf('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, ['AlwaysAllow', 'IfHealthyBudget']),
  ];
}

export const validatePodDisruptionBudgetStatus = ({ status = {} }: Draft<PodDisruptionBudget>): FieldError[] =>
  (['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const).flatMap((name) => nonNegative(`status.${name}`, status[name]));
