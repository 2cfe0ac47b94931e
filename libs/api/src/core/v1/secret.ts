import { bool, bytes, field, kind, kindList, map, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const Secret = kind('core.v1.Secret', { group: '', version: 'v1', kind: 'Secret' }, 'Holds a small amount of sensitive data, such as passwords or keys.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the secret.', { presence: 'always' }),
  immutable: field(5, bool, 'True forbids any later change of the data, and cannot be undone.', { presence: 'explicit' }),
  data: field(2, map(bytes), 'The secret values in base64, keyed by name; at most 1 MiB in total.'),
  stringData: field(4, map(string), 'Plain-text values merged over data when written; never returned on reading.'),
  type: field(3, string, 'Tells programs how to interpret the data; Opaque when unset, fixed after creation.'),
});
export interface Secret extends TypeOf<typeof Secret> {}

export const SecretList = kindList('core.v1.SecretList', Secret, ListMeta, 'A list of Secret objects.');
export interface SecretList extends TypeOf<typeof SecretList> {}
