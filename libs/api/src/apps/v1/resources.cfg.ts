import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { Scale } from '../../autoscaling/v1/scale.js';
import { ControllerRevision, ControllerRevisionList } from './controller-revision.js';
import { DaemonSet, DaemonSetList } from './daemon-set.js';
import { Deployment, DeploymentList } from './deployment.js';
import { ReplicaSet, ReplicaSetList } from './replica-set.js';
import { StatefulSet, StatefulSetList } from './stateful-set.js';

export const controllerrevisions = resource<ControllerRevision>({
  group: 'apps', version: 'v1', resource: 'controllerrevisions', singular: 'controllerrevision', kind: ControllerRevision, list: ControllerRevisionList, namespaced: true,
  verbs: STANDARD_VERBS,
});

export const daemonsets = resource<DaemonSet>({
  group: 'apps', version: 'v1', resource: 'daemonsets', singular: 'daemonset', kind: DaemonSet, list: DaemonSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ds'], categories: ['all'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const deployments = resource<Deployment>({
  group: 'apps', version: 'v1', resource: 'deployments', singular: 'deployment', kind: Deployment, list: DeploymentList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['deploy'], categories: ['all'],
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const replicasets = resource<ReplicaSet>({
  group: 'apps', version: 'v1', resource: 'replicasets', singular: 'replicaset', kind: ReplicaSet, list: ReplicaSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['rs'], categories: ['all'],
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const statefulsets = resource<StatefulSet>({
  group: 'apps', version: 'v1', resource: 'statefulsets', singular: 'statefulset', kind: StatefulSet, list: StatefulSetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['sts'], categories: ['all'],
  subresources: [
    { name: 'scale', kind: Scale, verbs: ['get', 'patch', 'update'] },
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
