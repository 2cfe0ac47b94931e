import { bool, field, int32, int64, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectFieldSelector, ResourceFieldSelector } from './environment.js';
import { LocalObjectReference } from './reference.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const AWSElasticBlockStoreVolumeSource = message('core.v1.AWSElasticBlockStoreVolumeSource', 'Mounts an AWS EBS disk into a pod; the disk must share the node\'s availability zone.', {
  volumeID: field(1, string, 'Identifier AWS gave the EBS volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  partition: field(3, int32, 'Partition number to mount; 0 or unset selects the disk as a whole.'),
  readOnly: field(4, bool, 'Whether the volume is mounted without write access; false when unset.'),
});
export interface AWSElasticBlockStoreVolumeSource extends TypeOf<typeof AWSElasticBlockStoreVolumeSource> {}

export const AzureDiskVolumeSource = message('core.v1.AzureDiskVolumeSource', 'Mounts an Azure data disk, attached to the node\'s virtual machine, into a pod.', {
  diskName: field(1, string, 'Name of the data disk in Azure storage.', { required: true, presence: 'always' }),
  diskURI: field(2, string, 'Address of the data disk in Azure storage.', { required: true, presence: 'always' }),
  cachingMode: field(3, string,
    'Host cache behaviour for the disk; ReadWrite when unset.',
    { presence: 'explicit', enum: ['None', 'ReadOnly', 'ReadWrite'], defaultRef: 'AzureDataDiskCachingReadWrite' }),
  fsType: field(4, string, 'Filesystem to mount, such as ext4 or xfs; ext4 when unset.', { presence: 'explicit', default: 'ext4' }),
  readOnly: field(5, bool, 'Whether the disk is mounted without write access; false when unset.', { presence: 'explicit', default: false }),
  kind: field(6, string,
    'How the disk is hosted: Shared or Dedicated blob storage, or Managed; Shared when unset.',
    { presence: 'explicit', enum: ['Shared', 'Dedicated', 'Managed'], defaultRef: 'AzureSharedBlobDisk' }),
});
export interface AzureDiskVolumeSource extends TypeOf<typeof AzureDiskVolumeSource> {}

export const AzureFileVolumeSource = message('core.v1.AzureFileVolumeSource', 'Mounts an Azure Files share into a pod.', {
  secretName: field(1, string,
    'Secret in the pod\'s namespace holding the Azure storage account\'s name and key.',
    { required: true, presence: 'always' }),
  shareName: field(2, string, 'Name of the Azure Files share to mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Whether the share is mounted without write access; false when unset.'),
});
export interface AzureFileVolumeSource extends TypeOf<typeof AzureFileVolumeSource> {}

export const CSIVolumeSource = message('core.v1.CSIVolumeSource', 'Gives a pod an inline ephemeral volume served by a CSI driver.', {
  driver: field(1, string, 'Name of the CSI driver serving the volume, as registered in the cluster.', { required: true, presence: 'always' }),
  readOnly: field(2, bool, 'Whether the volume is mounted without write access; false when unset.', { presence: 'explicit' }),
  fsType: field(3, string, 'Filesystem to mount, such as ext4 or xfs; the driver chooses when this is empty.', { presence: 'explicit' }),
  volumeAttributes: field(4, map(string), 'Driver-specific settings for the volume; see the driver\'s own manual for valid keys.'),
  nodePublishSecretRef: field(5, LocalObjectReference,
    'Secret in the pod\'s namespace handed to the driver while publishing and unpublishing the volume.'),
});
export interface CSIVolumeSource extends TypeOf<typeof CSIVolumeSource> {}

export const CephFSVolumeSource = message('core.v1.CephFSVolumeSource', 'Mounts a CephFS directory into a pod.', {
  monitors: field(1, list(string), 'Addresses of the Ceph monitors to contact; at least one is needed.', { required: true, list: 'atomic' }),
  path: field(2, string, 'Directory of the Ceph tree used as the volume root; / when unset.'),
  user: field(3, string, 'RADOS user to log in as; admin when unset.'),
  secretFile: field(4, string, 'Path of the keyring file for the user; /etc/ceph/user.secret when unset.'),
  secretRef: field(5, LocalObjectReference, 'Secret in the pod\'s namespace with the user\'s authentication data; takes precedence over secretFile.'),
  readOnly: field(6, bool, 'Whether the volume is mounted without write access; false when unset.'),
});
export interface CephFSVolumeSource extends TypeOf<typeof CephFSVolumeSource> {}

