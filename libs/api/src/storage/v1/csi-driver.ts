import { bool, field, int64, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const TokenRequest = message('storage.v1.TokenRequest', 'Describes a service account token that a driver wants.', {
  audience: field(1, string, 'Intended audience of the token; the API server\'s own when empty.', { required: true, presence: 'always' }),
  expirationSeconds: field(2, int64, 'Token lifetime in seconds; the token API\'s default when unset.', { presence: 'explicit' }),
});
export interface TokenRequest extends TypeOf<typeof TokenRequest> {}

export const CSIDriverSpec = message('storage.v1.CSIDriverSpec', 'How the cluster has to interact with a CSI driver.', {
  attachRequired: field(1, bool, 'Whether volumes need an attach step before mounting; true when unset, and immutable.', { presence: 'explicit' }),
  podInfoOnMount: field(2, bool, 'Whether pod name, namespace and similar are passed on mount; false when unset.', { presence: 'explicit' }),
  volumeLifecycleModes: field(3, list(string),
    'Kinds of volume supported, Persistent or Ephemeral; Persistent when unset, and immutable.',
    { list: 'set' }),
  storageCapacity: field(4, bool, 'Whether scheduling considers the capacity published by the driver; false when unset.', { presence: 'explicit' }),
  fsGroupPolicy: field(5, string, 'When ownership is changed to fsGroup: ReadWriteOnceWithFSType (default), File or None.', { presence: 'explicit' }),
  tokenRequests: field(6, list(TokenRequest),
    'Service account tokens of the pod that are handed to the driver when publishing volumes.',
    { list: 'atomic' }),
  requiresRepublish: field(7, bool,
    'Whether publishing is repeated periodically so the driver can refresh content; false when unset.',
    { presence: 'explicit' }),
  seLinuxMount: field(8, bool, 'Whether volumes can be mounted with an SELinux context option; false when unset.', { presence: 'explicit' }),
  nodeAllocatableUpdatePeriodSeconds: field(9, int64,
    'Seconds between refreshes of the node\'s volume limit, at least 10; no refresh when unset.',
    { presence: 'explicit' }),
  serviceAccountTokenInSecrets: field(10, bool,
    'Whether tokens travel in the secrets field rather than the volume context; false when unset.',
    { presence: 'explicit' }),
  preventPodSchedulingIfMissing: field(11, bool,
    'Whether nodes lacking this driver are ruled out for pods that need it; false when unset.',
    { presence: 'explicit' }),
});
export interface CSIDriverSpec extends TypeOf<typeof CSIDriverSpec> {}

export const CSIDriver = kind('storage.v1.CSIDriver', { group: 'storage.k8s.io', version: 'v1', kind: 'CSIDriver' }, 'Describes a CSI volume driver installed in the cluster.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name must equal the driver\'s CSI name.', { presence: 'always' }),
  spec: field(2, CSIDriverSpec, 'The wanted handling of the driver.', { required: true, presence: 'always' }),
});
export interface CSIDriver extends TypeOf<typeof CSIDriver> {}

export const CSIDriverList = kindList('storage.v1.CSIDriverList', CSIDriver, ListMeta, 'A list of CSIDriver objects.');
export interface CSIDriverList extends TypeOf<typeof CSIDriverList> {}
