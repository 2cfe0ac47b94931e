import { field, kind, kindList, map, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const VolumeAttributesClass = kind('storage.v1.VolumeAttributesClass', { group: 'storage.k8s.io', version: 'v1', kind: 'VolumeAttributesClass' }, 'Named set of volume attributes that can be changed after creation.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the attributes class.', { presence: 'always' }),
  driverName: field(2, string, 'CSI driver the class belongs to; immutable.', { required: true, presence: 'always' }),
  parameters: field(3, map(string), 'Attribute values handed to the driver, at most 512 keys and 256 KiB; immutable.'),
});
export interface VolumeAttributesClass extends TypeOf<typeof VolumeAttributesClass> {}

export const VolumeAttributesClassList = kindList('storage.v1.VolumeAttributesClassList', VolumeAttributesClass, ListMeta, 'A list of VolumeAttributesClass objects.');
export interface VolumeAttributesClassList extends TypeOf<typeof VolumeAttributesClassList> {}
