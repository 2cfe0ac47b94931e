import { field, kind, kindList, list, map, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PersistentVolumeClaimSpec } from './volume.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ModifyVolumeStatus = message('core.v1.ModifyVolumeStatus', 'Progress of switching a claim to another volume attributes class.', {
  targetVolumeAttributesClassName: field(1, string, 'Volume attributes class being switched to.'),
  status: field(2, string,
    'Stage of the change: Pending lacks prerequisites, InProgress is underway, Infeasible was refused by the driver.',
    { required: true, presence: 'always', enum: ['Pending', 'InProgress', 'Infeasible'] }),
});
export interface ModifyVolumeStatus extends TypeOf<typeof ModifyVolumeStatus> {}

export const PersistentVolumeClaimCondition = message('core.v1.PersistentVolumeClaimCondition', 'One observation about a claim, for instance on resizing progress.', {
  type: field(1, string,
    'Aspect being reported, such as Resizing, FileSystemResizePending or ModifyingVolume.',
    { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastProbeTime: field(3, time, 'When the condition was most recently checked.'),
  lastTransitionTime: field(4, time, 'When the condition last switched to a different status.'),
  reason: field(5, string, 'Short machine-readable cause of the latest status change.'),
  message: field(6, string, 'Human-readable details about the latest status change.'),
});
export interface PersistentVolumeClaimCondition extends TypeOf<typeof PersistentVolumeClaimCondition> {}

export const PersistentVolumeClaimStatus = message('core.v1.PersistentVolumeClaimStatus', 'The observed state of a claim.', {
  phase: field(1, string, 'Pending before binding, Bound afterwards, Lost if the volume has disappeared.', { enum: ['Pending', 'Bound', 'Lost'] }),
  accessModes: field(2, list(string),
    'Access modes actually offered by the bound volume.',
    { list: 'atomic', enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] }),
  capacity: field(3, map(quantity), 'Actual size of the bound volume, keyed by resource name.'),
  conditions: field(4, list(PersistentVolumeClaimCondition),
    'Latest observations, such as resizing or modification in progress.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  allocatedResources: field(5, map(quantity), 'Size reserved for the claim, which can exceed capacity while an expansion runs.'),
  allocatedResourceStatuses: field(7, map(string), 'Progress of resizing for each resource being changed.', { map: 'granular' }),
  currentVolumeAttributesClassName: field(8, string,
    'VolumeAttributesClass currently in effect on the volume; unset means none.',
    { presence: 'explicit' }),
  modifyVolumeStatus: field(9, ModifyVolumeStatus, 'Progress of a pending change of VolumeAttributesClass; absent when none is under way.'),
});
export interface PersistentVolumeClaimStatus extends TypeOf<typeof PersistentVolumeClaimStatus> {}

export const PersistentVolumeClaim = kind('core.v1.PersistentVolumeClaim', { group: '', version: 'v1', kind: 'PersistentVolumeClaim' }, 'A user\'s request for storage, satisfied by binding to a PersistentVolume.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the claim.', { presence: 'always' }),
  spec: field(2, PersistentVolumeClaimSpec, 'The kind of storage the claim asks for.', { presence: 'always' }),
  status: field(3, PersistentVolumeClaimStatus, 'The observed state of the claim and of the storage behind it.', { presence: 'always' }),
});
export interface PersistentVolumeClaim extends TypeOf<typeof PersistentVolumeClaim> {}

export const PersistentVolumeClaimList = kindList('core.v1.PersistentVolumeClaimList', PersistentVolumeClaim, ListMeta, 'A list of PersistentVolumeClaim objects.');
export interface PersistentVolumeClaimList extends TypeOf<typeof PersistentVolumeClaimList> {}
