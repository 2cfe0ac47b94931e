import { field, int64, kind, kindList, rawExtension, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ControllerRevision = kind('apps.v1.ControllerRevision', { group: 'apps', version: 'v1', kind: 'ControllerRevision' }, 'Immutable snapshot of a workload\'s template, kept so that controllers can roll forward or back.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the revision.', { presence: 'always' }),
  data: field(2, rawExtension, 'The serialized state captured by this revision; cannot change once stored.'),
  revision: field(3, int64, 'Sequence number of this snapshot; higher means newer.', { required: true, presence: 'always' }),
});
export interface ControllerRevision extends TypeOf<typeof ControllerRevision> {}

export const ControllerRevisionList = kindList('apps.v1.ControllerRevisionList', ControllerRevision, ListMeta, 'A list of ControllerRevision objects.');
export interface ControllerRevisionList extends TypeOf<typeof ControllerRevisionList> {}
