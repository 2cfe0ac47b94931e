import { type FieldError, child, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { qualifiedName } from '@kubets/apimachinery/validation/names';
import { equal } from '../../validation/equal.js';
import { each, invalidAll, oneOf } from '../../validation/fields.js';
import { amount } from '../../validation/quantity.js';
import type { LimitRange, LimitRangeItem } from './limit-range.js';
import type { ResourceQuota } from './resource-quota.js';
import { resourceQuantity } from './resources.validation.js';

const SCOPES = ['BestEffort', 'CrossNamespacePodAffinity', 'NotBestEffort', 'NotTerminating', 'PriorityClass', 'Terminating', 'VolumeAttributesClass'];
const COUNTED = new Set(['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers']);
const OPPOSITES = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']] as const;

export function validateResourceQuota({ spec = {} }: Draft<ResourceQuota>): FieldError[] {
  const errors = Object.entries(spec.hard ?? {}).flatMap(([name, quantity]) => {
    const path = index('spec.hard', name);
    const whole = COUNTED.has(name) || name.startsWith('count/');
    return [
      ...invalidAll(path, name, qualifiedName(name)), ...resourceQuantity(name, quantity, path),
      ...(whole && amount(quantity) % 1_000_000_000n ? [invalid(path, quantity, 'must be an integer')] : []),
    ];
  });
  const scopes = spec.scopes ?? [];
  errors.push(...each(scopes, 'spec.scopes', (scope) => oneOf('spec.scopes', scope, SCOPES)));
  if (OPPOSITES.some((pair) => pair.every((scope) => scopes.includes(scope)))) errors.push(invalid('spec.scopes', scopes, 'conflicting scopes'));
  return [...errors, ...each(spec.scopeSelector?.matchExpressions, 'spec.scopeSelector.matchExpressions', ({ scopeName, operator, values = [] }, at) => {
    const found = oneOf(child(at, 'scopeName'), scopeName, SCOPES);
    const named = scopeName === 'PriorityClass' || scopeName === 'VolumeAttributesClass';
    if (!named && operator !== 'Exists') found.push(invalid(child(at, 'operator'), operator ?? '', "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"));
    if ((operator === 'In' || operator === 'NotIn') && !values.length) found.push(required(child(at, 'values'), "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"));
    if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length) found.push(invalid(child(at, 'values'), values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"));
    return found;
  })];
}

/** Scopes decide what was counted so far; changing them would make the count wrong. */
export function validateResourceQuotaUpdate(quota: Draft<ResourceQuota>, old: Draft<ResourceQuota>): FieldError[] {
  const sorted = (of: Draft<ResourceQuota>): string[] => [...of.spec?.scopes ?? []].sort();
  const errors = validateResourceQuota(quota);
  if (!equal(sorted(quota), sorted(old))) errors.push(invalid('spec.scopes', quota.spec?.scopes ?? [], 'field is immutable'));
  return errors;
}

const BOUNDS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

function validateItem(item: Draft<LimitRangeItem>, path: string): FieldError[] {
  const errors = item.type ? invalidAll(child(path, 'type'), item.type, /^(Container|Pod|PersistentVolumeClaim)$/.test(item.type) || item.type.includes('/') ? [] : ['must be a standard limit type or fully qualified']) : [required(child(path, 'type'))];
  for (const bound of BOUNDS) {
    for (const [name, quantity] of Object.entries(item[bound] ?? {})) errors.push(...invalidAll(index(child(path, bound), name), name, qualifiedName(name)), ...resourceQuantity(name, quantity, index(child(path, bound), name)));
  }
  if (item.type === 'Pod') {
    for (const bound of ['default', 'defaultRequest'] as const) if (Object.keys(item[bound] ?? {}).length) errors.push(forbidden(child(path, bound), "may not be specified when `type` is 'Pod'"));
  }
  if (item.type === 'PersistentVolumeClaim' && item.min?.['storage'] === undefined && item.max?.['storage'] === undefined) {
    errors.push(required(child(path, 'limits'), 'either minimum or maximum storage value is required, but neither was provided'));
  }
  const order = (low: 'min' | 'defaultRequest' | 'default', high: 'defaultRequest' | 'default' | 'max', words: string): void => {
    for (const [name, quantity] of Object.entries(item[low] ?? {})) {
      const most = item[high]?.[name];
      if (most !== undefined && amount(quantity) > amount(most)) errors.push(invalid(index(child(path, low), name), quantity, `${words} ${quantity} is greater than ${high} value ${most}`));
    }
  };
  order('min', 'max', 'min value');
  order('min', 'defaultRequest', 'min value');
  order('defaultRequest', 'max', 'default request value');
  order('defaultRequest', 'default', 'default request value');
  order('default', 'max', 'default value');
  return errors;
}

export function validateLimitRange({ spec }: Draft<LimitRange>): FieldError[] {
  const seen = new Set<string>();
  return each(spec?.limits, 'spec.limits', (item, at) => {
    const errors: FieldError[] = seen.has(item.type ?? '') ? [{ type: 'FieldValueDuplicate', field: child(at, 'type'), message: `Duplicate value: ${JSON.stringify(item.type)}` }] : [];
    seen.add(item.type ?? '');
    return [...errors, ...validateItem(item, at)];
  });
}
