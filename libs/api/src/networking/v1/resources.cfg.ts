import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { IngressClass, IngressClassList } from './ingress-class.js';
import { Ingress, IngressList } from './ingress.js';
import { IPAddress, IPAddressList } from './ip-address.js';
import { NetworkPolicy, NetworkPolicyList } from './network-policy.js';
import { ServiceCIDR, ServiceCIDRList } from './service-cidr.js';
import { validateIPAddress, validateIPAddressUpdate, validateServiceCIDR, validateServiceCIDRUpdate } from './address.validation.js';
import { ipAddressFields } from './field-selectors.js';
import { defaultIngressClass } from './ingress-class.defaults.js';
import { validateIngress, validateIngressClass, validateIngressClassUpdate, validateIngressCreate } from './ingress.validation.js';
import { defaultNetworkPolicy } from './network-policy.defaults.js';
import { validateNetworkPolicy } from './network-policy.validation.js';
import { ingressClassColumns, ingressColumns, ipAddressColumns, networkPolicyColumns, serviceCIDRColumns } from './networking.columns.js';

export const ingressclasses = resource<IngressClass>({
  group: 'networking.k8s.io', version: 'v1', resource: 'ingressclasses', singular: 'ingressclass', kind: IngressClass, list: IngressClassList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: {
    defaults: defaultIngressClass, validate: validateIngressClass, validateUpdate: validateIngressClassUpdate, columns: ingressClassColumns,
  },
});

export const ingresses = resource<Ingress>({
  group: 'networking.k8s.io', version: 'v1', resource: 'ingresses', singular: 'ingress', kind: Ingress, list: IngressList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ing'],
  rules: { validate: validateIngressCreate, validateUpdate: validateIngress, columns: ingressColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const ipaddresses = resource<IPAddress>({
  group: 'networking.k8s.io', version: 'v1', resource: 'ipaddresses', singular: 'ipaddress', kind: IPAddress, list: IPAddressList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['ip'],
  rules: {
    names: 'path', validate: validateIPAddress, validateUpdate: validateIPAddressUpdate, columns: ipAddressColumns,
    fieldSelectors: ipAddressFields,
  },
});

export const networkpolicies = resource<NetworkPolicy>({
  group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies', singular: 'networkpolicy', kind: NetworkPolicy, list: NetworkPolicyList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['netpol'],
  rules: { defaults: defaultNetworkPolicy, validate: validateNetworkPolicy, columns: networkPolicyColumns },
});

export const servicecidrs = resource<ServiceCIDR>({
  group: 'networking.k8s.io', version: 'v1', resource: 'servicecidrs', singular: 'servicecidr', kind: ServiceCIDR, list: ServiceCIDRList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { validate: validateServiceCIDR, validateUpdate: validateServiceCIDRUpdate, columns: serviceCIDRColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
