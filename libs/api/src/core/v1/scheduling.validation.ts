import { type FieldError, child, duplicate, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from '@kubets/apimachinery/validation/names';
import { each, invalidAll, oneOf, optionalOneOf, positive } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import type {
  Affinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, PodAffinityTerm, Toleration, TopologySpreadConstraint,
} from './scheduling.js';

export const TAINT_EFFECTS = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'];

/** A list of values, none, or one integer, as the operator takes. */
function validateRequirement({ key = '', operator, values = [] }: Draft<NodeSelectorRequirement>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const at = child(path, 'values');
  if (operator === 'In' || operator === 'NotIn') {
    if (!values.length) errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length) errors.push(forbidden(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) errors.push(required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
  } else errors.push(invalid(child(path, 'operator'), operator ?? '', 'not a valid selector operator'));
  return [...errors, ...invalidAll(child(path, 'key'), key, qualifiedName(key)), ...values.flatMap((value, n) => invalidAll(index(at, n), value, labelValue(value)))];
}

function validateFieldRequirement({ key = '', operator, values = [] }: Draft<NodeSelectorRequirement>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (operator !== 'In' && operator !== 'NotIn') errors.push(invalid(child(path, 'operator'), operator ?? '', 'not a valid selector operator'));
  else if (values.length !== 1) errors.push(required(child(path, 'values'), 'must be only one value when `operator` is \'In\' or \'NotIn\' for node field selector'));
  if (key !== 'metadata.name') errors.push(invalid(child(path, 'key'), key, 'not a valid field selector key'));
  else values.forEach((value, n) => errors.push(...invalidAll(index(child(path, 'values'), n), value, dns1123Subdomain(value))));
  return errors;
}

const validateTerm = (term: Draft<NodeSelectorTerm>, path: string): FieldError[] => [
  ...each(term.matchExpressions, child(path, 'matchExpressions'), validateRequirement),
  ...each(term.matchFields, child(path, 'matchFields'), validateFieldRequirement),
];

export function validateNodeSelector(selector: Draft<NodeSelector>, path: string): FieldError[] {
  const at = child(path, 'nodeSelectorTerms');
  return selector.nodeSelectorTerms?.length ? each(selector.nodeSelectorTerms, at, validateTerm) : [required(at, 'must have at least one node selector term')];
}

function validatePodTerm(term: Draft<PodAffinityTerm>, path: string): FieldError[] {
  const { topologyKey } = term;
  const errors = [
    ...checkSelector(term.labelSelector, child(path, 'labelSelector')),
    ...checkSelector(term.namespaceSelector, child(path, 'namespaceSelector')),
    ...each(term.namespaces, child(path, 'namespaces'), (name, at) => invalidAll(at, name, dns1123Label(name))),
    ...(topologyKey ? invalidAll(child(path, 'topologyKey'), topologyKey, qualifiedName(topologyKey)) : [required(child(path, 'topologyKey'), 'can not be empty')]),
  ];
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    if (term[name]?.length && !term.labelSelector) errors.push(forbidden(child(path, name), 'must not be specified when labelSelector is not set'));
    errors.push(...each(term[name], child(path, name), (key, at) => invalidAll(at, key, qualifiedName(key))));
  }
  return errors;
}

const weight = (value: number | undefined, path: string): FieldError[] =>
  ((value ?? 0) < 1 || (value ?? 0) > 100 ? [invalid(child(path, 'weight'), value ?? 0, 'must be in the range 1-100')] : []);

export function validateAffinity(affinity: Draft<Affinity> | undefined, path: string): FieldError[] {
  const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
  const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
  const node = affinity?.nodeAffinity;
  const nodePath = child(path, 'nodeAffinity');
  const errors = node?.[REQUIRED] ? validateNodeSelector(node[REQUIRED], child(nodePath, REQUIRED)) : [];
  errors.push(...each(node?.[PREFERRED], child(nodePath, PREFERRED), (term, at) => [...weight(term.weight, at), ...validateTerm(term.preference ?? {}, child(at, 'preference'))]));
  for (const name of ['podAffinity', 'podAntiAffinity'] as const) {
    const at = child(path, name);
    errors.push(...each(affinity?.[name]?.[REQUIRED], child(at, REQUIRED), validatePodTerm));
    errors.push(...each(affinity?.[name]?.[PREFERRED], child(at, PREFERRED), (term, place) => [
      ...weight(term.weight, place), ...validatePodTerm(term.podAffinityTerm ?? {}, child(place, 'podAffinityTerm')),
    ]));
  }
  return errors;
}

export const validateTolerations = (tolerations: readonly Draft<Toleration>[] | undefined, path: string): FieldError[] =>
  each(tolerations, path, ({ key, operator, value = '', effect, tolerationSeconds }, at) => {
    const errors: FieldError[] = key ? invalidAll(child(at, 'key'), key, qualifiedName(key)) : [];
    if (!key && operator !== 'Exists') errors.push(invalid(child(at, 'operator'), operator ?? '', "operator must be Exists when `key` is empty, which means \"match all values and all keys\""));
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') errors.push(invalid(child(at, 'effect'), effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    if (operator === 'Exists') {
      if (value) errors.push(invalid(child(at, 'operator'), operator, 'value must be empty when `operator` is \'Exists\''));
    } else if (operator === 'Lt' || operator === 'Gt') {
      if (!/^(0|-?[1-9][0-9]*)$/.test(value)) errors.push(invalid(child(at, 'value'), value, 'must be an integer when `operator` is \'Lt\' or \'Gt\''));
    } else if (operator && operator !== 'Equal') errors.push(...oneOf(child(at, 'operator'), operator, ['Equal', 'Exists', 'Gt', 'Lt']));
    else errors.push(...invalidAll(child(at, 'operator'), value, labelValue(value)));
    return [...errors, ...optionalOneOf(child(at, 'effect'), effect, TAINT_EFFECTS)];
  });

export function validateSpread(constraints: readonly Draft<TopologySpreadConstraint>[] | undefined, path: string): FieldError[] {
  const seen = new Set<string>();
  return each(constraints, path, (constraint, at) => {
    const { maxSkew = 0, topologyKey, whenUnsatisfiable, minDomains, matchLabelKeys, labelSelector } = constraint;
    const errors = positive(child(at, 'maxSkew'), maxSkew);
    if (!topologyKey) errors.push(required(child(at, 'topologyKey'), 'can not be empty'));
    else errors.push(...invalidAll(child(at, 'topologyKey'), topologyKey, qualifiedName(topologyKey)));
    errors.push(...oneOf(child(at, 'whenUnsatisfiable'), whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']));
    const id = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(id)) errors.push(duplicate(child(at, '{topologyKey, whenUnsatisfiable}'), `{${topologyKey}, ${whenUnsatisfiable}}`));
    seen.add(id);
    errors.push(...positive(child(at, 'minDomains'), minDomains));
    if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
      errors.push(invalid(child(at, 'minDomains'), minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`));
    }
    for (const name of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) errors.push(...optionalOneOf(child(at, name), constraint[name], ['Honor', 'Ignore']));
    if (matchLabelKeys?.length && !labelSelector) errors.push(forbidden(child(at, 'matchLabelKeys'), 'must not be specified when labelSelector is not set'));
    return [...errors, ...checkSelector(labelSelector, child(at, 'labelSelector'))];
  });
}

