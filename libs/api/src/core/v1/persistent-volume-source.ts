import { bool, field, int32, list, map, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference, SecretReference } from './reference.js';

export const AzureFilePersistentVolumeSource = message('core.v1.AzureFilePersistentVolumeSource', 'Backs a persistent volume with an Azure Files share.', {
  secretName: field(1, string, 'Secret holding the Azure storage account\'s name and key.', { required: true, presence: 'always' }),
  shareName: field(2, string, 'Name of the Azure Files share to mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Whether the share is mounted without write access; false when unset.'),
  secretNamespace: field(4, string, 'Namespace of the credentials secret; the bound claim\'s namespace when unset.', { presence: 'explicit' }),
});
export interface AzureFilePersistentVolumeSource extends TypeOf<typeof AzureFilePersistentVolumeSource> {}

export const CSIPersistentVolumeSource = message('core.v1.CSIPersistentVolumeSource', 'Backs a persistent volume with storage served by an external CSI driver.', {
  driver: field(1, string, 'Name of the CSI driver that manages the volume; required.', { required: true, presence: 'always' }),
  volumeHandle: field(2, string,
    'Identifier the CSI driver returned for the volume, passed on every later call; required.',
    { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Value for the read-only flag when the driver publishes the volume; false when unset.'),
  fsType: field(4, string, 'Filesystem to mount, such as ext4, xfs or ntfs.'),
  volumeAttributes: field(5, map(string), 'Driver-specific settings of the volume as recorded when it was created.'),
  controllerPublishSecretRef: field(6, SecretReference, 'Secret handed to the driver when its controller publishes or unpublishes the volume.'),
  nodeStageSecretRef: field(7, SecretReference, 'Secret handed to the driver when a node stages the volume.'),
  nodePublishSecretRef: field(8, SecretReference, 'Secret handed to the driver when a node publishes the volume to a pod.'),
  controllerExpandSecretRef: field(9, SecretReference, 'Secret handed to the driver when its controller grows the volume.'),
  nodeExpandSecretRef: field(10, SecretReference, 'Secret handed to the driver when a node grows the volume.'),
});
export interface CSIPersistentVolumeSource extends TypeOf<typeof CSIPersistentVolumeSource> {}

export const CephFSPersistentVolumeSource = message('core.v1.CephFSPersistentVolumeSource', 'Backs a persistent volume with a CephFS mount kept for the life of a pod.', {
  monitors: field(1, list(string), 'Addresses of the Ceph monitors to contact; at least one is needed.', { required: true, list: 'atomic' }),
  path: field(2, string, 'Directory of the Ceph tree used as the volume root; / when unset.'),
  user: field(3, string, 'RADOS user to log in as; admin when unset.'),
  secretFile: field(4, string, 'Path of the keyring file for the user; /etc/ceph/user.secret when unset.'),
  secretRef: field(5, SecretReference, 'Secret with the user\'s authentication data; takes precedence over secretFile.'),
  readOnly: field(6, bool, 'Whether the volume is mounted without write access; false when unset.'),
});
export interface CephFSPersistentVolumeSource extends TypeOf<typeof CephFSPersistentVolumeSource> {}

export const CinderPersistentVolumeSource = message('core.v1.CinderPersistentVolumeSource', 'Backs a persistent volume with an OpenStack Cinder disk in the same region as the kubelet.', {
  volumeID: field(1, string, 'Identifier of the Cinder volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  readOnly: field(3, bool, 'Whether the volume is mounted without write access; false when unset.'),
  secretRef: field(4, SecretReference, 'Secret with the parameters for connecting to OpenStack.'),
});
export interface CinderPersistentVolumeSource extends TypeOf<typeof CinderPersistentVolumeSource> {}

export const FlexPersistentVolumeSource = message('core.v1.FlexPersistentVolumeSource', 'Backs a persistent volume with storage from an exec-based Flex plugin.', {
  driver: field(1, string, 'Name of the Flex driver handling the volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; the driver\'s script picks the default.'),
  secretRef: field(3, SecretReference, 'Secret whose entries are all handed to the driver\'s scripts.'),
  readOnly: field(4, bool, 'Whether the volume is mounted without write access; false when unset.'),
  options: field(5, map(string), 'Additional driver-specific settings for the volume.'),
});
export interface FlexPersistentVolumeSource extends TypeOf<typeof FlexPersistentVolumeSource> {}

export const GlusterfsPersistentVolumeSource = message('core.v1.GlusterfsPersistentVolumeSource', 'Backs a persistent volume with a Glusterfs mount.', {
  endpoints: field(1, string, 'Name of the Endpoints object listing the Gluster servers.', { required: true, presence: 'always' }),
  path: field(2, string, 'Name of the Gluster volume to mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Whether the volume is mounted without write access; false when unset.'),
  endpointsNamespace: field(4, string, 'Namespace of the Endpoints object; the bound claim\'s namespace when unset.', { presence: 'explicit' }),
});
export interface GlusterfsPersistentVolumeSource extends TypeOf<typeof GlusterfsPersistentVolumeSource> {}

export const ISCSIPersistentVolumeSource = message('core.v1.ISCSIPersistentVolumeSource', 'Backs a persistent volume with an iSCSI disk, writable from a single node at a time.', {
  targetPortal: field(1, string, 'Address of the iSCSI target, with the port unless it is 860 or 3260.', { required: true, presence: 'always' }),
  iqn: field(2, string, 'Qualified name of the target.', { required: true, presence: 'always' }),
  lun: field(3, int32, 'Logical unit number on the target.', { required: true, presence: 'always' }),
  iscsiInterface: field(4, string, 'Interface carrying the iSCSI traffic; \'default\', meaning TCP, when unset.', { default: 'default' }),
  fsType: field(5, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  readOnly: field(6, bool, 'Whether the disk is mounted without write access; false when unset.'),
  portals: field(7, list(string), 'Further target addresses for multipath, with the port unless it is 860 or 3260.', { list: 'atomic' }),
  chapAuthDiscovery: field(8, bool, 'Whether target discovery uses CHAP authentication.'),
  chapAuthSession: field(11, bool, 'Whether iSCSI sessions use CHAP authentication.'),
  secretRef: field(10, SecretReference, 'Secret with the CHAP credentials of initiator and target.'),
  initiatorName: field(12, string,
    'Custom initiator name; together with iscsiInterface it leads to a dedicated interface per connection.',
    { presence: 'explicit' }),
});
export interface ISCSIPersistentVolumeSource extends TypeOf<typeof ISCSIPersistentVolumeSource> {}

export const LocalVolumeSource = message('core.v1.LocalVolumeSource', 'Backs a persistent volume with storage attached directly to one node.', {
  path: field(1, string, 'Full path on the node to a directory or a block device.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem for a block device path, such as ext4 or xfs; detected automatically when unset.', { presence: 'explicit' }),
});
export interface LocalVolumeSource extends TypeOf<typeof LocalVolumeSource> {}

export const RBDPersistentVolumeSource = message('core.v1.RBDPersistentVolumeSource', 'A Ceph RBD image backing a persistent volume.', {
  monitors: field(1, list(string), 'Addresses of the Ceph monitors to contact.', { required: true, list: 'atomic' }),
  image: field(2, string, 'Name of the RADOS block device image.', { required: true, presence: 'always' }),
  fsType: field(3, string, 'Filesystem on the image, such as ext4 or xfs; ext4 when unset.'),
  pool: field(4, string, 'RADOS pool holding the image; rbd when unset.', { default: 'rbd' }),
  user: field(5, string, 'RADOS user to connect as; admin when unset.', { default: 'admin' }),
  keyring: field(6, string, 'Path of the key ring for the user; /etc/ceph/keyring when unset.', { default: '/etc/ceph/keyring' }),
  secretRef: field(7, SecretReference, 'Secret with the user\'s credentials; takes precedence over keyring.'),
  readOnly: field(8, bool, 'Mounts the image without write access when true; false when unset.'),
});
export interface RBDPersistentVolumeSource extends TypeOf<typeof RBDPersistentVolumeSource> {}

export const ScaleIOPersistentVolumeSource = message('core.v1.ScaleIOPersistentVolumeSource', 'A ScaleIO volume backing a persistent volume.', {
  gateway: field(1, string, 'Address of the ScaleIO API gateway host.', { required: true, presence: 'always' }),
  system: field(2, string, 'Name of the ScaleIO storage system.', { required: true, presence: 'always' }),
  secretRef: field(3, SecretReference, 'Secret with the ScaleIO user name and password; login fails without it.', { required: true }),
  sslEnabled: field(4, bool, 'Whether to talk to the gateway over TLS; false when unset.'),
  protectionDomain: field(5, string, 'ScaleIO protection domain in which the storage lies.'),
  storagePool: field(6, string, 'ScaleIO storage pool within the protection domain.'),
  storageMode: field(7, string, 'Either ThickProvisioned or ThinProvisioned; ThinProvisioned when unset.', { default: 'ThinProvisioned' }),
  volumeName: field(8, string, 'Name of a volume that already exists in the ScaleIO system.'),
  fsType: field(9, string, 'Filesystem on the volume, such as ext4 or xfs; xfs when unset.', { default: 'xfs' }),
  readOnly: field(10, bool, 'Mounts the volume without write access when true; false when unset.'),
});
export interface ScaleIOPersistentVolumeSource extends TypeOf<typeof ScaleIOPersistentVolumeSource> {}

export const StorageOSPersistentVolumeSource = message('core.v1.StorageOSPersistentVolumeSource', 'A StorageOS volume backing a persistent volume.', {
  volumeName: field(1, string, 'Name of the StorageOS volume; unique in its StorageOS namespace.'),
  volumeNamespace: field(2, string, 'StorageOS namespace of the volume; the Kubernetes namespace when unset.'),
  fsType: field(3, string, 'Filesystem on the volume, such as ext4 or xfs; ext4 when unset.'),
  readOnly: field(4, bool, 'Mounts the volume without write access when true; false when unset.'),
  secretRef: field(5, ObjectReference, 'Secret with StorageOS API credentials; built-in defaults when unset.'),
});
export interface StorageOSPersistentVolumeSource extends TypeOf<typeof StorageOSPersistentVolumeSource> {}
