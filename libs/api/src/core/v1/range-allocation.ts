import { bytes, field, kind, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const RangeAllocation = kind('core.v1.RangeAllocation', { group: '', version: 'v1', kind: 'RangeAllocation' }, 'Internal record of which items of a range, such as service addresses, are taken.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the allocation record.', { presence: 'always' }),
  range: field(2, string, 'The range being tracked, such as a CIDR or first-last port numbers.', { required: true, presence: 'always' }),
  data: field(3, bytes, 'Bitmap with one bit per item; a set bit means taken.', { required: true }),
});
export interface RangeAllocation extends TypeOf<typeof RangeAllocation> {}
