import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import type { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { NONE, UNSET } from '../../table/cells.js';
import { AGE, NAME, column, type Described } from '../../table/column.js';
import type { CSIDriver } from './csi-driver.js';
import type { CSINode } from './csi-node.js';
import type { CSIStorageCapacity } from './csi-storage-capacity.js';
import type { StorageClass } from './storage-class.js';
import type { VolumeAttachment } from './volume-attachment.js';
import type { VolumeAttributesClass } from './volume-attributes-class.js';

const STORAGE_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
const ATTRIBUTES_DEFAULT = ['volumeattributesclass.alpha.kubernetes.io/is-default-class'];

const nameAndDefault = (annotations: readonly string[]): Column<Described> => ({
  ...NAME,
  value: ({ metadata = {} }: { metadata?: Draft<ObjectMeta> }) =>
    `${metadata.name ?? ''}${annotations.some((key) => metadata.annotations?.[key] === 'true') ? ' (default)' : ''}`,
});

export const storageClassColumns: readonly Column<StorageClass>[] = [
  nameAndDefault(STORAGE_DEFAULT),
  column('Provisioner', 'string', 'Who makes the volumes of the class.', ({ provisioner }) => provisioner ?? ''),
  column('ReclaimPolicy', 'string', 'What becomes of a volume once its claim is gone.', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
  column('VolumeBindingMode', 'string', 'Whether volumes are made at once, or when a pod needs them.', ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate'),
  column('AllowVolumeExpansion', 'string', 'Whether volumes can grow.', ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false),
  AGE,
];

export const volumeAttributesClassColumns: readonly Column<VolumeAttributesClass>[] = [
  nameAndDefault(ATTRIBUTES_DEFAULT), column('DriverName', 'string', 'Driver that knows the attributes.', ({ driverName }) => driverName ?? ''), AGE,
];

export const csiDriverColumns: readonly Column<CSIDriver>[] = [
  NAME,
  column('AttachRequired', 'boolean', 'Whether volumes are attached to a node before they are mounted.', ({ spec }) => spec?.attachRequired ?? true),
  column('PodInfoOnMount', 'boolean', 'Whether the driver is told for which pod it mounts.', ({ spec }) => spec?.podInfoOnMount ?? false),
  column('StorageCapacity', 'boolean', 'Whether the scheduler heeds the capacity that the driver reports.', ({ spec }) => spec?.storageCapacity ?? false),
  column('TokenRequests', 'string', 'Audiences of the tokens that the driver needs.', ({ spec }) => spec?.tokenRequests?.map(({ audience }) => audience ?? '').join(',') ?? UNSET),
  column('RequiresRepublish', 'boolean', 'Whether mounted volumes are published again and again.', ({ spec }) => spec?.requiresRepublish ?? false),
  column('Modes', 'string', 'Kinds of volumes that the driver serves.', ({ spec }) => (spec?.volumeLifecycleModes ?? []).join(',') || NONE),
  AGE,
];

export const csiNodeColumns: readonly Column<CSINode>[] = [
  NAME, column('Drivers', 'integer', 'Number of drivers on the node.', ({ spec }) => spec?.drivers?.length ?? 0), AGE,
];

export const csiStorageCapacityColumns: readonly Column<CSIStorageCapacity>[] = [
  NAME,
  column('StorageClassName', 'string', 'Class that the capacity is for.', ({ storageClassName }) => storageClassName ?? ''),
  column('Capacity', 'string', 'Room that is left.', ({ capacity }) => capacity ?? UNSET),
];

export const volumeAttachmentColumns: readonly Column<VolumeAttachment>[] = [
  NAME,
  column('Attacher', 'string', 'Driver that attaches the volume.', ({ spec }) => spec?.attacher ?? '', 0, 'name'),
  column('PV', 'string', 'Volume that is attached.', ({ spec }) => spec?.source?.persistentVolumeName ?? ''),
  column('Node', 'string', 'Node that the volume is attached to.', ({ spec }) => spec?.nodeName ?? ''),
  column('Attached', 'boolean', 'Whether the volume is attached already.', ({ status }) => status?.attached ?? false),
  AGE,
];
