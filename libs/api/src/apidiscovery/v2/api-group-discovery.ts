import { field, kind, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { GroupVersionKind } from '@kubets/apimachinery/meta/v1/discovery';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const APISubresourceDiscovery = message('apidiscovery.v2.APISubresourceDiscovery', 'A subresource and how it can be used, from aggregated discovery.', {
  subresource: field(1, string, 'Name of the subresource, as used in URLs.', { required: true, presence: 'always' }),
  responseKind: field(2, GroupVersionKind, 'Type returned by the subresource; may be absent for streams and proxies.'),
  acceptedTypes: field(3, list(GroupVersionKind), 'Types that the subresource takes as input; empty if it has special semantics.'),
  verbs: field(4, list(string), 'API verbs that the subresource supports, such as get and update.', { required: true }),
});
export interface APISubresourceDiscovery extends TypeOf<typeof APISubresourceDiscovery> {}

export const APIResourceDiscovery = message('apidiscovery.v2.APIResourceDiscovery', 'A resource type and its subresources, from aggregated discovery.', {
  resource: field(1, string, 'Plural name of the resource, as used in URLs.', { required: true, presence: 'always' }),
  responseKind: field(2, GroupVersionKind, 'Type of the objects returned; group or version may be empty if unchanged.'),
  scope: field(3, string, 'Whether objects are Cluster or Namespaced in scope.', { required: true, presence: 'always' }),
  singularResource: field(4, string, 'Singular name, by which clients may refer to the resource.', { required: true, presence: 'always' }),
  verbs: field(5, list(string), 'API verbs that the resource supports, such as get and list.', { required: true }),
  shortNames: field(6, list(string), 'Abbreviations that clients may accept for the resource.'),
  categories: field(7, list(string), 'Groups of resources that include this one, such as all.'),
  subresources: field(8, list(APISubresourceDiscovery), 'The subresources below this resource, such as status.'),
});
export interface APIResourceDiscovery extends TypeOf<typeof APIResourceDiscovery> {}

export const APIVersionDiscovery = message('apidiscovery.v2.APIVersionDiscovery', 'One version of an API group with its resources.', {
  version: field(1, string, 'Name of the version within its group, such as v1.', { required: true, presence: 'always' }),
  resources: field(2, list(APIResourceDiscovery), 'The resource types that this version serves.'),
  freshness: field(3, string, 'Current when the data is up to date; Stale when its server could not be reached.'),
});
export interface APIVersionDiscovery extends TypeOf<typeof APIVersionDiscovery> {}

export const APIGroupDiscovery = kind('apidiscovery.v2.APIGroupDiscovery', { group: 'apidiscovery.k8s.io', version: 'v2', kind: 'APIGroupDiscovery' }, 'An API group with all its versions and resources, from aggregated discovery.', {
  metadata: field(1, ObjectMeta, 'Object metadata whose name is that of the API group; empty for core.', { presence: 'always' }),
  versions: field(2, list(APIVersionDiscovery), 'Versions of the group in descending order of preference.'),
});
export interface APIGroupDiscovery extends TypeOf<typeof APIGroupDiscovery> {}

export const APIGroupDiscoveryList = kind('apidiscovery.v2.APIGroupDiscoveryList', { group: 'apidiscovery.k8s.io', version: 'v2', kind: 'APIGroupDiscoveryList' }, 'A list of APIGroupDiscovery objects.', {
  metadata: field(1, ListMeta, 'Standard list metadata.', { presence: 'always' }),
  items: field(2, list(APIGroupDiscovery), 'The objects of the list.', { required: true }),
});
export interface APIGroupDiscoveryList extends TypeOf<typeof APIGroupDiscoveryList> {}
