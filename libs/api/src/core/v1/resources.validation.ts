import { type FieldError, child, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { qualifiedName } from '@kubets/apimachinery/validation/names';
import { MILLI, ONE, amount, nanos } from '../../validation/quantity.js';
import type { ResourceRequirements } from './container.js';

export type Amounts = Readonly<Record<string, string | undefined>>;

const STANDARD: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage', 'storage']);
const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
/** Resources of device plugins and the like: counted in whole units, never overcommitted. */
export const isExtended = (name: string): boolean => !isNative(name) && !name.startsWith('requests.');
const isOvercommitted = (name: string): boolean => isNative(name) && !isHugePages(name);

/** Name of a resource that a container may ask for. */
function containerResourceName(name: string, path: string): FieldError[] {
  const messages = qualifiedName(name);
  if (messages.length) return messages.map((message) => invalid(path, name, message));
  if (name.includes('/')) return [];
  return STANDARD.has(name) || isHugePages(name) ? [] : [invalid(path, name, 'must be a standard resource type or fully qualified')];
}

/** A quantity that is not negative, in the smallest unit the resource can have. */
export function resourceQuantity(name: string, quantity: string | undefined, path: string): FieldError[] {
  const value = nanos(quantity);
  if (value === undefined) return [invalid(path, quantity ?? '', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")];
  if (value < 0n) return [invalid(path, quantity, 'must be greater than or equal to 0')];
  if ((isExtended(name) || isHugePages(name)) && value % ONE) return [invalid(path, quantity, 'must be an integer')];
  if (name === 'cpu' && value % MILLI) return [invalid(path, quantity, 'must be a multiple of 1m')];
  return [];
}

/** Requests and limits of one container, or of the pod as a whole. */
export function validateResources(resources: Draft<ResourceRequirements> | undefined, path: string, claimNames: ReadonlySet<string> = new Set()): FieldError[] {
  const limits: Amounts = resources?.limits ?? {};
  const requests: Amounts = resources?.requests ?? {};
  const at = { limits: child(path, 'limits'), requests: child(path, 'requests') };
  const errors: FieldError[] = [];
  for (const [name, quantity] of Object.entries(limits)) {
    errors.push(...containerResourceName(name, at.limits), ...resourceQuantity(name, quantity, index(at.limits, name)));
  }
  for (const [name, quantity] of Object.entries(requests)) {
    errors.push(...containerResourceName(name, at.requests), ...resourceQuantity(name, quantity, index(at.requests, name)));
    errors.push(...againstLimit(name, quantity, limits[name], at.requests));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory')) {
    errors.push({ type: 'FieldValueForbidden', field: path, message: 'Forbidden: HugePages require cpu or memory' });
  }
  return [...errors, ...validateClaims(resources, child(path, 'claims'), claimNames)];
}

function againstLimit(name: string, request: string | undefined, limit: string | undefined, path: string): FieldError[] {
  if (limit === undefined) return isOvercommitted(name) ? [] : [required(path.replace(/requests$/, 'limits'), 'Limit must be set for non overcommitable resources')];
  if (isOvercommitted(name)) {
    return amount(request) > amount(limit) ? [invalid(path, request, `must be less than or equal to ${name} limit of ${limit}`)] : [];
  }
  return amount(request) === amount(limit) ? [] : [invalid(path, request, `must be equal to ${name} limit of ${limit}`)];
}

function validateClaims(resources: Draft<ResourceRequirements> | undefined, path: string, known: ReadonlySet<string>): FieldError[] {
  return (resources?.claims ?? []).flatMap(({ name }, at): FieldError[] => {
    const place = child(index(path, at), 'name');
    if (!name) return [required(place)];
    return known.has(name) ? [] : [{ type: 'FieldValueNotFound', field: place, message: `Not found: ${JSON.stringify(name)}` }];
  });
}
