import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { between, each, oneOf, requiredText } from '../../validation/fields.js';
import type { FlowSchema, PolicyRulesWithSubjects } from './flow-schema.js';
import type { PriorityLevelConfiguration } from './priority-level-configuration.js';

function validateRule({ subjects, resourceRules, nonResourceRules }: Draft<PolicyRulesWithSubjects>, path: string): FieldError[] {
  const errors: FieldError[] = subjects?.length ? [] : [required(child(path, 'subjects'), 'subjects must contain at least one value')];
  if (!resourceRules?.length && !nonResourceRules?.length) errors.push(required(path, 'at least one of resourceRules and nonResourceRules has to be non-empty'));
  return [...errors, ...each(subjects, child(path, 'subjects'), ({ kind }, at) => oneOf(child(at, 'kind'), kind, ['Group', 'ServiceAccount', 'User']))];
}

export const validateFlowSchema = ({ spec = {} }: Draft<FlowSchema>): FieldError[] => [
  ...between('spec.matchingPrecedence', spec.matchingPrecedence, 1, 10_000),
  ...requiredText('spec.priorityLevelConfiguration.name', spec.priorityLevelConfiguration?.name, dns1123Subdomain),
  ...(spec.distinguisherMethod ? oneOf('spec.distinguisherMethod.type', spec.distinguisherMethod.type, ['ByNamespace', 'ByUser']) : []),
  ...each(spec.rules, 'spec.rules', validateRule),
];

export function validatePriorityLevel({ spec = {} }: Draft<PriorityLevelConfiguration>): FieldError[] {
  const { type, limited, exempt } = spec;
  if (type === 'Exempt') return limited ? [forbidden('spec.limited', "must be nil if the type is not Limited")] : [];
  const errors = oneOf('spec.type', type, ['Exempt', 'Limited']);
  if (errors.length) return errors;
  if (exempt) errors.push(forbidden('spec.exempt', 'must be nil if the type is Limited'));
  if (!limited) return [...errors, required('spec.limited', 'must not be empty when type is Limited')];
  const { limitResponse, nominalConcurrencyShares = 0, lendablePercent } = limited;
  if (nominalConcurrencyShares < 0) errors.push(invalid('spec.limited.nominalConcurrencyShares', nominalConcurrencyShares, 'must be a non-negative integer'));
  errors.push(...between('spec.limited.lendablePercent', lendablePercent, 0, 100), ...oneOf('spec.limited.limitResponse.type', limitResponse?.type, ['Queue', 'Reject']));
  const queuing = limitResponse?.queuing;
  if (limitResponse?.type === 'Reject' && queuing) errors.push(forbidden('spec.limited.limitResponse.queuing', 'must be nil if limited.limitResponse.type is not Limited'));
  if (limitResponse?.type === 'Queue') {
    if (!queuing) errors.push(required('spec.limited.limitResponse.queuing', 'must not be empty if limited.limitResponse.type is Limited'));
    else if ((queuing.handSize ?? 0) > (queuing.queues ?? 0)) errors.push(invalid('spec.limited.limitResponse.queuing.handSize', queuing.handSize, `should not be greater than queues (${queuing.queues})`));
  }
  return errors;
}
