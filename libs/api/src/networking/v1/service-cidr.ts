import { field, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Condition } from '@kubets/apimachinery/meta/v1/condition';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ServiceCIDRSpec = message('networking.v1.ServiceCIDRSpec', 'Address ranges to use for services.', {
  cidrs: field(1, list(string), 'One range, or one per IP family, in CIDR notation; immutable apart from adding a family.', { list: 'atomic' }),
});
export interface ServiceCIDRSpec extends TypeOf<typeof ServiceCIDRSpec> {}

export const ServiceCIDRStatus = message('networking.v1.ServiceCIDRStatus', 'Current state of a service address pool.', {
  conditions: field(1, list(Condition),
    'Latest observations, such as whether the pool is Ready for use.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface ServiceCIDRStatus extends TypeOf<typeof ServiceCIDRStatus> {}

export const ServiceCIDR = kind('networking.v1.ServiceCIDR', { group: 'networking.k8s.io', version: 'v1', kind: 'ServiceCIDR' }, 'Address ranges from which services receive their cluster IPs.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the address pool.', { presence: 'always' }),
  spec: field(2, ServiceCIDRSpec, 'The wanted address ranges of the pool.', { presence: 'always' }),
  status: field(3, ServiceCIDRStatus, 'The observed state of the address pool.', { presence: 'always' }),
});
export interface ServiceCIDR extends TypeOf<typeof ServiceCIDR> {}

export const ServiceCIDRList = kindList('networking.v1.ServiceCIDRList', ServiceCIDR, ListMeta, 'A list of ServiceCIDR objects.');
export interface ServiceCIDRList extends TypeOf<typeof ServiceCIDRList> {}
