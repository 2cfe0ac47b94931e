import { bool, bytes, field, kind, kindList, map, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ConfigMap = kind('core.v1.ConfigMap', { group: '', version: 'v1', kind: 'ConfigMap' }, 'Holds non-secret configuration data for pods and other consumers.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the config map.', { presence: 'always' }),
  immutable: field(4, bool, 'When true, the stored entries can never change again, nor can this flag be cleared.', { presence: 'explicit' }),
  data: field(2, map(string), 'UTF-8 text entries by key; keys use letters, digits, \'-\', \'_\' and \'.\'.'),
  binaryData: field(3, map(bytes), 'Arbitrary byte entries, base64 in JSON; no key may also occur in data.'),
});
export interface ConfigMap extends TypeOf<typeof ConfigMap> {}

export const ConfigMapList = kindList('core.v1.ConfigMapList', ConfigMap, ListMeta, 'A list of ConfigMap objects.');
export interface ConfigMapList extends TypeOf<typeof ConfigMapList> {}
