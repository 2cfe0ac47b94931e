import { bool, field, int32, int64, intOrString, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from '../../core/v1/pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const DeploymentCondition = message('apps.v1.DeploymentCondition', 'One aspect of a deployment\'s progress or health.', {
  type: field(1, string, 'Aspect being reported: Available, Progressing or ReplicaFailure.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastUpdateTime: field(6, time, 'When this condition was last refreshed by the controller.'),
  lastTransitionTime: field(7, time, 'When the condition\'s status last changed value.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface DeploymentCondition extends TypeOf<typeof DeploymentCondition> {}

export const RollingUpdateDeployment = message('apps.v1.RollingUpdateDeployment', 'Limits that pace a deployment\'s rolling update.', {
  maxUnavailable: field(1, intOrString, 'Pods, as a number or percentage rounded down, that may be unavailable meanwhile; 25% when unset.'),
  maxSurge: field(2, intOrString, 'Extra pods, as a number or percentage rounded up, allowed above replicas; 25% when unset.'),
});
export interface RollingUpdateDeployment extends TypeOf<typeof RollingUpdateDeployment> {}

export const DeploymentStrategy = message('apps.v1.DeploymentStrategy', 'Chooses how a deployment swaps old pods for new ones.', {
  type: field(1, string,
    'Recreate stops all old pods first, RollingUpdate replaces gradually; RollingUpdate when unset.',
    { enum: ['Recreate', 'RollingUpdate'] }),
  rollingUpdate: field(2, RollingUpdateDeployment, 'Tuning of the gradual replacement; only allowed with type RollingUpdate.'),
});
export interface DeploymentStrategy extends TypeOf<typeof DeploymentStrategy> {}

export const DeploymentSpec = message('apps.v1.DeploymentSpec', 'Desired behavior of a deployment.', {
  replicas: field(1, int32, 'How many pods to run; 1 when unset, and zero is allowed.', { presence: 'explicit' }),
  selector: field(2, LabelSelector, 'Picks the pods to manage; must match the template\'s labels and is immutable.', { required: true }),
  template: field(3, PodTemplateSpec, 'Blueprint for the pods; its restart policy must be Always.', { required: true, presence: 'always' }),
  strategy: field(4, DeploymentStrategy, 'How old pods are swapped for new ones during a rollout.', { presence: 'always', patch: 'retainKeys' }),
  minReadySeconds: field(5, int32, 'Seconds a new pod must stay ready before it counts as available; 0 when unset.'),
  revisionHistoryLimit: field(6, int32, 'Number of old replica sets retained for rollback; 10 when unset.', { presence: 'explicit' }),
  paused: field(7, bool, 'When true, template changes do not trigger a rollout until it is cleared.'),
  progressDeadlineSeconds: field(9, int32,
    'Seconds without progress after which the rollout is reported as failed; 600 when unset.',
    { presence: 'explicit' }),
});
export interface DeploymentSpec extends TypeOf<typeof DeploymentSpec> {}

export const DeploymentStatus = message('apps.v1.DeploymentStatus', 'Progress of a deployment as last seen by its controller.', {
  observedGeneration: field(1, int64, 'Latest spec generation the controller has acted upon.'),
  replicas: field(2, int32, 'Number of live pods matched by the selector, terminating ones excluded.'),
  updatedReplicas: field(3, int32, 'Number of live pods built from the current template.'),
  readyReplicas: field(7, int32, 'Number of live pods whose Ready condition is true.'),
  availableReplicas: field(4, int32, 'Number of live pods that have been ready for at least minReadySeconds.'),
  unavailableReplicas: field(5, int32, 'Number of pods still missing or not yet available to reach full capacity.'),
  terminatingReplicas: field(9, int32, 'Number of pods with a deletion timestamp that have not finished yet.', { presence: 'explicit' }),
  conditions: field(6, list(DeploymentCondition),
    'Latest observations about the deployment, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  collisionCount: field(8, int32, 'Replica set name collisions met so far, fed into the template hash.', { presence: 'explicit' }),
});
export interface DeploymentStatus extends TypeOf<typeof DeploymentStatus> {}

export const Deployment = kind('apps.v1.Deployment', { group: 'apps', version: 'v1', kind: 'Deployment' }, 'Declaratively manages replica sets and the pods below them, including rollouts.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the deployment.', { presence: 'always' }),
  spec: field(2, DeploymentSpec, 'The wanted state of the deployment.', { presence: 'always' }),
  status: field(3, DeploymentStatus, 'The most recently observed state of the deployment.', { presence: 'always' }),
});
export interface Deployment extends TypeOf<typeof Deployment> {}

export const DeploymentList = kindList('apps.v1.DeploymentList', Deployment, ListMeta, 'A list of Deployment objects.');
export interface DeploymentList extends TypeOf<typeof DeploymentList> {}
