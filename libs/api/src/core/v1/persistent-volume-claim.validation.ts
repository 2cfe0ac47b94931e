import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { equal } from '../../validation/equal.js';
import { each, immutable, oneOf, optionalOneOf, optionalText } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import { amount } from '../../validation/quantity.js';
import type { PersistentVolumeClaim } from './persistent-volume-claim.js';
import { resourceQuantity } from './resources.validation.js';
import type { PersistentVolumeClaimSpec } from './volume.js';

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** At least one access mode, and "one pod only" with no other. */
export function validateAccessModes(modes: readonly string[] | undefined, path: string): FieldError[] {
  if (!modes?.length) return [required(path, 'at least 1 access mode is required')];
  const errors = each(modes, path, (mode) => oneOf(path, mode, MODES));
  if (modes.length > 1 && modes.includes('ReadWriteOncePod')) errors.push(forbidden(path, 'may not use ReadWriteOncePod with other access modes'));
  return errors;
}

export function validateClaimSpec(spec: Draft<PersistentVolumeClaimSpec>, path: string): FieldError[] {
  const storage = spec.resources?.requests?.['storage'];
  const at = child(child(path, 'resources'), 'requests');
  const errors = [
    ...validateAccessModes(spec.accessModes, child(path, 'accessModes')),
    ...checkSelector(spec.selector, child(path, 'selector')),
    ...optionalText(child(path, 'storageClassName'), spec.storageClassName, dns1123Subdomain),
    ...optionalText(child(path, 'volumeAttributesClassName'), spec.volumeAttributesClassName, dns1123Subdomain),
    ...optionalOneOf(child(path, 'volumeMode'), spec.volumeMode, ['Block', 'Filesystem']),
  ];
  if (storage === undefined) errors.push(required(`${at}[storage]`));
  else {
    errors.push(...resourceQuantity('storage', storage, `${at}[storage]`));
    if (amount(storage) <= 0n) errors.push(invalid(`${at}[storage]`, storage, 'must be greater than zero'));
  }
  for (const name of ['dataSource', 'dataSourceRef'] as const) {
    const source = spec[name];
    if (!source) continue;
    const place = child(path, name);
    if (!source.name) errors.push(required(child(place, 'name')));
    if (!source.kind) errors.push(required(child(place, 'kind')));
    if (!source.apiGroup && source.kind !== 'PersistentVolumeClaim') errors.push(invalid(place, source.kind ?? '', "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  }
  return errors;
}

export const validatePersistentVolumeClaim = (claim: Draft<PersistentVolumeClaim>): FieldError[] => validateClaimSpec(claim.spec ?? {}, 'spec');

/**
 * Before binding, the binder sets the volume; after it, only more storage can be asked for, and another attributes class.
 */
export function validatePersistentVolumeClaimUpdate(claim: Draft<PersistentVolumeClaim>, old: Draft<PersistentVolumeClaim>): FieldError[] {
  const errors = validatePersistentVolumeClaim(claim);
  const before = old.spec ?? {};
  const after = structuredClone(claim.spec ?? {});
  const bound = old.status?.phase === 'Bound';
  if (!before.volumeName) after.volumeName = before.volumeName;
  if (bound && after.resources?.requests) after.resources.requests['storage'] = before.resources?.requests?.['storage'];
  // Claims of the time before the volumeMode field have none; what defaulting adds is no change.
  if (before.volumeMode === undefined) delete after.volumeMode;
  if (before.storageClassName === undefined && !before.volumeName) after.storageClassName = before.storageClassName;
  after.volumeAttributesClassName = before.volumeAttributesClassName;
  if (!equal(after, before)) {
    errors.push(forbidden('spec', 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'));
  }
  const [was, is] = [before.resources?.requests?.['storage'], claim.spec?.resources?.requests?.['storage']];
  const floor = old.status?.capacity?.['storage'];
  if (bound && amount(is) < amount(was) && (floor === undefined || amount(is) <= amount(floor))) {
    errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
  }
  return [...errors, ...immutable('spec.volumeMode', claim.spec?.volumeMode ?? 'Filesystem', before.volumeMode ?? 'Filesystem')];
}
