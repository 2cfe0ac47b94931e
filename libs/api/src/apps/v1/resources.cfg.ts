import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { Scale } from '../../autoscaling/v1/scale.js';
import { ControllerRevision, ControllerRevisionList } from './controller-revision.js';
import { DaemonSet, DaemonSetList } from './daemon-set.js';
import { Deployment, DeploymentList } from './deployment.js';
import { ReplicaSet, ReplicaSetList } from './replica-set.js';
import { StatefulSet, StatefulSetList } from './stateful-set.js';
import { replicaFields } from '../../core/v1/field-selectors.js';
import { validateControllerRevision, validateControllerRevisionUpdate } from './controller-revision.validation.js';
import { defaultDaemonSet } from './daemon-set.defaults.js';
import { validateDaemonSet, validateDaemonSetUpdate } from './daemon-set.validation.js';
import { defaultDeployment } from './deployment.defaults.js';
import { validateDeployment, validateDeploymentStatus, validateDeploymentUpdate } from './deployment.validation.js';
import { defaultReplicaSet } from './replica-set.defaults.js';
import { validateReplicaCounts, validateReplicaSet, validateReplicaSetUpdate } from './replica-set.validation.js';
import { defaultStatefulSet } from './stateful-set.defaults.js';
import { validateStatefulSet, validateStatefulSetUpdate } from './stateful-set.validation.js';
import { controllerRevisionColumns, daemonSetColumns, deploymentColumns, replicaSetColumns, statefulSetColumns } from './workload.columns.js';

export const controllerrevisions = resource<ControllerRevision>({
  group: 'apps', version: 'v1', resource: 'controllerrevisions', singular: 'controllerrevision', kind: ControllerRevision, list: ControllerRevisionList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: { validate: validateControllerRevision, validateUpdate: validateControllerRevisionUpdate, columns: controllerRevisionColumns },
});

export const daemonsets = resource<DaemonSet>({
  group: 'apps', version: 'v1', resource: 'daemonsets', singular: 'daemonset', kind: DaemonSet, list: DaemonSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ds'], categories: ['all'],
  rules: { defaults: defaultDaemonSet, validate: validateDaemonSet, validateUpdate: validateDaemonSetUpdate, columns: daemonSetColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const deployments = resource<Deployment>({
  group: 'apps', version: 'v1', resource: 'deployments', singular: 'deployment', kind: Deployment, list: DeploymentList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['deploy'], categories: ['all'],
  rules: {
    defaults: defaultDeployment, validate: validateDeployment, validateUpdate: validateDeploymentUpdate,
    validateStatus: validateDeploymentStatus, columns: deploymentColumns,
  },
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const replicasets = resource<ReplicaSet>({
  group: 'apps', version: 'v1', resource: 'replicasets', singular: 'replicaset', kind: ReplicaSet, list: ReplicaSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['rs'], categories: ['all'],
  rules: {
    defaults: defaultReplicaSet, validate: validateReplicaSet, validateUpdate: validateReplicaSetUpdate, validateStatus: validateReplicaCounts,
    columns: replicaSetColumns, fieldSelectors: replicaFields,
  },
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const statefulsets = resource<StatefulSet>({
  group: 'apps', version: 'v1', resource: 'statefulsets', singular: 'statefulset', kind: StatefulSet, list: StatefulSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['sts'], categories: ['all'],
  rules: {
    defaults: defaultStatefulSet, validate: validateStatefulSet, validateUpdate: validateStatefulSetUpdate, columns: statefulSetColumns,
  },
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
