import { bool, field, kind, kindList, list, type TypeOf } from '@kubets/apimachinery/schema/index';
import { LocalObjectReference, ObjectReference } from './reference.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ServiceAccount = kind('core.v1.ServiceAccount', { group: '', version: 'v1', kind: 'ServiceAccount' }, 'An identity for programs, mostly pods, that talk to the API server.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the account.', { presence: 'always' }),
  secrets: field(2, list(ObjectReference),
    'Secrets that pods of this account may use; only enforced on annotated accounts.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  imagePullSecrets: field(3, list(LocalObjectReference),
    'Secrets with registry credentials, added to pods that run under this account.',
    { list: 'atomic' }),
  automountServiceAccountToken: field(4, bool, 'Whether pods of this account get a token mounted; pods can override it.', { presence: 'explicit' }),
});
export interface ServiceAccount extends TypeOf<typeof ServiceAccount> {}

export const ServiceAccountList = kindList('core.v1.ServiceAccountList', ServiceAccount, ListMeta, 'A list of ServiceAccount objects.');
export interface ServiceAccountList extends TypeOf<typeof ServiceAccountList> {}
