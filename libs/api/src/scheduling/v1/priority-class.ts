import { bool, field, int32, kind, kindList, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const PriorityClass = kind('scheduling.v1.PriorityClass', { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' }, 'Maps a name to a priority number that pods can use.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the priority class.', { presence: 'always' }),
  value: field(2, int32, 'Priority that pods of this class receive, higher being more important; immutable.', { presence: 'always' }),
  globalDefault: field(3, bool, 'Whether pods naming no class use this one; only one class should set it.'),
  description: field(4, string, 'Free text on when the class should be used.'),
  preemptionPolicy: field(5, string,
    'Whether such pods may evict others: PreemptLowerPriority (default) or Never; immutable.',
    { presence: 'explicit' }),
});
export interface PriorityClass extends TypeOf<typeof PriorityClass> {}

export const PriorityClassList = kindList('scheduling.v1.PriorityClassList', PriorityClass, ListMeta, 'A list of PriorityClass objects.');
export interface PriorityClassList extends TypeOf<typeof PriorityClassList> {}
