import { field, int32, int64, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from '../../core/v1/pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const ReplicaSetCondition = message('apps.v1.ReplicaSetCondition', 'One aspect of a replica set\'s health.', {
  type: field(1, string, 'Aspect being reported, for example ReplicaFailure.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface ReplicaSetCondition extends TypeOf<typeof ReplicaSetCondition> {}

export const ReplicaSetSpec = message('apps.v1.ReplicaSetSpec', 'Desired behavior of a replica set.', {
  replicas: field(1, int32, 'How many pods to keep running; 1 when unset, and zero is allowed.', { presence: 'explicit' }),
  minReadySeconds: field(4, int32, 'Seconds a new pod must stay ready before it counts as available; 0 when unset.'),
  selector: field(2, LabelSelector, 'Picks the pods that are counted; must match the template\'s labels and is immutable.', { required: true }),
  template: field(3, PodTemplateSpec, 'Blueprint used to create pods when too few exist.', { presence: 'always' }),
});
export interface ReplicaSetSpec extends TypeOf<typeof ReplicaSetSpec> {}

export const ReplicaSetStatus = message('apps.v1.ReplicaSetStatus', 'Pod counts of a replica set as last seen by its controller.', {
  replicas: field(1, int32, 'Number of live pods currently owned, terminating ones excluded.', { required: true, presence: 'always' }),
  fullyLabeledReplicas: field(2, int32, 'Number of live pods carrying every label of the pod template.'),
  readyReplicas: field(4, int32, 'Number of live pods whose Ready condition is true.'),
  availableReplicas: field(5, int32, 'Number of live pods that have been ready for at least minReadySeconds.'),
  terminatingReplicas: field(7, int32, 'Number of pods with a deletion timestamp that have not finished yet.', { presence: 'explicit' }),
  observedGeneration: field(3, int64, 'Latest spec generation the controller has acted upon.'),
  conditions: field(6, list(ReplicaSetCondition),
    'Latest observations about the replica set, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface ReplicaSetStatus extends TypeOf<typeof ReplicaSetStatus> {}

export const ReplicaSet = kind('apps.v1.ReplicaSet', { group: 'apps', version: 'v1', kind: 'ReplicaSet' }, 'Keeps a fixed number of identical pods running.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; empty labels are filled in from the pod template.', { presence: 'always' }),
  spec: field(2, ReplicaSetSpec, 'The wanted state of the replica set.', { presence: 'always' }),
  status: field(3, ReplicaSetStatus, 'The observed state, possibly out of date by a short window.', { presence: 'always' }),
});
export interface ReplicaSet extends TypeOf<typeof ReplicaSet> {}

export const ReplicaSetList = kindList('apps.v1.ReplicaSetList', ReplicaSet, ListMeta, 'A list of ReplicaSet objects.');
export interface ReplicaSetList extends TypeOf<typeof ReplicaSetList> {}
