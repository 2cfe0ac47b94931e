import { field, int32, int64, kind, kindList, list, map, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from './pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ReplicationControllerCondition = message('core.v1.ReplicationControllerCondition', 'One observation about a replication controller.', {
  type: field(1, string, 'Aspect being reported, such as ReplicaFailure.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'When the condition last switched to a different status.'),
  reason: field(4, string, 'Short machine-readable cause of the latest status change.'),
  message: field(5, string, 'Human-readable details about the latest status change.'),
});
export interface ReplicationControllerCondition extends TypeOf<typeof ReplicationControllerCondition> {}

export const ReplicationControllerSpec = message('core.v1.ReplicationControllerSpec', 'How many pods to keep, which ones, and how to create them.', {
  replicas: field(1, int32, 'Number of pods to keep running; 1 when unset.', { presence: 'explicit', default: 1 }),
  minReadySeconds: field(4, int32, 'Seconds a pod must stay ready to count as available; 0 when unset.', { default: 0 }),
  selector: field(2, map(string), 'Labels of the pods being counted; the template\'s labels when unset.', { map: 'atomic' }),
  template: field(3, PodTemplateSpec, 'Pattern for new pods; its restart policy must be Always.'),
});
export interface ReplicationControllerSpec extends TypeOf<typeof ReplicationControllerSpec> {}

export const ReplicationControllerStatus = message('core.v1.ReplicationControllerStatus', 'The observed pod counts of a replication controller.', {
  replicas: field(1, int32, 'Number of pods observed most recently.', { required: true, presence: 'always' }),
  fullyLabeledReplicas: field(2, int32, 'Number of pods carrying all labels of the template.'),
  readyReplicas: field(4, int32, 'Number of pods whose Ready condition is True.'),
  availableReplicas: field(5, int32, 'Number of pods that have been ready for at least minReadySeconds.'),
  observedGeneration: field(3, int64, 'Latest metadata.generation that the controller has processed.'),
  conditions: field(6, list(ReplicationControllerCondition),
    'Latest observations about the controller, such as failed pod creation.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface ReplicationControllerStatus extends TypeOf<typeof ReplicationControllerStatus> {}

export const ReplicationController = kind('core.v1.ReplicationController', { group: '', version: 'v1', kind: 'ReplicationController' }, 'Keeps a set number of identical pods running; Deployments are its modern successor.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; labels default to those of the pod template.', { presence: 'always' }),
  spec: field(2, ReplicationControllerSpec, 'The wanted number and kind of pods.', { presence: 'always' }),
  status: field(3, ReplicationControllerStatus, 'The observed state of the controller; may lag slightly.', { presence: 'always' }),
});
export interface ReplicationController extends TypeOf<typeof ReplicationController> {}

export const ReplicationControllerList = kindList('core.v1.ReplicationControllerList', ReplicationController, ListMeta, 'A list of ReplicationController objects.');
export interface ReplicationControllerList extends TypeOf<typeof ReplicationControllerList> {}
