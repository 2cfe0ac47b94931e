import { field, int32, intOrString, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const IPBlock = message('networking.v1.IPBlock', 'An address range, optionally with holes in it.', {
  cidr: field(1, string, 'Address range in CIDR notation, such as 192.168.1.0/24 or 2001:db8::/64.', { required: true, presence: 'always' }),
  except: field(2, list(string), 'Smaller ranges, inside cidr, that are left out.', { list: 'atomic' }),
});
export interface IPBlock extends TypeOf<typeof IPBlock> {}

export const NetworkPolicyPort = message('networking.v1.NetworkPolicyPort', 'A port or port range that traffic is allowed on.', {
  protocol: field(1, string, 'Transport to match: TCP, UDP or SCTP; TCP when unset.', { presence: 'explicit' }),
  port: field(2, intOrString, 'Port number or named pod port to match; all ports when unset.'),
  endPort: field(3, int32, 'Last port of a range that begins at port, which must then be a number.', { presence: 'explicit' }),
});
export interface NetworkPolicyPort extends TypeOf<typeof NetworkPolicyPort> {}

export const NetworkPolicyPeer = message('networking.v1.NetworkPolicyPeer', 'A source or destination of traffic, by labels or by address range.', {
  podSelector: field(1, LabelSelector, 'Pods to allow, in the policy\'s namespace or in those chosen by namespaceSelector.'),
  namespaceSelector: field(2, LabelSelector, 'Namespaces whose pods are allowed; an empty selector means all of them.'),
  ipBlock: field(3, IPBlock, 'Address range to allow; cannot be combined with the selectors.'),
});
export interface NetworkPolicyPeer extends TypeOf<typeof NetworkPolicyPeer> {}

export const NetworkPolicyEgressRule = message('networking.v1.NetworkPolicyEgressRule', 'Allows outgoing traffic that fits both a port and a destination.', {
  ports: field(1, list(NetworkPolicyPort), 'Destination ports allowed; every port when empty.', { list: 'atomic' }),
  to: field(2, list(NetworkPolicyPeer), 'Destinations allowed, any one sufficing; every destination when empty.', { list: 'atomic' }),
});
export interface NetworkPolicyEgressRule extends TypeOf<typeof NetworkPolicyEgressRule> {}

export const NetworkPolicyIngressRule = message('networking.v1.NetworkPolicyIngressRule', 'Allows incoming traffic that fits both a port and a source.', {
  ports: field(1, list(NetworkPolicyPort), 'Ports on the selected pods that may be reached; every port when empty.', { list: 'atomic' }),
  from: field(2, list(NetworkPolicyPeer), 'Sources allowed, any one sufficing; every source when empty.', { list: 'atomic' }),
});
export interface NetworkPolicyIngressRule extends TypeOf<typeof NetworkPolicyIngressRule> {}

export const NetworkPolicySpec = message('networking.v1.NetworkPolicySpec', 'Which pods are restricted and what remains allowed.', {
  podSelector: field(1, LabelSelector, 'Pods in the namespace that the policy covers; an empty selector means all.', { presence: 'always' }),
  ingress: field(2, list(NetworkPolicyIngressRule),
    'Incoming traffic that is allowed; none when empty and Ingress is in effect.',
    { list: 'atomic' }),
  egress: field(3, list(NetworkPolicyEgressRule), 'Outgoing traffic that is allowed; none when empty and Egress is in effect.', { list: 'atomic' }),
  policyTypes: field(4, list(string),
    'Directions restricted; when unset, Ingress, plus Egress if there are egress rules.',
    { list: 'atomic', enum: ['Ingress', 'Egress'] }),
});
export interface NetworkPolicySpec extends TypeOf<typeof NetworkPolicySpec> {}

export const NetworkPolicy = kind('networking.v1.NetworkPolicy', { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' }, 'Restricts which traffic may reach or leave a group of pods.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the network policy.', { presence: 'always' }),
  spec: field(2, NetworkPolicySpec, 'The wanted traffic restrictions of the policy.', { presence: 'always' }),
});
export interface NetworkPolicy extends TypeOf<typeof NetworkPolicy> {}

export const NetworkPolicyList = kindList('networking.v1.NetworkPolicyList', NetworkPolicy, ListMeta, 'A list of NetworkPolicy objects.');
export interface NetworkPolicyList extends TypeOf<typeof NetworkPolicyList> {}
