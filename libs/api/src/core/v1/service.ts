import { bool, field, int32, intOrString, kind, kindList, list, map, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Condition } from '@kubets/apimachinery/meta/v1/condition';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ClientIPConfig = message('core.v1.ClientIPConfig', 'Settings for session affinity keyed on the client\'s IP address.', {
  timeoutSeconds: field(1, int32, 'Seconds a client sticks to one endpoint, from 1 to 86400; 10800 when unset.', { presence: 'explicit' }),
});
export interface ClientIPConfig extends TypeOf<typeof ClientIPConfig> {}

export const PortStatus = message('core.v1.PortStatus', 'State of one service port at a load balancer.', {
  port: field(1, int32, 'Number of the service port this entry reports on.', { required: true, presence: 'always' }),
  protocol: field(2, string,
    'Transport protocol of the reported service port.',
    { required: true, presence: 'always', enum: ['TCP', 'UDP', 'SCTP'] }),
  error: field(3, string, 'CamelCase problem code, prefixed by a domain if provider-specific; unset when healthy.', { presence: 'explicit' }),
});
export interface PortStatus extends TypeOf<typeof PortStatus> {}

export const LoadBalancerIngress = message('core.v1.LoadBalancerIngress', 'One address at which a load balancer takes traffic for a service.', {
  ip: field(1, string, 'IP address of the entry, for balancers that work by address.'),
  hostname: field(2, string, 'DNS name of the entry, for balancers that work by name.'),
  ipMode: field(3, string, 'How traffic arrives when ip is set: VIP keeps the balancer\'s address, Proxy rewrites it.', { presence: 'explicit' }),
  ports: field(4, list(PortStatus), 'Condition of each service port on this entry.', { list: 'atomic' }),
});
export interface LoadBalancerIngress extends TypeOf<typeof LoadBalancerIngress> {}

export const LoadBalancerStatus = message('core.v1.LoadBalancerStatus', 'Condition of a service\'s load balancer.', {
  ingress: field(1, list(LoadBalancerIngress), 'Addresses at which traffic for the service is taken in.', { list: 'atomic' }),
});
export interface LoadBalancerStatus extends TypeOf<typeof LoadBalancerStatus> {}

export const ServicePort = message('core.v1.ServicePort', 'One port offered by a service.', {
  name: field(1, string, 'Unique DNS label for the port; optional when there is only one.'),
  protocol: field(2, string, 'Transport protocol of the port; TCP when unset.', { enum: ['TCP', 'UDP', 'SCTP'], default: 'TCP' }),
  appProtocol: field(6, string, 'Application protocol hint, an IANA name or a prefixed one like kubernetes.io/h2c.', { presence: 'explicit' }),
  port: field(3, int32, 'Port number at which clients reach the service.', { required: true, presence: 'always' }),
  targetPort: field(4, intOrString, 'Number or name of the backing pods\' port; equals port when unset.'),
  nodePort: field(5, int32, 'Port opened on every node for NodePort and LoadBalancer types; usually assigned automatically.'),
});
export interface ServicePort extends TypeOf<typeof ServicePort> {}

export const SessionAffinityConfig = message('core.v1.SessionAffinityConfig', 'Details of how a service keeps clients on the same pod.', {
  clientIP: field(1, ClientIPConfig, 'Settings for affinity by client address.'),
});
export interface SessionAffinityConfig extends TypeOf<typeof SessionAffinityConfig> {}

