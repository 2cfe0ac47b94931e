import { field, kind, kindList, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ParentReference = message('networking.v1.ParentReference', 'Identifies the object that owns an address.', {
  group: field(1, string, 'API group of the owning object; empty for core.'),
  resource: field(2, string, 'Resource of the owning object, in plural form such as services.', { required: true }),
  namespace: field(3, string, 'Namespace of the owning object, if it has one.'),
  name: field(4, string, 'Name of the owning object.', { required: true }),
});
export interface ParentReference extends TypeOf<typeof ParentReference> {}

export const IPAddressSpec = message('networking.v1.IPAddressSpec', 'Tells what an IP address is allocated to.', {
  parentRef: field(1, ParentReference, 'The object that uses the address; required.', { required: true }),
});
export interface IPAddressSpec extends TypeOf<typeof IPAddressSpec> {}

export const IPAddress = kind('networking.v1.IPAddress', { group: 'networking.k8s.io', version: 'v1', kind: 'IPAddress' }, 'Records that one IP address is in use by an object, typically a service.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name is the address in canonical form.', { presence: 'always' }),
  spec: field(2, IPAddressSpec, 'The wanted state: which object uses the address.', { required: true, presence: 'always' }),
});
export interface IPAddress extends TypeOf<typeof IPAddress> {}

export const IPAddressList = kindList('networking.v1.IPAddressList', IPAddress, ListMeta, 'A list of IPAddress objects.');
export interface IPAddressList extends TypeOf<typeof IPAddressList> {}
