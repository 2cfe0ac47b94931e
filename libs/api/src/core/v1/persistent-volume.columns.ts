import type { Column } from '@kubets/apimachinery/resource/definition';
import { UNSET, accessModes } from '../../table/cells.js';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import { showQuantity } from '../../validation/quantity.js';
import type { PersistentVolumeClaim } from './persistent-volume-claim.js';
import type { PersistentVolume } from './persistent-volume.js';

/** The annotation that named the class before there was a field; where it is present, it wins. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

interface Classified { metadata?: { annotations?: Record<string, string | undefined> }; spec?: { storageClassName?: string } }
const className = ({ metadata, spec }: Classified): string => metadata?.annotations?.[CLASS_ANNOTATION] ?? spec?.storageClassName ?? '';

interface Phased { metadata?: { deletionTimestamp?: string }; status?: { phase?: string } }
const phase = ({ metadata, status }: Phased): string => (metadata?.deletionTimestamp ? 'Terminating' : status?.phase ?? '');

export const persistentVolumeColumns: readonly Column<PersistentVolume>[] = [
  NAME,
  column('Capacity', 'string', 'Size of the volume.', ({ spec }) => showQuantity(spec?.capacity?.['storage'])),
  column('Access Modes', 'string', 'Ways in which the volume can be mounted.', ({ spec }) => accessModes(spec?.accessModes)),
  column('Reclaim Policy', 'string', 'What becomes of the volume once its claim is gone.', ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? ''),
  column('Status', 'string', 'Whether the volume is free, bound, released or failed.', phase),
  column('Claim', 'string', 'Claim that the volume is bound to.', ({ spec }) => (spec?.claimRef ? `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}` : '')),
  column('StorageClass', 'string', 'Class that the volume belongs to.', className),
  column('VolumeAttributesClass', 'string', 'Attributes class of the volume.', ({ spec }) => spec?.volumeAttributesClassName ?? UNSET),
  column('Reason', 'string', 'Why the volume failed.', ({ status }) => status?.reason ?? ''),
  AGE,
  column('VolumeMode', 'string', 'Whether the volume holds a filesystem or is a raw block device.', ({ spec }) => spec?.volumeMode ?? UNSET, WIDE),
];

export const persistentVolumeClaimColumns: readonly Column<PersistentVolumeClaim>[] = [
  NAME,
  column('Status', 'string', 'Whether the claim has its volume.', phase),
  column('Volume', 'string', 'Volume that the claim is bound to.', ({ spec }) => spec?.volumeName ?? ''),
  column('Capacity', 'string', 'Size of the bound volume.', ({ spec, status }) => (spec?.volumeName ? showQuantity(status?.capacity?.['storage']) : '')),
  column('Access Modes', 'string', 'Ways in which the bound volume can be mounted.', ({ spec, status }) => (spec?.volumeName ? accessModes(status?.accessModes) : '')),
  column('StorageClass', 'string', 'Class that the claim asks for.', className),
  column('VolumeAttributesClass', 'string', 'Attributes class that the claim asks for.', ({ spec }) => spec?.volumeAttributesClassName ?? UNSET),
  AGE,
  column('VolumeMode', 'string', 'Whether a filesystem or a raw block device is wanted.', ({ spec }) => spec?.volumeMode ?? UNSET, WIDE),
];
