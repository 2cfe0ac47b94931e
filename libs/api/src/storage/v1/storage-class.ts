import { bool, field, kind, kindList, list, map, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { TopologySelectorTerm } from '../../core/v1/scheduling.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const StorageClass = kind('storage.v1.StorageClass', { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' }, 'Describes a kind of storage that volumes can be provisioned from.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; an annotation here can mark the default class.', { presence: 'always' }),
  provisioner: field(2, string, 'Name of the plugin that creates the volumes; immutable.', { required: true, presence: 'always' }),
  parameters: field(3, map(string), 'Options handed to the provisioner, at most 512 keys; immutable.'),
  reclaimPolicy: field(4, string, 'What happens to released volumes: Delete (default) or Retain; immutable.', { presence: 'explicit' }),
  mountOptions: field(5, list(string), 'Mount options for created volumes, not validated; a bad one makes mounting fail.', { list: 'atomic' }),
  allowVolumeExpansion: field(6, bool, 'Whether claims of this class may grow later; not allowed when unset.', { presence: 'explicit' }),
  volumeBindingMode: field(7, string,
    'Bind claims at once, or when a pod first uses them; Immediate when unset.',
    { presence: 'explicit', enum: ['Immediate', 'WaitForFirstConsumer'] }),
  allowedTopologies: field(8, list(TopologySelectorTerm), 'Restricts where volumes may be created; no restriction when empty.', { list: 'atomic' }),
});
export interface StorageClass extends TypeOf<typeof StorageClass> {}

export const StorageClassList = kindList('storage.v1.StorageClassList', StorageClass, ListMeta, 'A list of StorageClass objects.');
export interface StorageClassList extends TypeOf<typeof StorageClassList> {}
