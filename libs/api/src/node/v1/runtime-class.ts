import { field, kind, kindList, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Toleration } from '../../core/v1/scheduling.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const Overhead = message('node.v1.Overhead', 'Resources consumed by running a pod at all, besides its containers.', {
  podFixed: field(1, map(quantity), 'Constant amount of each resource added per pod.'),
});
export interface Overhead extends TypeOf<typeof Overhead> {}

export const Scheduling = message('node.v1.Scheduling', 'Steers pods of a runtime class to nodes that support it.', {
  nodeSelector: field(1, map(string), 'Labels a supporting node must carry; merged with the pod\'s own selector.', { map: 'atomic' }),
  tolerations: field(2, list(Toleration), 'Tolerations added to pods of the class, without duplicates, at admission.', { list: 'atomic' }),
});
export interface Scheduling extends TypeOf<typeof Scheduling> {}

export const RuntimeClass = kind('node.v1.RuntimeClass', { group: 'node.k8s.io', version: 'v1', kind: 'RuntimeClass' }, 'Names a container runtime setup that pods can ask for.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the runtime class.', { presence: 'always' }),
  handler: field(2, string, 'Runtime configuration name known to the node\'s CRI, a DNS label; immutable.', { required: true, presence: 'always' }),
  overhead: field(3, Overhead, 'Extra resources accounted for each pod of this class.'),
  scheduling: field(4, Scheduling, 'Nodes that support this class; every node is assumed to when unset.'),
});
export interface RuntimeClass extends TypeOf<typeof RuntimeClass> {}

export const RuntimeClassList = kindList('node.v1.RuntimeClassList', RuntimeClass, ListMeta, 'A list of RuntimeClass objects.');
export interface RuntimeClassList extends TypeOf<typeof RuntimeClassList> {}