export const CinderVolumeSource = message('core.v1.CinderVolumeSource', 'Mounts an OpenStack Cinder disk into a pod.', {
  volumeID: field(1, string, 'Identifier of the Cinder volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  readOnly: field(3, bool, 'Whether the volume is mounted without write access; false when unset.'),
  secretRef: field(4, LocalObjectReference, 'Secret in the pod\'s namespace with the parameters for connecting to OpenStack.'),
});
export interface CinderVolumeSource extends TypeOf<typeof CinderVolumeSource> {}

export const ClusterTrustBundleProjection = message('core.v1.ClusterTrustBundleProjection', 'Writes trust anchors from one or more ClusterTrustBundle objects to a file in a projected volume.', {
  name: field(1, string, 'Picks a single bundle by name; cannot be combined with signerName or labelSelector.', { presence: 'explicit' }),
  signerName: field(2, string, 'Picks all bundles of this signer, merged and deduplicated; cannot be combined with name.', { presence: 'explicit' }),
  labelSelector: field(3, LabelSelector, 'Narrows signerName to bundles with matching labels; unset selects none, empty selects all.'),
  optional: field(5, bool, 'Lets the pod start with an empty file when no bundle can be found.', { presence: 'explicit' }),
  path: field(4, string, 'File path, relative to the volume root, that receives the certificates.', { required: true, presence: 'always' }),
});
export interface ClusterTrustBundleProjection extends TypeOf<typeof ClusterTrustBundleProjection> {}

export const KeyToPath = message('core.v1.KeyToPath', 'Maps one key to a file in a volume.', {
  key: field(1, string, 'Key of the entry to write.', { required: true, presence: 'always' }),
  path: field(2, string, 'Relative path of the file; must not contain or start with \'..\'.', { required: true, presence: 'always' }),
  mode: field(3, int32, 'Permission bits of this file, from 0 to 0777 octal; the volume\'s defaultMode when unset.', { presence: 'explicit' }),
});
export interface KeyToPath extends TypeOf<typeof KeyToPath> {}

export const ConfigMapProjection = message('core.v1.ConfigMapProjection', 'Writes config map entries as files into a projected volume.', {
  name: field('1/1', string, 'Name of the config map, in the pod\'s namespace.'),
  items: field(2, list(KeyToPath), 'Entries to write and their file paths; when empty, every key becomes a file.', { list: 'atomic' }),
  optional: field(4, bool, 'Lets the volume be set up even when the config map or a listed key is missing.', { presence: 'explicit' }),
});
export interface ConfigMapProjection extends TypeOf<typeof ConfigMapProjection> {}

export const ConfigMapVolumeSource = message('core.v1.ConfigMapVolumeSource', 'Presents config map entries as files in a volume.', {
  name: field('1/1', string, 'Name of the config map, in the pod\'s namespace.'),
  items: field(2, list(KeyToPath), 'Entries to write and their file paths; when empty, every key becomes a file.', { list: 'atomic' }),
  defaultMode: field(3, int32, 'Permission bits of created files, from 0 to 0777 octal; 0644 when unset.', { presence: 'explicit' }),
  optional: field(4, bool, 'Lets the volume be set up even when the config map or a listed key is missing.', { presence: 'explicit' }),
});
export interface ConfigMapVolumeSource extends TypeOf<typeof ConfigMapVolumeSource> {}

export const DownwardAPIVolumeFile = message('core.v1.DownwardAPIVolumeFile', 'One file holding a field of the pod or of its container resources.', {
  path: field(1, string, 'Relative path of the file to create; must not contain \'..\'.', { required: true, presence: 'always' }),
  fieldRef: field(2, ObjectFieldSelector, 'Pod field to write: labels, annotations, name, namespace or uid.'),
  resourceFieldRef: field(3, ResourceFieldSelector, 'Container request or limit for cpu, memory or ephemeral storage to write.'),
  mode: field(4, int32, 'Permission bits of this file, from 0 to 0777 octal; the volume\'s defaultMode when unset.', { presence: 'explicit' }),
});
export interface DownwardAPIVolumeFile extends TypeOf<typeof DownwardAPIVolumeFile> {}

export const DownwardAPIProjection = message('core.v1.DownwardAPIProjection', 'Writes facts about the pod as files into a projected volume.', {
  items: field(1, list(DownwardAPIVolumeFile), 'Files to create, each with the pod fact it holds.', { list: 'atomic' }),
});
export interface DownwardAPIProjection extends TypeOf<typeof DownwardAPIProjection> {}

export const DownwardAPIVolumeSource = message('core.v1.DownwardAPIVolumeSource', 'Presents facts about the pod as files in a volume.', {
  items: field(1, list(DownwardAPIVolumeFile), 'Files to create, each with the pod fact it holds.', { list: 'atomic' }),
  defaultMode: field(2, int32, 'Permission bits of created files, from 0 to 0777 octal; 0644 when unset.', { presence: 'explicit' }),
});
export interface DownwardAPIVolumeSource extends TypeOf<typeof DownwardAPIVolumeSource> {}

export const EmptyDirVolumeSource = message('core.v1.EmptyDirVolumeSource', 'Scratch directory that starts empty and is deleted with its pod.', {
  medium: field(1, string, 'Storage behind the directory: empty for the node\'s default, Memory for tmpfs.'),
  sizeLimit: field(2, quantity, 'Most local storage the directory may use; unlimited when unset.'),
});
export interface EmptyDirVolumeSource extends TypeOf<typeof EmptyDirVolumeSource> {}

export const VolumeResourceRequirements = message('core.v1.VolumeResourceRequirements', 'Amount of storage that a claim needs.', {
  limits: field(1, map(quantity), 'Most of each resource that the volume may provide.'),
  requests: field(2, map(quantity), 'Least of each resource that the volume has to provide.'),
});
export interface VolumeResourceRequirements extends TypeOf<typeof VolumeResourceRequirements> {}

export const TypedLocalObjectReference = message('core.v1.TypedLocalObjectReference', 'Points at an object of any kind in the same namespace.', {
  apiGroup: field(1, string, 'API group of the object; unset means the core group.', { presence: 'explicit' }),
  kind: field(2, string, 'Type name of the object pointed at.', { required: true, presence: 'always' }),
  name: field(3, string, 'Name of the object pointed at.', { required: true, presence: 'always' }),
}, { atomic: true });
export interface TypedLocalObjectReference extends TypeOf<typeof TypedLocalObjectReference> {}

export const TypedObjectReference = message('core.v1.TypedObjectReference', 'Points at an object of any kind, possibly in another namespace.', {
  apiGroup: field(1, string, 'API group of the object; unset means the core group.', { presence: 'explicit' }),
  kind: field(2, string, 'Type name of the object pointed at.', { required: true, presence: 'always' }),
  name: field(3, string, 'Name of the object pointed at.', { required: true, presence: 'always' }),
  namespace: field(4, string, 'Namespace of the object; other namespaces must permit it through a ReferenceGrant.', { presence: 'explicit' }),
});
export interface TypedObjectReference extends TypeOf<typeof TypedObjectReference> {}

export const PersistentVolumeClaimSpec = message('core.v1.PersistentVolumeClaimSpec', 'Properties that storage must have to satisfy the claim.', {
  accessModes: field(1, list(string),
    'Access modes that the bound volume has to offer.',
    { list: 'atomic', enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] }),
  selector: field(4, LabelSelector, 'Labels a volume must carry to be considered for binding.'),
  resources: field(2, VolumeResourceRequirements,
    'Amount of storage wanted; after binding it may only grow, if expansion is allowed.',
    { presence: 'always' }),
  volumeName: field(3, string, 'Name of the PersistentVolume bound to this claim.'),
  storageClassName: field(5, string, 'StorageClass to use; empty string asks for a volume without any class.', { presence: 'explicit' }),
  volumeMode: field(6, string,
    'Whether a formatted Filesystem or raw Block device is wanted; Filesystem when unset.',
    { presence: 'explicit', enum: ['Block', 'Filesystem'] }),
  dataSource: field(7, TypedLocalObjectReference, 'VolumeSnapshot or claim in the same namespace whose content pre-fills the new volume.'),
  dataSourceRef: field(8, TypedObjectReference, 'Object that pre-fills the new volume; any kind with a populator, possibly in another namespace.'),
  volumeAttributesClassName: field(9, string,
    'VolumeAttributesClass whose mutable parameters apply to the volume; may be changed later.',
    { presence: 'explicit' }),
});
export interface PersistentVolumeClaimSpec extends TypeOf<typeof PersistentVolumeClaimSpec> {}

