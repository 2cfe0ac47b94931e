import { field, int32, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const VolumeNodeResources = message('storage.v1.VolumeNodeResources', 'Volume limits of one driver on one node.', {
  count: field(1, int32, 'Most distinct volumes of the driver the node can use; unlimited when unset.', { presence: 'explicit' }),
});
export interface VolumeNodeResources extends TypeOf<typeof VolumeNodeResources> {}

export const CSINodeDriver = message('storage.v1.CSINodeDriver', 'One CSI driver registered on a node.', {
  name: field(1, string, 'CSI name of the driver, unique in the list.', { required: true, presence: 'always' }),
  nodeID: field(2, string, 'Name by which the driver itself knows this node.', { required: true, presence: 'always' }),
  topologyKeys: field(3, list(string), 'Node label keys the driver uses for topology; empty if it has no topology support.', { presence: 'explicit', list: 'atomic' }),
  allocatable: field(4, VolumeNodeResources, 'Volumes of this driver that the node can take.'),
});
export interface CSINodeDriver extends TypeOf<typeof CSINodeDriver> {}

export const CSINodeSpec = message('storage.v1.CSINodeSpec', 'Drivers found on a node.', {
  drivers: field(1, list(CSINodeDriver),
    'Registered drivers, keyed by name; may be empty.',
    { required: true, list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
});
export interface CSINodeSpec extends TypeOf<typeof CSINodeSpec> {}

export const CSINode = kind('storage.v1.CSINode', { group: 'storage.k8s.io', version: 'v1', kind: 'CSINode' }, 'Lists the CSI drivers available on one node.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name must equal the node\'s name.', { presence: 'always' }),
  spec: field(2, CSINodeSpec, 'The drivers registered on the node.', { required: true, presence: 'always' }),
});
export interface CSINode extends TypeOf<typeof CSINode> {}

export const CSINodeList = kindList('storage.v1.CSINodeList', CSINode, ListMeta, 'A list of CSINode objects.');
export interface CSINodeList extends TypeOf<typeof CSINodeList> {}
