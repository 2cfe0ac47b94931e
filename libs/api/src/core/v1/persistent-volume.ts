import { field, kind, kindList, list, map, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { AzureFilePersistentVolumeSource, CSIPersistentVolumeSource, CephFSPersistentVolumeSource, CinderPersistentVolumeSource, FlexPersistentVolumeSource, GlusterfsPersistentVolumeSource, ISCSIPersistentVolumeSource, LocalVolumeSource, RBDPersistentVolumeSource, ScaleIOPersistentVolumeSource, StorageOSPersistentVolumeSource } from './persistent-volume-source.js';
import { ObjectReference } from './reference.js';
import { VolumeNodeAffinity } from './scheduling.js';
import { AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, FCVolumeSource, FlockerVolumeSource, GCEPersistentDiskVolumeSource, HostPathVolumeSource, NFSVolumeSource, PhotonPersistentDiskVolumeSource, PortworxVolumeSource, QuobyteVolumeSource, VsphereVirtualDiskVolumeSource } from './volume.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const PersistentVolumeSpec = message('core.v1.PersistentVolumeSpec', 'Describes a piece of storage, its backing plugin and usage rules.', {
  capacity: field(1, map(quantity), 'Size of the volume, keyed by resource name.'),
  gcePersistentDisk: field('2/1', GCEPersistentDiskVolumeSource,
    'Backs the volume with a Google persistent disk; deprecated, redirected to the CSI driver.'),
  awsElasticBlockStore: field('2/2', AWSElasticBlockStoreVolumeSource,
    'Backs the volume with an AWS EBS disk; deprecated, redirected to the CSI driver.'),
  hostPath: field('2/3', HostPathVolumeSource, 'Backs the volume with a node directory; for single-node testing only.'),
  glusterfs: field('2/4', GlusterfsPersistentVolumeSource, 'Backs the volume with GlusterFS; deprecated, and the plugin has been removed.'),
  nfs: field('2/5', NFSVolumeSource, 'Backs the volume with a share exported by an NFS server.'),
  rbd: field('2/6', RBDPersistentVolumeSource, 'Backs the volume with a Ceph RBD image; deprecated, and the plugin has been removed.'),
  iscsi: field('2/7', ISCSIPersistentVolumeSource, 'Backs the volume with an iSCSI disk connected to the node.'),
  cinder: field('2/8', CinderPersistentVolumeSource, 'Backs the volume with an OpenStack Cinder disk; deprecated, redirected to the CSI driver.'),
  cephfs: field('2/9', CephFSPersistentVolumeSource, 'Backs the volume with CephFS; deprecated, and the plugin has been removed.'),
  fc: field('2/10', FCVolumeSource, 'Backs the volume with a Fibre Channel device connected to the node.'),
  flocker: field('2/11', FlockerVolumeSource, 'Backs the volume with a Flocker dataset; deprecated, and the plugin has been removed.'),
  flexVolume: field('2/12', FlexPersistentVolumeSource, 'Backs the volume with an exec-based FlexVolume driver; deprecated, prefer CSI.'),
  azureFile: field('2/13', AzureFilePersistentVolumeSource, 'Backs the volume with an Azure file share; deprecated, redirected to the CSI driver.'),
  vsphereVolume: field('2/14', VsphereVirtualDiskVolumeSource,
    'Backs the volume with a vSphere virtual disk; deprecated, redirected to the CSI driver.'),
  quobyte: field('2/15', QuobyteVolumeSource, 'Backs the volume with Quobyte storage; deprecated, and the plugin has been removed.'),
  azureDisk: field('2/16', AzureDiskVolumeSource, 'Backs the volume with an Azure managed disk; deprecated, redirected to the CSI driver.'),
  photonPersistentDisk: field('2/17', PhotonPersistentDiskVolumeSource,
    'Backs the volume with a Photon Controller disk; deprecated, and the plugin has been removed.'),
  portworxVolume: field('2/18', PortworxVolumeSource, 'Backs the volume with a Portworx volume; deprecated, redirected to the CSI driver.'),
  scaleIO: field('2/19', ScaleIOPersistentVolumeSource, 'Backs the volume with ScaleIO storage; deprecated, and the plugin has been removed.'),
  local: field('2/20', LocalVolumeSource, 'Backs the volume with a disk or directory local to one node.'),
  storageos: field('2/21', StorageOSPersistentVolumeSource, 'Backs the volume with StorageOS storage; deprecated, and the plugin has been removed.'),
  csi: field('2/22', CSIPersistentVolumeSource, 'Backs the volume with storage managed by an external CSI driver.'),
  accessModes: field(3, list(string),
    'Every way in which the volume can be mounted.',
    { list: 'atomic', enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] }),
  claimRef: field(4, ObjectReference, 'The claim this volume is bound to or reserved for; binding is mutual.', { map: 'granular' }),
  persistentVolumeReclaimPolicy: field(5, string,
    'Fate of the volume once released; Retain for manual volumes, Delete for provisioned ones.',
    { enum: ['Recycle', 'Delete', 'Retain'] }),
  storageClassName: field(6, string, 'StorageClass the volume belongs to; empty means it has none.'),
  mountOptions: field(7, list(string), 'Extra mount options such as ro or soft; an invalid one makes mounting fail.', { list: 'atomic' }),
  volumeMode: field(8, string,
    'Whether the volume is offered as a Filesystem or raw Block device; Filesystem when unset.',
    { presence: 'explicit', enum: ['Block', 'Filesystem'] }),
  nodeAffinity: field(9, VolumeNodeAffinity, 'Restricts which nodes can reach the volume, and hence where its pods may run.'),
  volumeAttributesClassName: field(10, string,
    'VolumeAttributesClass applied to the volume; only meaningful for CSI drivers that support it.',
    { presence: 'explicit' }),
});
export interface PersistentVolumeSpec extends TypeOf<typeof PersistentVolumeSpec> {}

export const PersistentVolumeStatus = message('core.v1.PersistentVolumeStatus', 'The observed state of a persistent volume.', {
  phase: field(1, string,
    'Whether the volume is free, bound, released by its claim, or failed.',
    { enum: ['Pending', 'Available', 'Bound', 'Released', 'Failed'] }),
  message: field(2, string, 'Human-readable explanation of the volume\'s present state.'),
  reason: field(3, string, 'Short CamelCase cause of a failure, suitable for command-line output.'),
  lastPhaseTransitionTime: field(4, time, 'When the volume last moved to another phase.'),
});
export interface PersistentVolumeStatus extends TypeOf<typeof PersistentVolumeStatus> {}

export const PersistentVolume = kind('core.v1.PersistentVolume', { group: '', version: 'v1', kind: 'PersistentVolume' }, 'A piece of cluster storage with a lifetime independent of any pod.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the volume.', { presence: 'always' }),
  spec: field(2, PersistentVolumeSpec, 'How the storage is reached and may be used; set by an administrator or provisioner.', { presence: 'always' }),
  status: field(3, PersistentVolumeStatus, 'The observed state of the volume; maintained by the system.', { presence: 'always' }),
});
export interface PersistentVolume extends TypeOf<typeof PersistentVolume> {}

export const PersistentVolumeList = kindList('core.v1.PersistentVolumeList', PersistentVolume, ListMeta, 'A list of PersistentVolume objects.');
export interface PersistentVolumeList extends TypeOf<typeof PersistentVolumeList> {}
