import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { pathSegment } from '@kubets/apimachinery/validation/names';
import { each, oneOf, optionalOneOf, requiredText } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import { amount } from '../../validation/quantity.js';
import type {
  CrossVersionObjectReference, HPAScalingRules, HorizontalPodAutoscaler, MetricIdentifier, MetricSpec, MetricTarget,
} from './horizontal-pod-autoscaler.js';

const MAX_PERIOD_SECONDS = 1800;
const MAX_WINDOW_SECONDS = 3600;
const SOURCES: Readonly<Record<string, 'object' | 'pods' | 'resource' | 'containerResource' | 'external'>> = {
  Object: 'object', Pods: 'pods', Resource: 'resource', ContainerResource: 'containerResource', External: 'external',
};

/** Bounds and target, which both versions of the API have. */
export function validateScaling(
  spec: { minReplicas?: number; maxReplicas?: number; scaleTargetRef?: Draft<CrossVersionObjectReference> },
): FieldError[] {
  const { minReplicas, maxReplicas = 0, scaleTargetRef } = spec;
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < 1) errors.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'));
  if (maxReplicas < 1) errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'));
  if (minReplicas !== undefined && maxReplicas < minReplicas) errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return [...errors, ...validateReference(scaleTargetRef, 'spec.scaleTargetRef')];
}

const validateReference = (reference: Draft<CrossVersionObjectReference> | undefined, path: string): FieldError[] => [
  ...requiredText(child(path, 'kind'), reference?.kind, pathSegment), ...requiredText(child(path, 'name'), reference?.name, pathSegment),
];

function validateTarget(target: Draft<MetricTarget> | undefined, path: string, needs: readonly ('value' | 'averageValue' | 'averageUtilization')[]): FieldError[] {
  const errors = oneOf(child(path, 'type'), target?.type, ['AverageValue', 'Utilization', 'Value']);
  for (const name of ['value', 'averageValue'] as const) if (target?.[name] !== undefined && amount(target[name]) <= 0n) errors.push(invalid(child(path, name), target[name], 'must be positive'));
  if (target?.averageUtilization !== undefined && target.averageUtilization < 1) errors.push(invalid(child(path, 'averageUtilization'), target.averageUtilization, 'must be greater than 0'));
  const given = needs.filter((name) => target?.[name] !== undefined);
  if (given.length === 0) errors.push(required(child(path, needs[0] ?? 'value'), needs.length > 1 ? `must set either a ${needs.join(' or a ')}` : 'must specify a positive target averageValue'));
  if (given.length > 1) errors.push(forbidden(child(path, given[0] ?? 'value'), `may not set both a ${needs.join(' and a ')}`));
  return errors;
}

const validateMetricName = (metric: Draft<MetricIdentifier> | undefined, path: string): FieldError[] => [
  ...requiredText(child(path, 'name'), metric?.name, pathSegment), ...checkSelector(metric?.selector, child(path, 'selector')),
];

function validateMetric(metric: Draft<MetricSpec>, path: string): FieldError[] {
  const field = SOURCES[metric.type ?? ''];
  if (!field) return oneOf(child(path, 'type'), metric.type, Object.keys(SOURCES));
  const at = child(path, field);
  const errors = Object.values(SOURCES).filter((name) => name !== field && metric[name]).map((name) => forbidden(child(path, name), 'must populate the given metric source only'));
  if (!metric[field]) return [...errors, required(at, 'must populate information for the given metric source')];
  const { object, pods, resource, containerResource, external } = metric;
  switch (field) {
    case 'object': return [...errors, ...validateReference(object?.describedObject, child(at, 'describedObject')), ...validateMetricName(object?.metric, child(at, 'metric')), ...validateTarget(object?.target, child(at, 'target'), ['value', 'averageValue'])];
    case 'external': return [...errors, ...validateMetricName(external?.metric, child(at, 'metric')), ...validateTarget(external?.target, child(at, 'target'), ['value', 'averageValue'])];
    case 'pods': return [...errors, ...validateMetricName(pods?.metric, child(at, 'metric')), ...validateTarget(pods?.target, child(at, 'target'), ['averageValue'])];
    case 'resource': return [...errors, ...requiredText(child(at, 'name'), resource?.name), ...validateTarget(resource?.target, child(at, 'target'), ['averageUtilization', 'averageValue'])];
    default: return [
      ...errors, ...requiredText(child(at, 'name'), containerResource?.name), ...requiredText(child(at, 'container'), containerResource?.container),
      ...validateTarget(containerResource?.target, child(at, 'target'), ['averageUtilization', 'averageValue']),
    ];
  }
}

function validateRules(rules: Draft<HPAScalingRules> | undefined, path: string): FieldError[] {
  if (!rules) return [];
  const window = rules.stabilizationWindowSeconds;
  const errors = optionalOneOf(child(path, 'selectPolicy'), rules.selectPolicy, ['Disabled', 'Max', 'Min']);
  if (window !== undefined && window < 0) errors.push(invalid(child(path, 'stabilizationWindowSeconds'), window, 'must be greater than or equal to zero'));
  if (window !== undefined && window > MAX_WINDOW_SECONDS) errors.push(invalid(child(path, 'stabilizationWindowSeconds'), window, `must be less than or equal to ${MAX_WINDOW_SECONDS}`));
  if (!rules.policies?.length) errors.push(required(child(path, 'policies'), 'must specify at least one Policy'));
  return [...errors, ...each(rules.policies, child(path, 'policies'), ({ type, value = 0, periodSeconds = 0 }, at) => {
    const found = oneOf(child(at, 'type'), type, ['Percent', 'Pods']);
    if (value <= 0) found.push(invalid(child(at, 'value'), value, 'must be greater than zero'));
    if (periodSeconds <= 0) found.push(invalid(child(at, 'periodSeconds'), periodSeconds, 'must be greater than zero'));
    if (periodSeconds > MAX_PERIOD_SECONDS) found.push(invalid(child(at, 'periodSeconds'), periodSeconds, `must be less than or equal to ${MAX_PERIOD_SECONDS}`));
    return found;
  })];
}

export function validateHorizontalPodAutoscaler({ spec = {} }: Draft<HorizontalPodAutoscaler>): FieldError[] {
  return [
    ...validateScaling(spec), ...each(spec.metrics, 'spec.metrics', validateMetric),
    ...validateRules(spec.behavior?.scaleUp, 'spec.behavior.scaleUp'), ...validateRules(spec.behavior?.scaleDown, 'spec.behavior.scaleDown'),
  ];
}
