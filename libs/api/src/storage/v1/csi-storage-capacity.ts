import { field, kind, kindList, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const CSIStorageCapacity = kind('storage.v1.CSIStorageCapacity', { group: 'storage.k8s.io', version: 'v1', kind: 'CSIStorageCapacity' }, 'Reports how much storage is available for a class in one part of the topology.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name itself carries no meaning.', { presence: 'always' }),
  nodeTopology: field(2, LabelSelector, 'Nodes with access to this storage; none when unset, all when empty; immutable.'),
  storageClassName: field(3, string, 'Storage class the numbers apply to; required and immutable.', { required: true, presence: 'always' }),
  capacity: field(4, quantity, 'Storage still available, in bytes; unknown when unset.'),
  maximumVolumeSize: field(5, quantity, 'Largest size of a single volume, in bytes; unknown when unset.'),
});
export interface CSIStorageCapacity extends TypeOf<typeof CSIStorageCapacity> {}

export const CSIStorageCapacityList = kindList('storage.v1.CSIStorageCapacityList', CSIStorageCapacity, ListMeta, 'A list of CSIStorageCapacity objects.');
export interface CSIStorageCapacityList extends TypeOf<typeof CSIStorageCapacityList> {}
