import { field, int32, int64, intOrString, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PersistentVolumeClaim } from '../../core/v1/persistent-volume-claim.js';
import { PodTemplateSpec } from '../../core/v1/pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const RollingUpdateStatefulSetStrategy = message('apps.v1.RollingUpdateStatefulSetStrategy', 'Limits that pace a stateful set\'s rolling update.', {
  partition: field(1, int32, 'Only pods with this ordinal or higher are updated; 0 when unset.', { presence: 'explicit' }),
  maxUnavailable: field(2, intOrString, 'Number or percentage of pods that may be down during the update; 1 when unset.'),
});
export interface RollingUpdateStatefulSetStrategy extends TypeOf<typeof RollingUpdateStatefulSetStrategy> {}

export const StatefulSetCondition = message('apps.v1.StatefulSetCondition', 'One aspect of a stateful set\'s health.', {
  type: field(1, string, 'Name of the aspect this condition reports on.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface StatefulSetCondition extends TypeOf<typeof StatefulSetCondition> {}

export const StatefulSetOrdinals = message('apps.v1.StatefulSetOrdinals', 'Controls the numbering of a stateful set\'s pods.', {
  start: field(1, int32, 'Index given to the first pod; numbering begins at 0 when unset.', { presence: 'always' }),
});
export interface StatefulSetOrdinals extends TypeOf<typeof StatefulSetOrdinals> {}

export const StatefulSetPersistentVolumeClaimRetentionPolicy = message('apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy', 'Decides what becomes of claims made from volumeClaimTemplates.', {
  whenDeleted: field(1, string, 'Fate of the claims once the stateful set is removed: Retain (default) or Delete.'),
  whenScaled: field(2, string, 'Fate of claims belonging to pods removed by scaling down: Retain (default) or Delete.'),
});
export interface StatefulSetPersistentVolumeClaimRetentionPolicy extends TypeOf<typeof StatefulSetPersistentVolumeClaimRetentionPolicy> {}

export const StatefulSetUpdateStrategy = message('apps.v1.StatefulSetUpdateStrategy', 'Chooses how a stateful set\'s pods get replaced after a template change.', {
  type: field(1, string,
    'RollingUpdate replaces pods automatically, OnDelete waits for manual deletion; RollingUpdate when unset.',
    { enum: ['RollingUpdate', 'OnDelete'] }),
  rollingUpdate: field(2, RollingUpdateStatefulSetStrategy, 'Tuning of the rolling replacement; only used with type RollingUpdate.'),
});
export interface StatefulSetUpdateStrategy extends TypeOf<typeof StatefulSetUpdateStrategy> {}

export const StatefulSetSpec = message('apps.v1.StatefulSetSpec', 'Desired behavior of a stateful set.', {
  replicas: field(1, int32, 'How many pods to run, each with its own identity; 1 when unset.', { presence: 'explicit' }),
  selector: field(2, LabelSelector, 'Picks the pods to manage; must match the template\'s labels and is immutable.', { required: true }),
  template: field(3, PodTemplateSpec,
    'Blueprint for every pod; pods are named after the set plus their ordinal.',
    { required: true, presence: 'always' }),
  volumeClaimTemplates: field(4, list(PersistentVolumeClaim),
    'Claims created for each pod; they override same-named volumes of the template.',
    { list: 'atomic' }),
  serviceName: field(5, string, 'Name of the headless service that gives the pods their DNS names.', { presence: 'always' }),
  podManagementPolicy: field(6, string,
    'OrderedReady (default) starts and stops pods one by one, Parallel does so all at once.',
    { enum: ['OrderedReady', 'Parallel'] }),
  updateStrategy: field(7, StatefulSetUpdateStrategy, 'How pods are replaced after the template changes.', { presence: 'always' }),
  revisionHistoryLimit: field(8, int32, 'Number of old controller revisions retained for rollback; 10 when unset.', { presence: 'explicit' }),
  minReadySeconds: field(9, int32, 'Seconds a new pod must stay ready before it counts as available; 0 when unset.'),
  persistentVolumeClaimRetentionPolicy: field(10, StatefulSetPersistentVolumeClaimRetentionPolicy,
    'Whether claims are kept or deleted on scale-down and on deletion; kept when unset.'),
  ordinals: field(11, StatefulSetOrdinals, 'Changes how pods are numbered; numbering begins at 0 when unset.'),
});
export interface StatefulSetSpec extends TypeOf<typeof StatefulSetSpec> {}

export const StatefulSetStatus = message('apps.v1.StatefulSetStatus', 'Progress of a stateful set as last seen by its controller.', {
  observedGeneration: field(1, int64, 'Latest spec generation the controller has acted upon.'),
  replicas: field(2, int32, 'Number of pods the controller has created so far.', { required: true, presence: 'always' }),
  readyReplicas: field(3, int32, 'Number of created pods whose Ready condition is true.'),
  currentReplicas: field(4, int32, 'Number of pods built from the revision named by currentRevision.'),
  updatedReplicas: field(5, int32, 'Number of pods built from the revision named by updateRevision.'),
  currentRevision: field(6, string, 'Revision that pods not yet updated are built from.'),
  updateRevision: field(7, string, 'Revision that updated pods are built from.'),
  collisionCount: field(9, int32, 'Name hash collisions met so far, used when naming new revisions.', { presence: 'explicit' }),
  conditions: field(10, list(StatefulSetCondition),
    'Latest observations about the stateful set, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  availableReplicas: field(11, int32, 'Number of pods that have been ready for at least minReadySeconds.', { presence: 'always' }),
});
export interface StatefulSetStatus extends TypeOf<typeof StatefulSetStatus> {}

export const StatefulSet = kind('apps.v1.StatefulSet', { group: 'apps', version: 'v1', kind: 'StatefulSet' }, 'Runs pods with stable names, stable network identities and their own persistent volumes.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the stateful set.', { presence: 'always' }),
  spec: field(2, StatefulSetSpec, 'The wanted state of the stateful set.', { presence: 'always' }),
  status: field(3, StatefulSetStatus, 'The observed state, possibly out of date by a short window.', { presence: 'always' }),
});
export interface StatefulSet extends TypeOf<typeof StatefulSet> {}

export const StatefulSetList = kindList('apps.v1.StatefulSetList', StatefulSet, ListMeta, 'A list of StatefulSet objects.');
export interface StatefulSetList extends TypeOf<typeof StatefulSetList> {}