export const ServiceSpec = message('core.v1.ServiceSpec', 'What a service offers and where it sends its traffic.', {
  ports: field(1, list(ServicePort),
    'Ports that the service makes available to clients.',
    { list: 'map', keys: ['port', 'protocol'], patch: 'merge', mergeKey: 'port' }),
  selector: field(2, map(string), 'Labels of the pods that receive traffic; without it, endpoints are managed externally.', { map: 'atomic' }),
  clusterIP: field(3, string, 'Primary virtual address, usually assigned automatically; None makes the service headless.'),
  clusterIPs: field(18, list(string), 'All virtual addresses, at most one per IP family; the first equals clusterIP.', { list: 'atomic' }),
  type: field(4, string, 'How the service is exposed; ClusterIP when unset.', { enum: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] }),
  externalIPs: field(5, list(string),
    'Additional addresses whose traffic nodes accept for this service; routing them is the user\'s job.',
    { list: 'atomic' }),
  sessionAffinity: field(7, string, 'ClientIP sends one client always to the same pod; None when unset.', { enum: ['ClientIP', 'None'] }),
  loadBalancerIP: field(8, string, 'Deprecated wish for the load balancer\'s address; providers may ignore it.'),
  loadBalancerSourceRanges: field(9, list(string),
    'Client address ranges in CIDR form allowed through the load balancer, if supported.',
    { list: 'atomic' }),
  externalName: field(10, string, 'DNS name returned as a CNAME; used by type ExternalName only.'),
  externalTrafficPolicy: field(11, string,
    'Whether outside traffic goes to all endpoints or only those on the receiving node; Cluster when unset.',
    { enum: ['Cluster', 'Local'] }),
  healthCheckNodePort: field(12, int32, 'Node port for health checks, used by LoadBalancer services with the Local external policy.'),
  publishNotReadyAddresses: field(13, bool, 'True publishes endpoints regardless of pod readiness; false when unset.'),
  sessionAffinityConfig: field(14, SessionAffinityConfig, 'Details of the session affinity, such as its timeout.'),
  ipFamilies: field(19, list(string),
    'IP families in use, primary first; assigned from cluster configuration when unset.',
    { list: 'atomic', enum: ['IPv4', 'IPv6', ''] }),
  ipFamilyPolicy: field(17, string,
    'Whether one or both IP families are wanted or required; SingleStack when unset.',
    { presence: 'explicit', enum: ['SingleStack', 'PreferDualStack', 'RequireDualStack'] }),
  allocateLoadBalancerNodePorts: field(20, bool,
    'Whether LoadBalancer services automatically get node ports; true when unset.',
    { presence: 'explicit' }),
  loadBalancerClass: field(21, string,
    'Load balancer implementation to use; the cloud\'s default when unset, fixed once set.',
    { presence: 'explicit' }),
  internalTrafficPolicy: field(22, string,
    'Whether cluster traffic goes to all endpoints or only those on the client\'s node; Cluster when unset.',
    { presence: 'explicit', enum: ['Cluster', 'Local'] }),
  trafficDistribution: field(23, string, 'Preference for nearby endpoints, such as PreferSameZone or PreferSameNode.', { presence: 'explicit' }),
});
export interface ServiceSpec extends TypeOf<typeof ServiceSpec> {}

export const ServiceStatus = message('core.v1.ServiceStatus', 'The observed state of a service.', {
  loadBalancer: field(1, LoadBalancerStatus, 'Addresses at which the load balancer can be reached, if there is one.', { presence: 'always' }),
  conditions: field(2, list(Condition), 'Latest observations about the service.', { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface ServiceStatus extends TypeOf<typeof ServiceStatus> {}

export const Service = kind('core.v1.Service', { group: '', version: 'v1', kind: 'Service' }, 'A stable address and port set in front of a changing group of pods.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the service.', { presence: 'always' }),
  spec: field(2, ServiceSpec, 'The wanted ports, addresses and backends of the service.', { presence: 'always' }),
  status: field(3, ServiceStatus, 'The observed state of the service, such as load balancer addresses.', { presence: 'always' }),
});
export interface Service extends TypeOf<typeof Service> {}

export const ServiceList = kindList('core.v1.ServiceList', Service, ListMeta, 'A list of Service objects.');
export interface ServiceList extends TypeOf<typeof ServiceList> {}
