import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { NONE, UNKNOWN, UNSET, cut } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from './horizontal-pod-autoscaler.js';

const METRICS_SHOWN = 2;
type Target = Draft<MetricTarget> | undefined;
type Current = Draft<MetricValueStatus> | undefined;

/** Amount of a metric, as a total or per pod. */
const amount = (current: Current, target: Target): string => (target?.averageValue === undefined
  ? `${current?.value ?? UNKNOWN}/${target?.value ?? ''}` : `${current?.averageValue ?? UNKNOWN}/${target.averageValue} (avg)`);

const percent = (value: number | undefined, otherwise: string): string => (value === undefined ? otherwise : `${value}%`);

/** Use of a resource, per pod or in relation to its requests. */
const use = (name: string | undefined, current: Current, target: Target): string => (target?.averageValue === undefined
  ? `${name}: ${percent(current?.averageUtilization, UNKNOWN)}/${percent(target?.averageUtilization, '<auto>')}`
  : `${name}: ${current?.averageValue ?? UNKNOWN}/${target.averageValue}`);

function formatMetric({ type, external, pods, object, resource, containerResource }: Draft<MetricSpec>, status: Draft<MetricStatus> | undefined): string {
  switch (type) {
    case 'External': return amount(status?.external?.current, external?.target);
    case 'Object': return amount(status?.object?.current, object?.target);
    case 'Pods': return `${status?.pods?.current?.averageValue ?? UNKNOWN}/${pods?.target?.averageValue ?? ''}`;
    case 'Resource': return use(resource?.name, status?.resource?.current, resource?.target);
    case 'ContainerResource': return use(containerResource?.name, status?.containerResource?.current, containerResource?.target);
    default: return '<unknown type>';
  }
}

export const horizontalPodAutoscalerColumns: readonly Column<HorizontalPodAutoscaler>[] = [
  NAME,
  column('Reference', 'string', 'Workload that is scaled.', ({ spec }) => `${spec?.scaleTargetRef?.kind ?? ''}/${spec?.scaleTargetRef?.name ?? ''}`),
  column('Targets', 'string', 'Each metric as it is, and as it should be.', ({ spec, status }) =>
    cut((spec?.metrics ?? []).map((metric, at) => formatMetric(metric, status?.currentMetrics?.[at])), METRICS_SHOWN, NONE, ', ')),
  column('MinPods', 'string', 'Fewest pods.', ({ spec }) => String(spec?.minReplicas ?? UNSET)),
  column('MaxPods', 'string', 'Most pods.', ({ spec }) => spec?.maxReplicas ?? 0),
  column('Replicas', 'string', 'Pods that exist.', ({ status }) => status?.currentReplicas ?? 0),
  AGE,
];
