import { bool, field, int32, kind, kindList, map, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PersistentVolumeSpec } from '../../core/v1/persistent-volume.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const VolumeAttachmentSource = message('storage.v1.VolumeAttachmentSource', 'The volume to attach; exactly one field is set.', {
  persistentVolumeName: field(1, string, 'Name of the persistent volume to attach.', { presence: 'explicit' }),
  inlineVolumeSpec: field(2, PersistentVolumeSpec, 'Volume translated from a pod\'s inline in-tree volume; used for CSI migration only.'),
});
export interface VolumeAttachmentSource extends TypeOf<typeof VolumeAttachmentSource> {}

export const VolumeAttachmentSpec = message('storage.v1.VolumeAttachmentSpec', 'Which volume is attached where and by whom.', {
  attacher: field(1, string, 'Name of the CSI driver that must carry out the attachment.', { required: true, presence: 'always' }),
  source: field(2, VolumeAttachmentSource, 'The volume that should be attached.', { required: true, presence: 'always' }),
  nodeName: field(3, string, 'Node to which the volume should be attached.', { required: true, presence: 'always' }),
});
export interface VolumeAttachmentSpec extends TypeOf<typeof VolumeAttachmentSpec> {}

export const VolumeError = message('storage.v1.VolumeError', 'An error met during a volume operation.', {
  time: field(1, time, 'When the error was encountered.'),
  message: field(2, string, 'Details of the error; may be logged, so must hold no secrets.'),
  errorCode: field(3, int32, 'Numeric gRPC code of the error, if the driver returned one.', { presence: 'explicit' }),
});
export interface VolumeError extends TypeOf<typeof VolumeError> {}

export const VolumeAttachmentStatus = message('storage.v1.VolumeAttachmentStatus', 'Progress of an attach or detach operation.', {
  attached: field(1, bool, 'Whether the volume is attached successfully; set only by the attacher.', { required: true, presence: 'always' }),
  attachmentMetadata: field(2, map(string), 'Data returned on attach that later mount steps need.'),
  attachError: field(3, VolumeError, 'Latest error met while attaching, if any.'),
  detachError: field(4, VolumeError, 'Latest error met while detaching, if any.'),
});
export interface VolumeAttachmentStatus extends TypeOf<typeof VolumeAttachmentStatus> {}

export const VolumeAttachment = kind('storage.v1.VolumeAttachment', { group: 'storage.k8s.io', version: 'v1', kind: 'VolumeAttachment' }, 'Asks that a volume be attached to a node, or detached on deletion.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the attachment.', { presence: 'always' }),
  spec: field(2, VolumeAttachmentSpec, 'The wanted attachment, immutable after creation.', { required: true, presence: 'always' }),
  status: field(3, VolumeAttachmentStatus, 'The observed state of the attachment, written by the attacher.', { presence: 'always' }),
});
export interface VolumeAttachment extends TypeOf<typeof VolumeAttachment> {}

export const VolumeAttachmentList = kindList('storage.v1.VolumeAttachmentList', VolumeAttachment, ListMeta, 'A list of VolumeAttachment objects.');
export interface VolumeAttachmentList extends TypeOf<typeof VolumeAttachmentList> {}
