import { field, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ComponentCondition = message('core.v1.ComponentCondition', 'One health finding about a control plane component.', {
  type: field(1, string, 'Kind of condition reported; only Healthy is defined.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  message: field(3, string, 'Explanation of the finding, such as the health check\'s response.'),
  error: field(4, string, 'Error code of the health check, for instance when it could not complete.'),
});
export interface ComponentCondition extends TypeOf<typeof ComponentCondition> {}

export const ComponentStatus = kind('core.v1.ComponentStatus', { group: '', version: 'v1', kind: 'ComponentStatus' }, 'Health of a control plane component; a deprecated kind.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name is the component\'s.', { presence: 'always' }),
  conditions: field(2, list(ComponentCondition),
    'Health conditions seen for the component.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface ComponentStatus extends TypeOf<typeof ComponentStatus> {}

export const ComponentStatusList = kindList('core.v1.ComponentStatusList', ComponentStatus, ListMeta, 'A list of ComponentStatus objects.');
export interface ComponentStatusList extends TypeOf<typeof ComponentStatusList> {}
