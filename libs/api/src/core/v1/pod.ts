import { field, kind, kindList, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodSpec } from './pod-spec.js';
import { PodStatus } from './pod-status.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const Pod = kind('core.v1.Pod', { group: '', version: 'v1', kind: 'Pod' }, 'One or more containers placed together on a single node.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the pod.', { presence: 'always' }),
  spec: field(2, PodSpec, 'The wanted containers and behaviour of the pod.', { presence: 'always' }),
  status: field(3, PodStatus, 'State of the pod as last reported by its node and controllers.', { presence: 'always' }),
});
export interface Pod extends TypeOf<typeof Pod> {}

export const PodList = kindList('core.v1.PodList', Pod, ListMeta, 'A list of Pod objects.');
export interface PodList extends TypeOf<typeof PodList> {}
