import { field, kind, kindList, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const LimitRangeItem = message('core.v1.LimitRangeItem', 'Bounds and defaults for one type of resource consumer.', {
  type: field(1, string, 'What the limits apply to: Container, Pod or PersistentVolumeClaim.', { required: true, presence: 'always' }),
  max: field(2, map(quantity), 'Highest permitted usage for each resource.'),
  min: field(3, map(quantity), 'Lowest permitted usage for each resource.'),
  default: field(4, map(quantity), 'Limit given, per resource, to containers that declare none.'),
  defaultRequest: field(5, map(quantity), 'Request given, per resource, to containers that declare none.'),
  maxLimitRequestRatio: field(6, map(quantity), 'Largest allowed quotient of limit over request; both must be non-zero for the named resources.'),
});
export interface LimitRangeItem extends TypeOf<typeof LimitRangeItem> {}

export const LimitRangeSpec = message('core.v1.LimitRangeSpec', 'Collection of limits for a namespace.', {
  limits: field(1, list(LimitRangeItem), 'Limits to enforce, one entry per type of consumer.', { required: true, list: 'atomic' }),
});
export interface LimitRangeSpec extends TypeOf<typeof LimitRangeSpec> {}

export const LimitRange = kind('core.v1.LimitRange', { group: '', version: 'v1', kind: 'LimitRange' }, 'Sets resource bounds and defaults for objects of a kind in a namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the limit range.', { presence: 'always' }),
  spec: field(2, LimitRangeSpec, 'The limits to be enforced.', { presence: 'always' }),
});
export interface LimitRange extends TypeOf<typeof LimitRange> {}

export const LimitRangeList = kindList('core.v1.LimitRangeList', LimitRange, ListMeta, 'A list of LimitRange objects.');
export interface LimitRangeList extends TypeOf<typeof LimitRangeList> {}
