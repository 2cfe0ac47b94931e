import { field, int32, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from './reference.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const EndpointAddress = message('core.v1.EndpointAddress', 'One IP address behind a service.', {
  ip: field(1, string,
    'IPv4 or IPv6 address of the endpoint; loopback, link-local and link-local multicast are refused.',
    { required: true, presence: 'always' }),
  hostname: field(3, string, 'DNS host name of this endpoint.'),
  nodeName: field(4, string, 'Node that hosts the endpoint, useful for finding node-local ones.', { presence: 'explicit' }),
  targetRef: field(2, ObjectReference, 'Object, usually a pod, that owns the address.'),
}, { atomic: true });
export interface EndpointAddress extends TypeOf<typeof EndpointAddress> {}

export const EndpointPort = message('core.v1.EndpointPort', 'One port served by every address of an endpoint subset.', {
  name: field(1, string, 'Name of the port, a DNS label matching the service port; optional if alone.'),
  port: field(2, int32, 'Number of the port on each endpoint address.', { required: true, presence: 'always' }),
  protocol: field(3, string, 'Transport protocol of the port; TCP when unset.', { enum: ['TCP', 'UDP', 'SCTP'] }),
  appProtocol: field(4, string, 'Hint at the application protocol: an IANA service name or a prefixed name.', { presence: 'explicit' }),
}, { atomic: true });
export interface EndpointPort extends TypeOf<typeof EndpointPort> {}

export const EndpointSubset = message('core.v1.EndpointSubset', 'Group of addresses sharing one set of ports; the endpoints are all their combinations.', {
  addresses: field(1, list(EndpointAddress), 'Addresses that are ready to take traffic on the listed ports.', { list: 'atomic' }),
  notReadyAddresses: field(2, list(EndpointAddress),
    'Addresses held back because they are starting or failing their readiness checks.',
    { list: 'atomic' }),
  ports: field(3, list(EndpointPort), 'Ports offered on every address of the subset.', { list: 'atomic' }),
});
export interface EndpointSubset extends TypeOf<typeof EndpointSubset> {}

export const Endpoints = kind('core.v1.Endpoints', { group: '', version: 'v1', kind: 'Endpoints' }, 'Addresses and ports implementing a service; deprecated in favour of EndpointSlice.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name matches the service.', { presence: 'always' }),
  subsets: field(2, list(EndpointSubset), 'Groups of addresses and ports that together make up the endpoints.', { list: 'atomic' }),
});
export interface Endpoints extends TypeOf<typeof Endpoints> {}

export const EndpointsList = kindList('core.v1.EndpointsList', Endpoints, ListMeta, 'A list of Endpoints objects.');
export interface EndpointsList extends TypeOf<typeof EndpointsList> {}
