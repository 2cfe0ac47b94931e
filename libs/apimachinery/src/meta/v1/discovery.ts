import { bool, field, kind, list, message, string, type TypeOf } from '../../schema/index.js';

export const APIResource = message('meta.v1.APIResource', 'A resource type and how it can be used, as listed by discovery.', {
  name: field(1, string, 'Plural name of the resource, with a subresource after a slash.', { required: true, presence: 'always' }),
  singularName: field(6, string, 'Singular name of the resource, used for single objects.', { required: true, presence: 'always' }),
  namespaced: field(2, bool, 'Whether objects of this resource live in namespaces.', { required: true, presence: 'always' }),
  group: field(8, string, 'Preferred group of the objects; that of the enclosing list when empty.'),
  version: field(9, string, 'Preferred version of the objects; that of the enclosing list when empty.'),
  kind: field(3, string, 'Kind of the objects that the resource handles.', { required: true, presence: 'always' }),
  verbs: field(4, list(string), 'API verbs that the resource supports, such as get and list.', { required: true }),
  shortNames: field(5, list(string), 'Abbreviations that clients may accept for the resource.', { list: 'atomic' }),
  categories: field(7, list(string), 'Groups of resources that include this one, such as all.', { list: 'atomic' }),
  storageVersionHash: field(10, string, 'Opaque hash of the version used for storage; compare for equality only.'),
});
export interface APIResource extends TypeOf<typeof APIResource> {}

export const GroupResource = message('meta.v1.GroupResource', 'A resource type named by group, without a version.', {
  group: field(1, string, 'API group of the resource; empty for the core group.', { required: true, presence: 'always' }),
  resource: field(2, string, 'Plural name of the resource type.', { required: true, presence: 'always' }),
});
export interface GroupResource extends TypeOf<typeof GroupResource> {}

export const GroupVersionForDiscovery = message('meta.v1.GroupVersionForDiscovery', 'A group version in both full and short form.', {
  groupVersion: field(1, string, 'Full form, written as group/version, such as apps/v1.', { required: true, presence: 'always' }),
  version: field(2, string, 'Version alone, such as v1, without its group.', { required: true, presence: 'always' }),
});
export interface GroupVersionForDiscovery extends TypeOf<typeof GroupVersionForDiscovery> {}

export const ServerAddressByClientCIDR = message('meta.v1.ServerAddressByClientCIDR', 'The server address for clients within a given network.', {
  clientCIDR: field(1, string, 'Network of the clients concerned, in CIDR notation.', { required: true, presence: 'always' }),
  serverAddress: field(2, string, 'Host, host:port or IP address at which those clients reach the server.', { required: true, presence: 'always' }),
});
export interface ServerAddressByClientCIDR extends TypeOf<typeof ServerAddressByClientCIDR> {}

export const GroupVersionKind = message('meta.v1.GroupVersionKind', 'A kind, fully named.', {
  group: field(1, string, 'API group; empty for the core group.', { required: true, presence: 'always' }),
  version: field(2, string, 'Version within the group.', { required: true, presence: 'always' }),
  kind: field(3, string, 'Name of the kind.', { required: true, presence: 'always' }),
});
export interface GroupVersionKind extends TypeOf<typeof GroupVersionKind> {}

export const GroupVersionResource = message('meta.v1.GroupVersionResource', 'A resource, fully named.', {
  group: field(1, string, 'API group; empty for the core group.', { required: true, presence: 'always' }),
  version: field(2, string, 'Version within the group.', { required: true, presence: 'always' }),
  resource: field(3, string, 'Plural name of the resource.', { required: true, presence: 'always' }),
});
export interface GroupVersionResource extends TypeOf<typeof GroupVersionResource> {}

export const APIGroup = kind('meta.v1.APIGroup', { group: '', version: 'v1', kind: 'APIGroup' }, 'An API group with its versions, as listed by discovery.', {
  name: field(1, string, 'Name of the API group, such as apps.', { required: true, presence: 'always' }),
  versions: field(2, list(GroupVersionForDiscovery), 'The versions that the group serves.', { required: true, list: 'atomic' }),
  preferredVersion: field(3, GroupVersionForDiscovery, 'Version that clients should use unless they need another one.', { presence: 'always' }),
  serverAddressByClientCIDRs: field(4, list(ServerAddressByClientCIDR),
    'Server addresses for clients in given networks; the usual address serves when none fits.',
    { list: 'atomic' }),
});
export interface APIGroup extends TypeOf<typeof APIGroup> {}

export const APIVersions = kind('meta.v1.APIVersions', { group: '', version: 'v1', kind: 'APIVersions' }, 'The versions of the legacy core API, as listed at /api.', {
  versions: field(1, list(string), 'The core API versions that are available.', { required: true, list: 'atomic' }),
  serverAddressByClientCIDRs: field(2, list(ServerAddressByClientCIDR),
    'Server addresses for clients in given networks; the usual address serves when none fits.',
    { required: true, list: 'atomic' }),
});
export interface APIVersions extends TypeOf<typeof APIVersions> {}

export const APIGroupList = kind('meta.v1.APIGroupList', { group: '', version: 'v1', kind: 'APIGroupList' }, 'A list of APIGroup objects.', {
  groups: field(1, list(APIGroup), 'The API groups that the server offers.', { required: true, list: 'atomic' }),
});
export interface APIGroupList extends TypeOf<typeof APIGroupList> {}

export const APIResourceList = kind('meta.v1.APIResourceList', { group: '', version: 'v1', kind: 'APIResourceList' }, 'A list of APIResource objects.', {
  groupVersion: field(1, string, 'Group and version whose resources are listed.', { required: true, presence: 'always' }),
  resources: field(2, list(APIResource), 'The resources of the group version, subresources included.', { required: true, list: 'atomic' }),
});
export interface APIResourceList extends TypeOf<typeof APIResourceList> {}