export const PersistentVolumeClaimTemplate = message('core.v1.PersistentVolumeClaimTemplate', 'A pattern from which a claim is created for an ephemeral volume.', {
  metadata: field(1, ObjectMeta, 'Labels and annotations copied to the new claim; other metadata is rejected.', { presence: 'always' }),
  spec: field(2, PersistentVolumeClaimSpec, 'Claim specification copied unchanged to the created claim.', { required: true, presence: 'always' }),
});
export interface PersistentVolumeClaimTemplate extends TypeOf<typeof PersistentVolumeClaimTemplate> {}

export const EphemeralVolumeSource = message('core.v1.EphemeralVolumeSource', 'Volume provisioned through a claim that lives and dies with the pod.', {
  volumeClaimTemplate: field(1, PersistentVolumeClaimTemplate,
    'Blueprint for the claim, owned by the pod and named after pod and volume, joined by a hyphen.'),
});
export interface EphemeralVolumeSource extends TypeOf<typeof EphemeralVolumeSource> {}

export const FCVolumeSource = message('core.v1.FCVolumeSource', 'Mounts a Fibre Channel disk into a pod.', {
  targetWWNs: field(1, list(string), 'World wide names of the target ports; used together with lun.', { list: 'atomic' }),
  lun: field(2, int32, 'Logical unit number on the target; used together with targetWWNs.', { presence: 'explicit' }),
  fsType: field(3, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  readOnly: field(4, bool, 'Whether the disk is mounted without write access; false when unset.'),
  wwids: field(5, list(string), 'World wide identifiers of the disk; given instead of targetWWNs with lun, never both.', { list: 'atomic' }),
});
export interface FCVolumeSource extends TypeOf<typeof FCVolumeSource> {}

export const FlexVolumeSource = message('core.v1.FlexVolumeSource', 'Mounts storage from an exec-based Flex plugin into a pod.', {
  driver: field(1, string, 'Name of the Flex driver handling the volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; the driver\'s script picks the default.'),
  secretRef: field(3, LocalObjectReference, 'Secret in the pod\'s namespace whose entries are all handed to the driver\'s scripts.'),
  readOnly: field(4, bool, 'Whether the volume is mounted without write access; false when unset.'),
  options: field(5, map(string), 'Additional driver-specific settings for the volume.'),
});
export interface FlexVolumeSource extends TypeOf<typeof FlexVolumeSource> {}

export const FlockerVolumeSource = message('core.v1.FlockerVolumeSource', 'Mounts a dataset managed by Flocker; a deprecated type, and exactly one member is set.', {
  datasetName: field(1, string, 'Dataset name held in Flocker\'s metadata; deprecated in favour of datasetUUID.'),
  datasetUUID: field(2, string, 'Unique identifier of the Flocker dataset.'),
});
export interface FlockerVolumeSource extends TypeOf<typeof FlockerVolumeSource> {}

export const GCEPersistentDiskVolumeSource = message('core.v1.GCEPersistentDiskVolumeSource', 'Mounts a Google Compute Engine disk, in the node\'s project and zone, into a pod.', {
  pdName: field(1, string, 'Name of the persistent disk in Compute Engine.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  partition: field(3, int32, 'Partition number to mount; 0 or unset selects the disk as a whole.'),
  readOnly: field(4, bool, 'Whether the disk is mounted without write access; false when unset.'),
});
export interface GCEPersistentDiskVolumeSource extends TypeOf<typeof GCEPersistentDiskVolumeSource> {}

export const GitRepoVolumeSource = message('core.v1.GitRepoVolumeSource', 'Fills a volume with a git clone; deprecated, so clone in an init container instead.', {
  repository: field(1, string, 'Address of the repository to clone.', { required: true, presence: 'always' }),
  revision: field(2, string, 'Commit to check out, given by its hash.'),
  directory: field(3, string, 'Target directory without \'..\'; \'.\' clones into the volume root, otherwise into that subdirectory.'),
});
export interface GitRepoVolumeSource extends TypeOf<typeof GitRepoVolumeSource> {}

export const GlusterfsVolumeSource = message('core.v1.GlusterfsVolumeSource', 'Mounts a Glusterfs volume into a pod.', {
  endpoints: field(1, string,
    'Name of the Endpoints object, in the pod\'s namespace, listing the Gluster servers.',
    { required: true, presence: 'always' }),
  path: field(2, string, 'Name of the Gluster volume to mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Whether the volume is mounted without write access; false when unset.'),
});
export interface GlusterfsVolumeSource extends TypeOf<typeof GlusterfsVolumeSource> {}

export const HostPathVolumeSource = message('core.v1.HostPathVolumeSource', 'Exposes a file or directory of the node to a pod; use with caution.', {
  path: field(1, string, 'Path on the node, with symbolic links followed to their target.', { required: true, presence: 'always' }),
  type: field(2, string,
    'What must exist, or be created, at the path; empty skips the check.',
    { presence: 'explicit', enum: ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'] }),
});
export interface HostPathVolumeSource extends TypeOf<typeof HostPathVolumeSource> {}

export const ISCSIVolumeSource = message('core.v1.ISCSIVolumeSource', 'Mounts an iSCSI disk into a pod, writable from a single node at a time.', {
  targetPortal: field(1, string, 'Address of the iSCSI target, with the port unless it is 860 or 3260.', { required: true, presence: 'always' }),
  iqn: field(2, string, 'Qualified name of the target.', { required: true, presence: 'always' }),
  lun: field(3, int32, 'Logical unit number on the target.', { required: true, presence: 'always' }),
  iscsiInterface: field(4, string, 'Interface carrying the iSCSI traffic; \'default\', meaning TCP, when unset.', { default: 'default' }),
  fsType: field(5, string, 'Filesystem to mount, such as ext4 or xfs; ext4 is assumed when empty.'),
  readOnly: field(6, bool, 'Whether the disk is mounted without write access; false when unset.'),
  portals: field(7, list(string), 'Further target addresses for multipath, with the port unless it is 860 or 3260.', { list: 'atomic' }),
  chapAuthDiscovery: field(8, bool, 'Whether target discovery uses CHAP authentication.'),
  chapAuthSession: field(11, bool, 'Whether iSCSI sessions use CHAP authentication.'),
  secretRef: field(10, LocalObjectReference, 'Secret in the pod\'s namespace with the CHAP credentials of initiator and target.'),
  initiatorName: field(12, string,
    'Custom initiator name; together with iscsiInterface it leads to a dedicated interface per connection.',
    { presence: 'explicit' }),
});
export interface ISCSIVolumeSource extends TypeOf<typeof ISCSIVolumeSource> {}

export const ImageVolumeSource = message('core.v1.ImageVolumeSource', 'Presents the contents of an OCI image or artifact as a read-only volume.', {
  reference: field(1, string, 'Registry reference of the image or artifact to mount.'),
  pullPolicy: field(2, string,
    'When to pull the object; Always if its tag is latest or absent, else IfNotPresent.',
    { enum: ['Always', 'Never', 'IfNotPresent'] }),
});
export interface ImageVolumeSource extends TypeOf<typeof ImageVolumeSource> {}

export const NFSVolumeSource = message('core.v1.NFSVolumeSource', 'An NFS export mounted into a pod; its data outlives the pod.', {
  server: field(1, string, 'Host name or address of the machine exporting the share.', { required: true, presence: 'always' }),
  path: field(2, string, 'Directory exported by the NFS server that gets mounted.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Mounts the export without write access when true; false when unset.'),
});
export interface NFSVolumeSource extends TypeOf<typeof NFSVolumeSource> {}

export const PersistentVolumeClaimVolumeSource = message('core.v1.PersistentVolumeClaimVolumeSource', 'Lets a pod use the storage bound to a claim in its namespace.', {
  claimName: field(1, string, 'Claim to mount, found in the same namespace as the pod.', { required: true, presence: 'always' }),
  readOnly: field(2, bool, 'Forces every mount of this volume to be read-only; false when unset.'),
});
export interface PersistentVolumeClaimVolumeSource extends TypeOf<typeof PersistentVolumeClaimVolumeSource> {}

export const PhotonPersistentDiskVolumeSource = message('core.v1.PhotonPersistentDiskVolumeSource', 'A Photon Controller persistent disk used as a volume.', {
  pdID: field(1, string, 'Identifier of the Photon Controller disk to mount.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem on the disk, such as ext4 or xfs; ext4 when unset.'),
});
export interface PhotonPersistentDiskVolumeSource extends TypeOf<typeof PhotonPersistentDiskVolumeSource> {}

export const PodCertificateProjection = message('core.v1.PodCertificateProjection', 'Private key and X.509 certificate issued for the pod and kept fresh by the kubelet.', {
  signerName: field(1, string, 'Signer asked to issue the certificate, in domain/path form.', { required: true }),
  keyType: field(2, string, 'Key algorithm: RSA3072, RSA4096, ECDSAP256, ECDSAP384, ECDSAP521 or ED25519.', { required: true }),
  maxExpirationSeconds: field(3, int32,
    'Longest acceptable certificate lifetime in seconds, from 3600 to 7862400; 86400 when unset.',
    { presence: 'explicit' }),
  credentialBundlePath: field(4, string, 'File in the volume that receives both private key and certificate chain in PEM.'),
  keyPath: field(5, string, 'File in the volume that receives only the private key in PEM.'),
  certificateChainPath: field(6, string, 'File in the volume that receives only the certificate chain in PEM.'),
  userAnnotations: field(7, map(string), 'Extra key-value data passed to the signer, which decides what the keys mean.'),
});
export interface PodCertificateProjection extends TypeOf<typeof PodCertificateProjection> {}

export const PortworxVolumeSource = message('core.v1.PortworxVolumeSource', 'A Portworx volume made available to a pod.', {
  volumeID: field(1, string, 'Identifier that singles out the Portworx volume.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem on the volume, either ext4 or xfs; ext4 when unset.'),
  readOnly: field(3, bool, 'Mounts the volume without write access when true; false when unset.'),
});
export interface PortworxVolumeSource extends TypeOf<typeof PortworxVolumeSource> {}

export const SecretProjection = message('core.v1.SecretProjection', 'Entries of a secret placed as files in a projected volume.', {
  name: field('1/1', string, 'Name of the secret, found in the pod\'s namespace.'),
  items: field(2, list(KeyToPath), 'Entries to project and their file paths; all entries by name when unset.', { list: 'atomic' }),
  optional: field(4, bool, 'True tolerates a missing secret or missing entries.', { presence: 'explicit' }),
});
export interface SecretProjection extends TypeOf<typeof SecretProjection> {}

export const ServiceAccountTokenProjection = message('core.v1.ServiceAccountTokenProjection', 'A short-lived service account token placed as a file and renewed by the kubelet.', {
  audience: field(1, string, 'Intended recipient of the token; the API server\'s own identifier when unset.'),
  expirationSeconds: field(2, int64, 'Requested token lifetime in seconds; 3600 when unset, at least 600.', { presence: 'explicit' }),
  path: field(3, string, 'File path of the token, relative to the volume\'s root.', { required: true, presence: 'always' }),
});
export interface ServiceAccountTokenProjection extends TypeOf<typeof ServiceAccountTokenProjection> {}

export const VolumeProjection = message('core.v1.VolumeProjection', 'One source in a projected volume; exactly one member is set.', {
  secret: field(1, SecretProjection, 'Projects entries of a secret as files.'),
  downwardAPI: field(2, DownwardAPIProjection, 'Projects information about the pod itself as files.'),
  configMap: field(3, ConfigMapProjection, 'Projects entries of a ConfigMap as files.'),
  serviceAccountToken: field(4, ServiceAccountTokenProjection, 'Projects a self-renewing service account token as a file.'),
  clusterTrustBundle: field(5, ClusterTrustBundleProjection, 'Projects the certificates of chosen ClusterTrustBundle objects as one PEM file.'),
  podCertificate: field(6, PodCertificateProjection, 'Projects a self-renewing private key and certificate issued for the pod.'),
});
export interface VolumeProjection extends TypeOf<typeof VolumeProjection> {}

export const ProjectedVolumeSource = message('core.v1.ProjectedVolumeSource', 'Several sources combined in a single volume directory.', {
  sources: field(1, list(VolumeProjection), 'What gets projected into the volume; each entry sets exactly one source.', { presence: 'explicit', list: 'atomic' }),
  defaultMode: field(2, int32, 'Permission bits, 0 to 0777, for files without their own mode; 0644 when unset.', { presence: 'explicit' }),
});
export interface ProjectedVolumeSource extends TypeOf<typeof ProjectedVolumeSource> {}

export const QuobyteVolumeSource = message('core.v1.QuobyteVolumeSource', 'A Quobyte volume mounted into a pod.', {
  registry: field(1, string, 'Quobyte registry services as host:port pairs, separated by commas.', { required: true, presence: 'always' }),
  volume: field(2, string, 'Name of an existing Quobyte volume to mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Mounts the volume without write access when true; false when unset.'),
  user: field(4, string, 'User that accesses are mapped to; the service account user when unset.'),
  group: field(5, string, 'Group that accesses are mapped to; none when unset.'),
  tenant: field(6, string, 'Quobyte tenant owning the volume; filled in by the plugin for provisioned volumes.'),
});
export interface QuobyteVolumeSource extends TypeOf<typeof QuobyteVolumeSource> {}

export const RBDVolumeSource = message('core.v1.RBDVolumeSource', 'A Ceph RBD image mounted into a pod.', {
  monitors: field(1, list(string), 'Addresses of the Ceph monitors to contact.', { required: true, list: 'atomic' }),
  image: field(2, string, 'Name of the RADOS block device image.', { required: true, presence: 'always' }),
  fsType: field(3, string, 'Filesystem on the image, such as ext4 or xfs; ext4 when unset.'),
  pool: field(4, string, 'RADOS pool holding the image; rbd when unset.', { default: 'rbd' }),
  user: field(5, string, 'RADOS user to connect as; admin when unset.', { default: 'admin' }),
  keyring: field(6, string, 'Path of the key ring for the user; /etc/ceph/keyring when unset.', { default: '/etc/ceph/keyring' }),
  secretRef: field(7, LocalObjectReference, 'Secret in the pod\'s namespace with the user\'s credentials; takes precedence over keyring.'),
  readOnly: field(8, bool, 'Mounts the image without write access when true; false when unset.'),
});
export interface RBDVolumeSource extends TypeOf<typeof RBDVolumeSource> {}

export const ScaleIOVolumeSource = message('core.v1.ScaleIOVolumeSource', 'A ScaleIO volume mounted into a pod.', {
  gateway: field(1, string, 'Address of the ScaleIO API gateway host.', { required: true, presence: 'always' }),
  system: field(2, string, 'Name of the ScaleIO storage system.', { required: true, presence: 'always' }),
  secretRef: field(3, LocalObjectReference,
    'Secret in the pod\'s namespace with the ScaleIO credentials; login fails without it.',
    { required: true }),
  sslEnabled: field(4, bool, 'Whether to talk to the gateway over TLS; false when unset.'),
  protectionDomain: field(5, string, 'ScaleIO protection domain in which the storage lies.'),
  storagePool: field(6, string, 'ScaleIO storage pool within the protection domain.'),
  storageMode: field(7, string, 'Either ThickProvisioned or ThinProvisioned; ThinProvisioned when unset.', { default: 'ThinProvisioned' }),
  volumeName: field(8, string, 'Name of a volume that already exists in the ScaleIO system.'),
  fsType: field(9, string, 'Filesystem on the volume, such as ext4 or xfs; xfs when unset.', { default: 'xfs' }),
  readOnly: field(10, bool, 'Mounts the volume without write access when true; false when unset.'),
});
export interface ScaleIOVolumeSource extends TypeOf<typeof ScaleIOVolumeSource> {}

export const SecretVolumeSource = message('core.v1.SecretVolumeSource', 'A volume whose files hold the entries of a secret.', {
  secretName: field(1, string, 'Name of the secret, found in the pod\'s namespace.'),
  items: field(2, list(KeyToPath), 'Entries to include and their file paths; all entries by name when unset.', { list: 'atomic' }),
  defaultMode: field(3, int32, 'Permission bits, 0 to 0777, for files without their own mode; 0644 when unset.', { presence: 'explicit' }),
  optional: field(4, bool, 'True tolerates a missing secret or missing entries.', { presence: 'explicit' }),
});
export interface SecretVolumeSource extends TypeOf<typeof SecretVolumeSource> {}

export const StorageOSVolumeSource = message('core.v1.StorageOSVolumeSource', 'A StorageOS volume mounted into a pod.', {
  volumeName: field(1, string, 'Name of the StorageOS volume; unique in its StorageOS namespace.'),
  volumeNamespace: field(2, string, 'StorageOS namespace of the volume; the pod\'s namespace when unset.'),
  fsType: field(3, string, 'Filesystem on the volume, such as ext4 or xfs; ext4 when unset.'),
  readOnly: field(4, bool, 'Mounts the volume without write access when true; false when unset.'),
  secretRef: field(5, LocalObjectReference, 'Secret in the pod\'s namespace with StorageOS API credentials; built-in defaults when unset.'),
});
export interface StorageOSVolumeSource extends TypeOf<typeof StorageOSVolumeSource> {}

export const VsphereVirtualDiskVolumeSource = message('core.v1.VsphereVirtualDiskVolumeSource', 'A vSphere virtual disk used as a volume.', {
  volumePath: field(1, string, 'Path of the virtual disk (vmdk) file in its datastore.', { required: true, presence: 'always' }),
  fsType: field(2, string, 'Filesystem on the disk, such as ext4 or xfs; ext4 when unset.'),
  storagePolicyName: field(3, string, 'Name of the storage policy profile applied to the disk.'),
  storagePolicyID: field(4, string, 'Identifier of the storage policy profile that storagePolicyName refers to.'),
});
export interface VsphereVirtualDiskVolumeSource extends TypeOf<typeof VsphereVirtualDiskVolumeSource> {}

export const Volume = message('core.v1.Volume', 'A named directory or device that containers of a pod can use.', {
  name: field(1, string, 'DNS label naming the volume; must be unique within the pod.', { required: true, presence: 'always' }),
  hostPath: field('2/1', HostPathVolumeSource, 'Exposes a file or directory of the node; risky, avoid where possible.'),
  emptyDir: field('2/2', EmptyDirVolumeSource, 'Scratch directory that starts empty and vanishes together with the pod.'),
  gcePersistentDisk: field('2/3', GCEPersistentDiskVolumeSource, 'Mounts a Google persistent disk; deprecated, redirected to the CSI driver.'),
  awsElasticBlockStore: field('2/4', AWSElasticBlockStoreVolumeSource, 'Mounts an AWS EBS disk; deprecated, redirected to the CSI driver.'),
  gitRepo: field('2/5', GitRepoVolumeSource, 'Checks out a git repository; deprecated, use an init container with emptyDir instead.'),
  secret: field('2/6', SecretVolumeSource, 'Exposes the entries of a secret as files.'),
  nfs: field('2/7', NFSVolumeSource, 'Mounts a share exported by an NFS server.'),
  iscsi: field('2/8', ISCSIVolumeSource, 'Mounts an iSCSI disk connected to the node.'),
  glusterfs: field('2/9', GlusterfsVolumeSource, 'Mounts a GlusterFS volume; deprecated, and the plugin has been removed.'),
  persistentVolumeClaim: field('2/10', PersistentVolumeClaimVolumeSource, 'Mounts the storage bound to a claim in the pod\'s namespace.'),
  rbd: field('2/11', RBDVolumeSource, 'Mounts a Ceph RBD image; deprecated, and the plugin has been removed.'),
  flexVolume: field('2/12', FlexVolumeSource, 'Storage provided by an exec-based FlexVolume driver; deprecated, prefer CSI.'),
  cinder: field('2/13', CinderVolumeSource, 'Mounts an OpenStack Cinder disk; deprecated, redirected to the CSI driver.'),
  cephfs: field('2/14', CephFSVolumeSource, 'Mounts a CephFS filesystem; deprecated, and the plugin has been removed.'),
  flocker: field('2/15', FlockerVolumeSource, 'Mounts a Flocker dataset; deprecated, and the plugin has been removed.'),
  downwardAPI: field('2/16', DownwardAPIVolumeSource, 'Exposes information about the pod itself as files.'),
  fc: field('2/17', FCVolumeSource, 'Mounts a Fibre Channel device connected to the node.'),
  azureFile: field('2/18', AzureFileVolumeSource, 'Mounts an Azure file share; deprecated, redirected to the CSI driver.'),
  configMap: field('2/19', ConfigMapVolumeSource, 'Exposes the entries of a ConfigMap as files.'),
  vsphereVolume: field('2/20', VsphereVirtualDiskVolumeSource, 'Mounts a vSphere virtual disk; deprecated, redirected to the CSI driver.'),
  quobyte: field('2/21', QuobyteVolumeSource, 'Mounts a Quobyte volume; deprecated, and the plugin has been removed.'),
  azureDisk: field('2/22', AzureDiskVolumeSource, 'Mounts an Azure managed disk; deprecated, redirected to the CSI driver.'),
  photonPersistentDisk: field('2/23', PhotonPersistentDiskVolumeSource,
    'Mounts a Photon Controller disk; deprecated, and the plugin has been removed.'),
  projected: field('2/26', ProjectedVolumeSource, 'Combines secrets, config maps, tokens and other sources in one directory.'),
  portworxVolume: field('2/24', PortworxVolumeSource, 'Mounts a Portworx volume; deprecated, redirected to the CSI driver.'),
  scaleIO: field('2/25', ScaleIOVolumeSource, 'Mounts a ScaleIO volume; deprecated, and the plugin has been removed.'),
  storageos: field('2/27', StorageOSVolumeSource, 'Mounts a StorageOS volume; deprecated, and the plugin has been removed.'),
  csi: field('2/28', CSIVolumeSource, 'Short-lived storage provided by an external CSI driver.'),
  ephemeral: field('2/29', EphemeralVolumeSource, 'Storage from a claim that is created and deleted together with the pod.'),
  image: field('2/30', ImageVolumeSource, 'Mounts the content of an OCI image or artifact read-only.'),
});
export interface Volume extends TypeOf<typeof Volume> {}
