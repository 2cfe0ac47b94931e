import { type FieldError, forbidden, required, tooLong } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { qualifiedName } from '@kubets/apimachinery/validation/names';
import { equal } from '../../validation/equal.js';
import { immutable, oneOf, requiredText } from '../../validation/fields.js';
import type { CSIDriver } from './csi-driver.js';
import type { StorageClass } from './storage-class.js';
import type { VolumeAttributesClass } from './volume-attributes-class.js';

const MAX_PARAMETERS_BYTES = 256 * 1024;

function validateParameters(parameters: Readonly<Record<string, string | undefined>> | undefined): FieldError[] {
  const entries = Object.entries(parameters ?? {});
  const errors = entries.some(([key]) => key === '') ? [required('parameters', 'field can not be empty.')] : [];
  const size = entries.reduce((sum, [key, value = '']) => sum + key.length + value.length, 0);
  return size > MAX_PARAMETERS_BYTES ? [...errors, tooLong('parameters', MAX_PARAMETERS_BYTES)] : errors;
}

export const validateStorageClass = ({ provisioner, parameters, reclaimPolicy, volumeBindingMode }: Draft<StorageClass>): FieldError[] => [
  ...requiredText('provisioner', provisioner, (text) => qualifiedName(text.toLowerCase())),
  ...validateParameters(parameters),
  ...oneOf('reclaimPolicy', reclaimPolicy, ['Delete', 'Retain']),
  ...oneOf('volumeBindingMode', volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']),
];

export function validateStorageClassUpdate(storageClass: Draft<StorageClass>, old: Draft<StorageClass>): FieldError[] {
  const errors = validateStorageClass(storageClass);
  if (!equal(storageClass.parameters ?? {}, old.parameters ?? {})) errors.push(forbidden('parameters', 'updates to parameters are forbidden.'));
  if (storageClass.provisioner !== old.provisioner) errors.push(forbidden('provisioner', 'updates to provisioner are forbidden.'));
  if (storageClass.reclaimPolicy !== old.reclaimPolicy) errors.push(forbidden('reclaimPolicy', 'updates to reclaimPolicy are forbidden.'));
  return [...errors, ...immutable('volumeBindingMode', storageClass.volumeBindingMode, old.volumeBindingMode)];
}

export const validateVolumeAttributesClass = ({ driverName, parameters }: Draft<VolumeAttributesClass>): FieldError[] => [
  ...requiredText('driverName', driverName, (text) => qualifiedName(text.toLowerCase())), ...validateParameters(parameters),
  ...(Object.keys(parameters ?? {}).length ? [] : [required('parameters', 'must contain at least one key/value pair')]),
];

export const validateVolumeAttributesClassUpdate = (attributes: Draft<VolumeAttributesClass>, old: Draft<VolumeAttributesClass>): FieldError[] => [
  ...validateVolumeAttributesClass(attributes),
  ...(attributes.driverName === old.driverName ? [] : [forbidden('driverName', 'updates to driverName are forbidden.')]),
  ...(equal(attributes.parameters ?? {}, old.parameters ?? {}) ? [] : [forbidden('parameters', 'updates to parameters are forbidden.')]),
];

export const validateCSIDriver = ({ spec = {} }: Draft<CSIDriver>): FieldError[] => [
  ...(['attachRequired', 'podInfoOnMount', 'storageCapacity'] as const).flatMap((name) => (spec[name] === undefined ? [required(`spec.${name}`)] : [])),
  ...oneOf('spec.fsGroupPolicy', spec.fsGroupPolicy, ['File', 'None', 'ReadWriteOnceWithFSType']),
];
