import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CSIDriver, CSIDriverList } from './csi-driver.js';
import { CSINode, CSINodeList } from './csi-node.js';
import { CSIStorageCapacity, CSIStorageCapacityList } from './csi-storage-capacity.js';
import { StorageClass, StorageClassList } from './storage-class.js';
import { VolumeAttachment, VolumeAttachmentList } from './volume-attachment.js';
import { VolumeAttributesClass, VolumeAttributesClassList } from './volume-attributes-class.js';
import { missingRequired } from '../../validation/required.js';
import { defaultCSIDriver } from './csi-driver.defaults.js';
import { defaultStorageClass } from './storage-class.defaults.js';
import {
  validateCSIDriver, validateStorageClass, validateStorageClassUpdate, validateVolumeAttributesClass, validateVolumeAttributesClassUpdate,
} from './storage-class.validation.js';
import {
  csiDriverColumns, csiNodeColumns, csiStorageCapacityColumns, storageClassColumns, volumeAttachmentColumns, volumeAttributesClassColumns,
} from './storage.columns.js';

export const csidrivers = resource<CSIDriver>({
  group: 'storage.k8s.io', version: 'v1', resource: 'csidrivers', singular: 'csidriver', kind: CSIDriver, list: CSIDriverList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { defaults: defaultCSIDriver, validate: validateCSIDriver, columns: csiDriverColumns },
});

export const csinodes = resource<CSINode>({
  group: 'storage.k8s.io', version: 'v1', resource: 'csinodes', singular: 'csinode', kind: CSINode, list: CSINodeList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { validate: (node) => missingRequired(CSINode, node), columns: csiNodeColumns },
});

export const csistoragecapacities = resource<CSIStorageCapacity>({
  group: 'storage.k8s.io', version: 'v1', resource: 'csistoragecapacities', singular: 'csistoragecapacity', kind: CSIStorageCapacity, list: CSIStorageCapacityList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: { validate: (capacity) => missingRequired(CSIStorageCapacity, capacity), columns: csiStorageCapacityColumns },
});

export const storageclasses = resource<StorageClass>({
  group: 'storage.k8s.io', version: 'v1', resource: 'storageclasses', singular: 'storageclass', kind: StorageClass, list: StorageClassList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['sc'],
  rules: {
    defaults: defaultStorageClass, validate: validateStorageClass, validateUpdate: validateStorageClassUpdate, columns: storageClassColumns,
  },
});

export const volumeattachments = resource<VolumeAttachment>({
  group: 'storage.k8s.io', version: 'v1', resource: 'volumeattachments', singular: 'volumeattachment', kind: VolumeAttachment, list: VolumeAttachmentList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: {
    validate: (attachment) => missingRequired(VolumeAttachment, attachment, '', ['spec.source.inlineVolumeSpec']),
    columns: volumeAttachmentColumns,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const volumeattributesclasses = resource<VolumeAttributesClass>({
  group: 'storage.k8s.io', version: 'v1', resource: 'volumeattributesclasses', singular: 'volumeattributesclass', kind: VolumeAttributesClass, list: VolumeAttributesClassList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['vac'],
  rules: {
    validate: validateVolumeAttributesClass, validateUpdate: validateVolumeAttributesClassUpdate, columns: volumeAttributesClassColumns,
  },
});
