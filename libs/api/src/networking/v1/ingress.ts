import { field, int32, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { TypedLocalObjectReference } from '../../core/v1/volume.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ServiceBackendPort = message('networking.v1.ServiceBackendPort', 'A service port; exactly one of name and number is set.', {
  name: field(1, string, 'Name of the service port; excludes number.'),
  number: field(2, int32, 'Number of the service port, such as 80; excludes name.'),
}, { atomic: true });
export interface ServiceBackendPort extends TypeOf<typeof ServiceBackendPort> {}

export const IngressServiceBackend = message('networking.v1.IngressServiceBackend', 'A service and one of its ports as destination.', {
  name: field(1, string, 'Name of a service in the ingress\'s namespace.', { required: true, presence: 'always' }),
  port: field(2, ServiceBackendPort, 'Service port to use, by name or by number.', { presence: 'always' }),
});
export interface IngressServiceBackend extends TypeOf<typeof IngressServiceBackend> {}

export const IngressBackend = message('networking.v1.IngressBackend', 'Destination of traffic: either a service or another local resource.', {
  service: field(4, IngressServiceBackend, 'Service in the same namespace to send traffic to; excludes resource.'),
  resource: field(3, TypedLocalObjectReference, 'Object in the same namespace to send traffic to; excludes service.'),
});
export interface IngressBackend extends TypeOf<typeof IngressBackend> {}

export const HTTPIngressPath = message('networking.v1.HTTPIngressPath', 'Maps a URL path to a backend.', {
  path: field(1, string, 'URL path to match, starting with / for pathType Exact or Prefix.'),
  pathType: field(3, string,
    'How the path is compared: Exact, Prefix by path element, or ImplementationSpecific.',
    { required: true, presence: 'explicit' }),
  backend: field(2, IngressBackend, 'Where requests for the path are sent.', { required: true, presence: 'always' }),
});
export interface HTTPIngressPath extends TypeOf<typeof HTTPIngressPath> {}

export const HTTPIngressRuleValue = message('networking.v1.HTTPIngressRuleValue', 'HTTP routing for one host, path by path.', {
  paths: field(1, list(HTTPIngressPath), 'Path to backend mappings; at least one is required.', { required: true, list: 'atomic' }),
});
export interface HTTPIngressRuleValue extends TypeOf<typeof HTTPIngressRuleValue> {}

export const IngressPortStatus = message('networking.v1.IngressPortStatus', 'State of one exposed load balancer port.', {
  port: field(1, int32, 'Number of the exposed port.', { required: true, presence: 'always' }),
  protocol: field(2, string, 'Transport of the exposed port: TCP, UDP or SCTP.', { required: true, presence: 'always' }),
  error: field(3, string, 'CamelCase reason why the port does not work; domain-prefixed for provider-specific errors.', { presence: 'explicit' }),
});
export interface IngressPortStatus extends TypeOf<typeof IngressPortStatus> {}

export const IngressLoadBalancerIngress = message('networking.v1.IngressLoadBalancerIngress', 'One entry point of the load balancer in front of an ingress.', {
  ip: field(1, string, 'IP address of the entry point, for balancers based on addresses.'),
  hostname: field(2, string, 'DNS name of the entry point, for balancers based on names.'),
  ports: field(4, list(IngressPortStatus), 'State of each port exposed by the entry point.', { list: 'atomic' }),
});
export interface IngressLoadBalancerIngress extends TypeOf<typeof IngressLoadBalancerIngress> {}

export const IngressLoadBalancerStatus = message('networking.v1.IngressLoadBalancerStatus', 'Where the ingress can be reached from outside.', {
  ingress: field(1, list(IngressLoadBalancerIngress), 'Entry points of the load balancer serving the ingress.', { list: 'atomic' }),
});
export interface IngressLoadBalancerStatus extends TypeOf<typeof IngressLoadBalancerStatus> {}

export const IngressRule = message('networking.v1.IngressRule', 'Routing that applies to one host name.', {
  host: field(1, string, 'Host to match, optionally with a leading *. wildcard label; every host when unset.'),
  http: field('2/1', HTTPIngressRuleValue, 'HTTP path routing for the host; the default backend gets everything when unset.'),
});
export interface IngressRule extends TypeOf<typeof IngressRule> {}

export const IngressTLS = message('networking.v1.IngressTLS', 'TLS certificate for a set of hosts.', {
  hosts: field(1, list(string), 'Host names covered by the certificate; the controller\'s wildcard setting applies when unset.', { list: 'atomic' }),
  secretName: field(2, string, 'Secret holding the certificate and key; may be left out for routing by SNI only.'),
});
export interface IngressTLS extends TypeOf<typeof IngressTLS> {}

export const IngressSpec = message('networking.v1.IngressSpec', 'Routing rules, TLS settings and fallback of an ingress.', {
  ingressClassName: field(4, string, 'Ingress class, and thereby the controller, that should implement this ingress.', { presence: 'explicit' }),
  defaultBackend: field(1, IngressBackend, 'Where requests go that no rule matches; required when there are no rules.'),
  tls: field(2, list(IngressTLS), 'TLS settings for hosts, chosen by SNI; all served on port 443.', { list: 'atomic' }),
  rules: field(3, list(IngressRule), 'Routing by host and path; everything goes to defaultBackend when empty.', { list: 'atomic' }),
});
export interface IngressSpec extends TypeOf<typeof IngressSpec> {}

export const IngressStatus = message('networking.v1.IngressStatus', 'Current state of an ingress.', {
  loadBalancer: field(1, IngressLoadBalancerStatus, 'Entry points of the load balancer in front of the ingress.', { presence: 'always' }),
});
export interface IngressStatus extends TypeOf<typeof IngressStatus> {}

export const Ingress = kind('networking.v1.Ingress', { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' }, 'Routes outside HTTP traffic to services by host and path.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the ingress.', { presence: 'always' }),
  spec: field(2, IngressSpec, 'The wanted routing of the ingress.', { presence: 'always' }),
  status: field(3, IngressStatus, 'The observed state of the ingress.', { presence: 'always' }),
});
export interface Ingress extends TypeOf<typeof Ingress> {}

export const IngressList = kindList('networking.v1.IngressList', Ingress, ListMeta, 'A list of Ingress objects.');
export interface IngressList extends TypeOf<typeof IngressList> {}
