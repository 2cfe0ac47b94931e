import type { Column } from '@kubets/apimachinery/resource/definition';
import { NONE, cut, formatSelector, ingressAddresses } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { IngressClass } from './ingress-class.js';
import type { Ingress } from './ingress.js';
import type { IPAddress } from './ip-address.js';
import type { NetworkPolicy } from './network-policy.js';
import type { ServiceCIDR } from './service-cidr.js';

const HOSTS_SHOWN = 3;

export const ingressColumns: readonly Column<Ingress>[] = [
  NAME,
  column('Class', 'string', 'Class whose controller serves the ingress.', ({ spec }) => spec?.ingressClassName ?? NONE),
  column('Hosts', 'string', 'Hosts whose requests the rules are about.', ({ spec }) =>
    cut((spec?.rules ?? []).map(({ host }) => host ?? '').filter(Boolean), HOSTS_SHOWN, '*')),
  column('Address', 'string', 'Where the load balancer takes in requests.', ({ status }) => ingressAddresses(status?.loadBalancer?.ingress).join(',')),
  column('Ports', 'string', 'Ports on which requests are taken in.', ({ spec }) => (spec?.tls?.length ? '80, 443' : '80')),
  AGE,
];

export const ingressClassColumns: readonly Column<IngressClass>[] = [
  NAME,
  column('Controller', 'string', 'Controller that serves ingresses of the class.', ({ spec }) => spec?.controller ?? ''),
  column('Parameters', 'string', 'Object with further settings for the controller.', ({ spec }) => {
    const parameters = spec?.parameters;
    return parameters ? `${parameters.kind ?? ''}${parameters.apiGroup === undefined ? '' : `.${parameters.apiGroup}`}/${parameters.name ?? ''}` : NONE;
  }),
  AGE,
];

export const networkPolicyColumns: readonly Column<NetworkPolicy>[] = [
  NAME, column('Pod-Selector', 'string', 'Labels of the pods that the policy is about.', ({ spec }) => formatSelector(spec?.podSelector)), AGE,
];

export const serviceCIDRColumns: readonly Column<ServiceCIDR>[] = [
  NAME, column('CIDRs', 'string', 'Ranges from which services get their addresses.', ({ spec }) => (spec?.cidrs ?? []).join(',')), AGE,
];

export const ipAddressColumns: readonly Column<IPAddress>[] = [
  NAME,
  column('ParentRef', 'string', 'Object that uses the address.', ({ spec }) => {
    const parent = spec?.parentRef;
    if (!parent) return NONE;
    const resource = `${parent.resource ?? ''}${parent.group ? `.${parent.group}` : ''}`.toLowerCase();
    return [resource, ...(parent.namespace ? [parent.namespace] : []), parent.name ?? ''].join('/');
  }),
];
