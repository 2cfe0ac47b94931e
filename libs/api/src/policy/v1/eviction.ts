import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { DeleteOptions } from '@kubets/apimachinery/meta/v1/options';

export const Eviction = kind('policy.v1.Eviction', { group: 'policy', version: 'v1', kind: 'Eviction' }, 'Asks that a pod be removed gracefully while honoring disruption budgets.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata naming the pod to evict.', { presence: 'always' }),
  deleteOptions: field(2, DeleteOptions, 'Options applied to the resulting deletion, such as the grace period.'),
});
export interface Eviction extends TypeOf<typeof Eviction> {}
