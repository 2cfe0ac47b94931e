import { bool, field, int32, kind, kindList, list, map, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from '../../core/v1/reference.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const EndpointConditions = message('discovery.v1.EndpointConditions', 'Current condition of a backend; unset values mean unknown.', {
  ready: field(1, bool, 'Able to take new traffic; treat as true when unset.', { presence: 'explicit' }),
  serving: field(2, bool, 'Able to answer requests even while terminating; follows ready when unset.', { presence: 'explicit' }),
  terminating: field(3, bool, 'Shutting down at present; treat as false when unset.', { presence: 'explicit' }),
});
export interface EndpointConditions extends TypeOf<typeof EndpointConditions> {}

export const ForZone = message('discovery.v1.ForZone', 'Names a zone whose clients should prefer a backend.', {
  name: field(1, string, 'Name of the preferred zone.', { required: true, presence: 'always' }),
});
export interface ForZone extends TypeOf<typeof ForZone> {}

export const ForNode = message('discovery.v1.ForNode', 'Names a node whose clients should prefer a backend.', {
  name: field(1, string, 'Name of the preferred node.', { required: true, presence: 'always' }),
});
export interface ForNode extends TypeOf<typeof ForNode> {}

export const EndpointHints = message('discovery.v1.EndpointHints', 'Advice on where traffic to a backend should come from.', {
  forZones: field(1, list(ForZone), 'Zones whose clients should prefer this backend; at most 8.', { list: 'atomic' }),
  forNodes: field(2, list(ForNode), 'Nodes whose clients should prefer this backend; at most 8.', { list: 'atomic' }),
});
export interface EndpointHints extends TypeOf<typeof EndpointHints> {}

export const Endpoint = message('discovery.v1.Endpoint', 'One backend of a service, together with its readiness and location.', {
  addresses: field(1, list(string), 'Addresses of this backend, 1 to 100; consumers use just the first.', { required: true, list: 'set' }),
  conditions: field(2, EndpointConditions, 'Whether this backend is ready, serving or terminating.', { presence: 'always' }),
  hostname: field(3, string, 'DNS label that tells this backend apart in names, lowercase.', { presence: 'explicit' }),
  targetRef: field(4, ObjectReference, 'The cluster object behind this backend, usually a pod.'),
  deprecatedTopology: field(5, map(string), 'Leftover topology values from the v1beta1 API; read-only in v1.'),
  nodeName: field(6, string, 'Node on which this backend runs.', { presence: 'explicit' }),
  zone: field(7, string, 'Name of the zone in which this backend sits.', { presence: 'explicit' }),
  hints: field(8, EndpointHints, 'Advice on which consumers should use this backend.'),
});
export interface Endpoint extends TypeOf<typeof Endpoint> {}

export const EndpointPort = message('discovery.v1.EndpointPort', 'A port offered by all backends of the slice.', {
  name: field(1, string, 'Unique port name in the slice, a DNS label or empty; matches the service port.', { presence: 'explicit' }),
  protocol: field(2, string, 'Transport used: TCP, UDP or SCTP; TCP when unset.', { presence: 'explicit' }),
  port: field(3, int32, 'Port number on the backends; must be given for service-owned slices.', { presence: 'explicit' }),
  appProtocol: field(4, string, 'Application protocol hint, such as kubernetes.io/h2c; an IANA or prefixed name.', { presence: 'explicit' }),
}, { atomic: true });
export interface EndpointPort extends TypeOf<typeof EndpointPort> {}

export const EndpointSlice = kind('discovery.v1.EndpointSlice', { group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice' }, 'Holds a portion of the network backends of a service.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the slice.', { presence: 'always' }),
  addressType: field(4, string, 'Kind of every address in the slice: IPv4, IPv6 or FQDN; immutable.', { required: true, presence: 'always' }),
  endpoints: field(2, list(Endpoint), 'The backends in this slice; at most 1000.', { presence: 'explicit', list: 'atomic' }),
  ports: field(3, list(EndpointPort), 'Ports offered by each backend in the slice; at most 100.', { presence: 'explicit', list: 'atomic' }),
});
export interface EndpointSlice extends TypeOf<typeof EndpointSlice> {}

export const EndpointSliceList = kindList('discovery.v1.EndpointSliceList', EndpointSlice, ListMeta, 'A list of EndpointSlice objects.');
export interface EndpointSliceList extends TypeOf<typeof EndpointSliceList> {}
