import { type FieldError, child, duplicate, forbidden, index, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { labelValue, qualifiedName } from '@kubets/apimachinery/validation/names';
import { cidr, ipFamily } from '../../validation/addresses.js';
import { each, invalidAll, oneOf, optionalText, requiredText } from '../../validation/fields.js';
import type { Node } from './node.js';
import { type Amounts, resourceQuantity } from './resources.validation.js';
import { TAINT_EFFECTS } from './scheduling.validation.js';
import type { Taint } from './scheduling.js';

export function validateTaints(taints: readonly Draft<Taint>[] | undefined, path: string): FieldError[] {
  const seen = new Set<string>();
  return each(taints, path, ({ key, value, effect }, at) => {
    const id = `${key}:${effect}`;
    const errors = [
      ...requiredText(child(at, 'key'), key, qualifiedName), ...optionalText(child(at, 'value'), value, labelValue),
      ...oneOf(child(at, 'effect'), effect, TAINT_EFFECTS), ...(seen.has(id) ? [duplicate(at, { key, effect })] : []),
    ];
    seen.add(id);
    return errors;
  });
}

function validateRanges({ spec = {} }: Draft<Node>): FieldError[] {
  const { podCIDR, podCIDRs = [] } = spec;
  const errors = each(podCIDRs, 'spec.podCIDRs', (range, at) => invalidAll(at, range, cidr(range)));
  if (podCIDR && podCIDRs.length && podCIDRs[0] !== podCIDR) errors.push(invalid('spec.podCIDRs[0]', podCIDRs[0], 'must match `podCIDR`'));
  const families = podCIDRs.map((range) => ipFamily(range.split('/')[0] ?? ''));
  if (podCIDRs.length > 2 || (families.length === 2 && families[0] === families[1])) errors.push(invalid('spec.podCIDRs', podCIDRs, 'may specify no more than one CIDR for each IP family'));
  return errors;
}

export const validateNode = (node: Draft<Node>): FieldError[] => [...validateTaints(node.spec?.taints, 'spec.taints'), ...validateRanges(node)];

/** What identifies a machine is given to it once. */
export function validateNodeUpdate(node: Draft<Node>, old: Draft<Node>): FieldError[] {
  const errors = validateNode(node);
  const [now, before] = [node.spec ?? {}, old.spec ?? {}];
  if (before.podCIDRs?.length && JSON.stringify(before.podCIDRs) !== JSON.stringify(now.podCIDRs ?? [])) {
    errors.push(forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid'));
  }
  if (before.providerID && before.providerID !== now.providerID) errors.push(forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'));
  return errors;
}

const amounts = (list: Amounts | undefined, path: string): FieldError[] =>
  Object.entries(list ?? {}).flatMap(([name, quantity]) => [...invalidAll(path, name, qualifiedName(name)), ...resourceQuantity(name, quantity, index(path, name))]);

export const validateNodeStatus = ({ status }: Draft<Node>): FieldError[] => {
  const seen = new Set<string>();
  return [
    ...amounts(status?.capacity, 'status.capacity'), ...amounts(status?.allocatable, 'status.allocatable'),
    ...each(status?.addresses, 'status.addresses', ({ type, address }, at) => {
      const id = `${type}/${address}`;
      const errors = seen.has(id) ? [duplicate(at, { type, address })] : [];
      seen.add(id);
      return errors;
    }),
  ];
};
