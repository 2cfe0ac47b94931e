import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { cidr, ip } from '@kubets/apimachinery/validation/addresses';
import { ipFamily } from '../../validation/addresses.js';
import { each, immutable, invalidAll, requiredText } from '../../validation/fields.js';
import type { IPAddress } from './ip-address.js';
import type { ServiceCIDR } from './service-cidr.js';

export const validateIPAddress = ({ metadata, spec }: Draft<IPAddress>): FieldError[] => [
  ...invalidAll('metadata.name', metadata?.name ?? '', ip(metadata?.name ?? '')),
  ...(spec?.parentRef ? [...requiredText('spec.parentRef.resource', spec.parentRef.resource), ...requiredText('spec.parentRef.name', spec.parentRef.name)] : [required('spec.parentRef')]),
];

export const validateIPAddressUpdate = (address: Draft<IPAddress>, old: Draft<IPAddress>): FieldError[] => [
  ...validateIPAddress(address), ...immutable('spec.parentRef', address.spec?.parentRef, old.spec?.parentRef),
];

export function validateServiceCIDR({ spec }: Draft<ServiceCIDR>): FieldError[] {
  const ranges = spec?.cidrs ?? [];
  if (ranges.length === 0) return [required('spec.cidrs', 'at least one CIDR required')];
  const families = new Set(ranges.map((range) => ipFamily(range.split('/')[0] ?? '')));
  const errors = each(ranges, 'spec.cidrs', (range, at) => invalidAll(at, range, cidr(range)));
  return families.size < ranges.length ? [...errors, invalid('spec.cidrs', ranges, 'may specify no more than one IP for each IP family')] : errors;
}

export const validateServiceCIDRUpdate = (range: Draft<ServiceCIDR>, old: Draft<ServiceCIDR>): FieldError[] => [
  ...validateServiceCIDR(range), ...immutable('spec.cidrs', range.spec?.cidrs, old.spec?.cidrs),
];
