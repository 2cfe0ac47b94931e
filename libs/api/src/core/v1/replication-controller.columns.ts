import type { Column } from '@kubets/apimachinery/resource/definition';
import { formatLabels } from '../../table/cells.js';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import { containerColumns } from '../../table/pod-template.columns.js';
import type { PodTemplate } from './pod-template.js';
import type { ReplicationController } from './replication-controller.js';

export const replicationControllerColumns: readonly Column<ReplicationController>[] = [
  NAME,
  column('Desired', 'integer', 'Number of pods that should run.', ({ spec }) => spec?.replicas ?? 0),
  column('Current', 'integer', 'Number of pods that exist.', ({ status }) => status?.replicas ?? 0),
  column('Ready', 'integer', 'Number of pods that are ready.', ({ status }) => status?.readyReplicas ?? 0),
  AGE,
  ...containerColumns<ReplicationController>(({ spec }) => spec?.template?.spec?.containers),
  column('Selector', 'string', 'Labels of the pods that are counted.', ({ spec }) => formatLabels(spec?.selector), WIDE),
];

export const podTemplateColumns: readonly Column<PodTemplate>[] = [
  NAME,
  ...containerColumns<PodTemplate>(({ template }) => template?.spec?.containers, 0),
  column('Pod Labels', 'string', 'Labels that pods made from the template get.', ({ template }) => formatLabels(template?.metadata?.labels)),
];
