import { field, int32, int64, intOrString, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from '../../core/v1/pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const DaemonSetCondition = message('apps.v1.DaemonSetCondition', 'One aspect of a daemon set\'s health at a point in time.', {
  type: field(1, string, 'Name of the aspect this condition reports on.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Machine-readable CamelCase cause of the latest transition.'),
  message: field(5, string, 'Explanation of the latest transition for people to read.'),
});
export interface DaemonSetCondition extends TypeOf<typeof DaemonSetCondition> {}

export const RollingUpdateDaemonSet = message('apps.v1.RollingUpdateDaemonSet', 'Limits that pace a daemon set\'s rolling update.', {
  maxUnavailable: field(1, intOrString, 'Number or percentage of nodes that may lack an available pod during updates; 1 when unset.'),
  maxSurge: field(2, intOrString, 'Number or percentage of nodes that may briefly run both old and new pods; 0 when unset.'),
});
export interface RollingUpdateDaemonSet extends TypeOf<typeof RollingUpdateDaemonSet> {}

export const DaemonSetUpdateStrategy = message('apps.v1.DaemonSetUpdateStrategy', 'Chooses how daemon pods get replaced after a template change.', {
  type: field(1, string,
    'RollingUpdate replaces pods automatically, OnDelete waits for manual deletion; RollingUpdate when unset.',
    { enum: ['RollingUpdate', 'OnDelete'] }),
  rollingUpdate: field(2, RollingUpdateDaemonSet, 'Tuning of the rolling replacement; only allowed with type RollingUpdate.'),
});
export interface DaemonSetUpdateStrategy extends TypeOf<typeof DaemonSetUpdateStrategy> {}

export const DaemonSetSpec = message('apps.v1.DaemonSetSpec', 'Desired behavior of a daemon set.', {
  selector: field(1, LabelSelector, 'Picks the pods that are owned; must match the template\'s labels and is immutable.', { required: true }),
  template: field(2, PodTemplateSpec,
    'Pod blueprint instantiated on each matching node; its restart policy must be Always.',
    { required: true, presence: 'always' }),
  updateStrategy: field(3, DaemonSetUpdateStrategy, 'How running pods are replaced after the template changes.', { presence: 'always' }),
  minReadySeconds: field(4, int32, 'Seconds a new pod must stay ready before it counts as available; 0 when unset.'),
  revisionHistoryLimit: field(6, int32, 'Number of old revisions retained for rollback; 10 when unset.', { presence: 'explicit' }),
});
export interface DaemonSetSpec extends TypeOf<typeof DaemonSetSpec> {}

export const DaemonSetStatus = message('apps.v1.DaemonSetStatus', 'Progress of a daemon set as last seen by its controller.', {
  currentNumberScheduled: field(1, int32,
    'Count of nodes that should run the daemon pod and have at least one.',
    { required: true, presence: 'always' }),
  numberMisscheduled: field(2, int32, 'Count of nodes running the daemon pod although they should not.', { required: true, presence: 'always' }),
  desiredNumberScheduled: field(3, int32, 'Total nodes on which the daemon pod is supposed to run.', { required: true, presence: 'always' }),
  numberReady: field(4, int32, 'Count of eligible nodes whose daemon pod is ready.', { required: true, presence: 'always' }),
  observedGeneration: field(5, int64, 'Latest spec generation the controller has acted upon.'),
  updatedNumberScheduled: field(6, int32, 'Count of eligible nodes already running a pod from the newest template.'),
  numberAvailable: field(7, int32, 'Count of eligible nodes whose daemon pod has been ready for minReadySeconds.'),
  numberUnavailable: field(8, int32, 'Count of eligible nodes that have no available daemon pod.'),
  collisionCount: field(9, int32, 'Name hash collisions met so far, used when naming new revisions.', { presence: 'explicit' }),
  conditions: field(10, list(DaemonSetCondition),
    'Latest observations about the daemon set, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface DaemonSetStatus extends TypeOf<typeof DaemonSetStatus> {}

export const DaemonSet = kind('apps.v1.DaemonSet', { group: 'apps', version: 'v1', kind: 'DaemonSet' }, 'Keeps one copy of a pod running on every eligible node.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the daemon set.', { presence: 'always' }),
  spec: field(2, DaemonSetSpec, 'The wanted state of the daemon set.', { presence: 'always' }),
  status: field(3, DaemonSetStatus, 'The observed state, which may lag slightly behind reality.', { presence: 'always' }),
});
export interface DaemonSet extends TypeOf<typeof DaemonSet> {}

export const DaemonSetList = kindList('apps.v1.DaemonSetList', DaemonSet, ListMeta, 'A list of DaemonSet objects.');
export interface DaemonSetList extends TypeOf<typeof DaemonSetList> {}
