import type { Column } from '@kubets/apimachinery/resource/definition';
import { NONE, formatLabels } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import { containerColumns, selectorColumn } from '../../table/pod-template.columns.js';
import type { ControllerRevision } from './controller-revision.js';
import type { DaemonSet } from './daemon-set.js';
import type { Deployment } from './deployment.js';
import type { ReplicaSet } from './replica-set.js';
import type { StatefulSet } from './stateful-set.js';

export const deploymentColumns: readonly Column<Deployment>[] = [
  NAME,
  column('Ready', 'string', 'Pods that are ready, of all that should run.', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`),
  column('Up-to-date', 'string', 'Pods made from the current template.', ({ status }) => status?.updatedReplicas ?? 0),
  column('Available', 'string', 'Pods that have been ready for long enough.', ({ status }) => status?.availableReplicas ?? 0),
  AGE,
  ...containerColumns<Deployment>(({ spec }) => spec?.template?.spec?.containers),
  selectorColumn<Deployment>(({ spec }) => spec?.selector),
];

export const replicaSetColumns: readonly Column<ReplicaSet>[] = [
  NAME,
  column('Desired', 'integer', 'Number of pods that should run.', ({ spec }) => spec?.replicas ?? 0),
  column('Current', 'integer', 'Number of pods that exist.', ({ status }) => status?.replicas ?? 0),
  column('Ready', 'integer', 'Number of pods that are ready.', ({ status }) => status?.readyReplicas ?? 0),
  AGE,
  ...containerColumns<ReplicaSet>(({ spec }) => spec?.template?.spec?.containers),
  selectorColumn<ReplicaSet>(({ spec }) => spec?.selector),
];

export const statefulSetColumns: readonly Column<StatefulSet>[] = [
  NAME,
  column('Ready', 'string', 'Pods that are ready, of all that should run.', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`),
  AGE,
  ...containerColumns<StatefulSet>(({ spec }) => spec?.template?.spec?.containers),
];

export const daemonSetColumns: readonly Column<DaemonSet>[] = [
  NAME,
  column('Desired', 'integer', 'Nodes that should run the pod.', ({ status }) => status?.desiredNumberScheduled ?? 0),
  column('Current', 'integer', 'Nodes that run the pod and should.', ({ status }) => status?.currentNumberScheduled ?? 0),
  column('Ready', 'integer', 'Nodes whose pod is ready.', ({ status }) => status?.numberReady ?? 0),
  column('Up-to-date', 'integer', 'Nodes whose pod is made from the current template.', ({ status }) => status?.updatedNumberScheduled ?? 0),
  column('Available', 'integer', 'Nodes whose pod has been ready for long enough.', ({ status }) => status?.numberAvailable ?? 0),
  column('Node Selector', 'string', 'Labels of the nodes that should run the pod.', ({ spec }) => formatLabels(spec?.template?.spec?.nodeSelector)),
  AGE,
  ...containerColumns<DaemonSet>(({ spec }) => spec?.template?.spec?.containers),
  selectorColumn<DaemonSet>(({ spec }) => spec?.selector),
];

export const controllerRevisionColumns: readonly Column<ControllerRevision>[] = [
  NAME,
  column('Controller', 'string', 'Object whose state the revision holds.', ({ metadata }) => {
    const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
    if (!owner) return NONE;
    const [group, version] = (owner.apiVersion ?? '').split('/');
    return `${owner.kind?.toLowerCase()}${version ? `.${group}` : ''}/${owner.name}`;
  }),
  column('Revision', 'string', 'Number of the revision; later ones are higher.', ({ revision }) => revision ?? 0),
  AGE,
];
