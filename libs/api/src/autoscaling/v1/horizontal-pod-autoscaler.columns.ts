import type { Column } from '@kubets/apimachinery/resource/definition';
import { NONE, UNKNOWN, UNSET } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';

export const horizontalPodAutoscalerColumns: readonly Column<HorizontalPodAutoscaler>[] = [
  NAME,
  column('Reference', 'string', 'Workload that is scaled.', ({ spec }) => `${spec?.scaleTargetRef?.kind ?? ''}/${spec?.scaleTargetRef?.name ?? ''}`),
  column('Targets', 'string', 'CPU use as it is, and as it should be.', ({ spec, status }) => {
    const [target, current] = [spec?.targetCPUUtilizationPercentage, status?.currentCPUUtilizationPercentage];
    return target === undefined ? NONE : `cpu: ${current === undefined ? UNKNOWN : `${current}%`}/${target}%`;
  }),
  column('MinPods', 'string', 'Fewest pods.', ({ spec }) => String(spec?.minReplicas ?? UNSET)),
  column('MaxPods', 'string', 'Most pods.', ({ spec }) => spec?.maxReplicas ?? 0),
  column('Replicas', 'string', 'Pods that exist.', ({ status }) => status?.currentReplicas ?? 0),
  AGE,
];
