import { type FieldError, child, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft, MessageType } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { equal } from '../../validation/equal.js';
import { immutable, oneOf, optionalOneOf, optionalText, requiredText } from '../../validation/fields.js';
import { amount } from '../../validation/quantity.js';
import { missingRequired } from '../../validation/required.js';
import { validateAccessModes } from './persistent-volume-claim.validation.js';
import { type PersistentVolume, PersistentVolumeSpec } from './persistent-volume.js';
import { resourceQuantity } from './resources.validation.js';
import { validateNodeSelector } from './scheduling.validation.js';
import { validateHostPath } from './volume.validation.js';

const COMMON: ReadonlySet<string> = new Set([
  'capacity', 'accessModes', 'claimRef', 'persistentVolumeReclaimPolicy', 'storageClassName', 'mountOptions', 'volumeMode', 'nodeAffinity', 'volumeAttributesClassName',
]);
type Spec = Draft<PersistentVolumeSpec>;
const sources = (spec: Spec): string[] => Object.entries(spec).filter(([name, value]) => !COMMON.has(name) && Object.hasOwn(PersistentVolumeSpec.fields, name) && value !== undefined).map(([name]) => name);

function validateSource(spec: Spec): FieldError[] {
  const [first, ...others] = sources(spec);
  if (!first) return [required('spec', 'must specify a volume type')];
  const errors = others.map((name) => forbidden(child('spec', name), 'may not specify more than 1 volume type'));
  if (spec.hostPath) return [...errors, ...validateHostPath(spec.hostPath, 'spec.hostPath')];
  if (spec.local && !spec.nodeAffinity?.required) errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
  const type = PersistentVolumeSpec.fields[first]?.type as MessageType;
  return [...errors, ...missingRequired(type, (spec as Record<string, object>)[first], child('spec', first))];
}

function validateCapacity({ capacity }: Spec): FieldError[] {
  const size = capacity?.['storage'];
  if (!capacity || Object.keys(capacity).length === 0) return [required('spec.capacity')];
  if (size === undefined || Object.keys(capacity).length > 1) return [{ type: 'FieldValueNotSupported', field: 'spec.capacity', message: `Unsupported value: ${JSON.stringify(Object.keys(capacity))}: supported values: "storage"` }];
  const path = index('spec.capacity', 'storage');
  return [...resourceQuantity('storage', size, path), ...(amount(size) > 0n ? [] : [invalid(path, size, 'must be greater than zero')])];
}

export function validatePersistentVolume({ spec = {} }: Draft<PersistentVolume>): FieldError[] {
  const errors = [
    ...validateAccessModes(spec.accessModes, 'spec.accessModes'),
    ...validateCapacity(spec),
    ...oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, ['Delete', 'Recycle', 'Retain']),
    ...validateSource(spec),
    ...optionalText('spec.storageClassName', spec.storageClassName, dns1123Subdomain),
    ...optionalOneOf('spec.volumeMode', spec.volumeMode, ['Block', 'Filesystem']),
    ...(spec.nodeAffinity ? (spec.nodeAffinity.required ? validateNodeSelector(spec.nodeAffinity.required, 'spec.nodeAffinity.required') : [required('spec.nodeAffinity.required', 'must specify required node constraints')]) : []),
  ];
  if (spec.hostPath?.path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle') errors.push(forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'"));
  if (spec.volumeAttributesClassName !== undefined) {
    errors.push(...requiredText('spec.volumeAttributesClassName', spec.volumeAttributesClassName, dns1123Subdomain));
    if (!spec.csi) errors.push(required('spec.csi', 'has to be specified when using volumeAttributesClassName'));
  }
  return errors;
}

export function validatePersistentVolumeUpdate(volume: Draft<PersistentVolume>, old: Draft<PersistentVolume>): FieldError[] {
  const [spec, before] = [volume.spec ?? {}, old.spec ?? {}];
  const source = (of: Spec): Record<string, unknown> => Object.fromEntries(sources(of).map((name) => [name, (of as Record<string, unknown>)[name]]));
  const errors = validatePersistentVolume(volume);
  if (!equal(source(spec), source(before))) errors.push(forbidden('spec.persistentvolumesource', 'spec.persistentvolumesource is immutable after creation'));
  errors.push(...immutable('spec.volumeMode', spec.volumeMode, before.volumeMode));
  if (before.nodeAffinity) errors.push(...immutable('spec.nodeAffinity', spec.nodeAffinity, before.nodeAffinity));
  return errors;
}
