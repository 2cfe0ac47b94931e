import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { validateAlwaysRestarting, validatePodTemplate } from '../../core/v1/pod-spec.validation.js';
import { atMostHundredPercent, countOrPercent, immutable, isZeroCount, nonNegative, oneOf } from '../../validation/fields.js';
import { checkTemplateSelector } from '../../validation/labels.js';
import type { DaemonSet, DaemonSetUpdateStrategy } from './daemon-set.js';

export function validateDaemonSet({ spec = {} }: Draft<DaemonSet>): FieldError[] {
  const { template = {} } = spec;
  return [
    ...checkTemplateSelector(spec.selector, template.metadata?.labels, 'daemonset'),
    ...validatePodTemplate(template, 'spec.template'),
    ...validateAlwaysRestarting(template, 'spec.template'),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}),
  ];
}

/** A node runs one daemon pod: either it goes first, or the new one comes first. */
function validateUpdateStrategy({ type, rollingUpdate }: Draft<DaemonSetUpdateStrategy>): FieldError[] {
  const path = 'spec.updateStrategy.rollingUpdate';
  if (type === 'OnDelete') return [];
  const errors = oneOf('spec.updateStrategy.type', type, ['OnDelete', 'RollingUpdate']);
  if (errors.length) return errors;
  if (!rollingUpdate) return [required(path)];
  const { maxUnavailable, maxSurge } = rollingUpdate;
  const gone = !isZeroCount(maxUnavailable) && maxUnavailable !== undefined;
  const extra = !isZeroCount(maxSurge) && maxSurge !== undefined;
  errors.push(
    ...countOrPercent(`${path}.maxUnavailable`, maxUnavailable), ...atMostHundredPercent(`${path}.maxUnavailable`, maxUnavailable),
    ...countOrPercent(`${path}.maxSurge`, maxSurge), ...atMostHundredPercent(`${path}.maxSurge`, maxSurge),
  );
  if (gone && extra) errors.push(invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero'));
  if (!gone && !extra) errors.push(required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'));
  return errors;
}

export const validateDaemonSetUpdate = (set: Draft<DaemonSet>, old: Draft<DaemonSet>): FieldError[] => [
  ...validateDaemonSet(set), ...immutable('spec.selector', set.spec?.selector, old.spec?.selector),
];
