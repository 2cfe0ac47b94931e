import type { HorizontalPodAutoscaler as V1 } from '@kubets/api/autoscaling/v1/horizontal-pod-autoscaler';
import type { HorizontalPodAutoscaler as V2 } from '@kubets/api/autoscaling/v2/horizontal-pod-autoscaler';
import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Conversion } from '../storage-view.js';
import { fromOldMetric, fromOldReading, type OldMetric, toOldMetric, toOldReading } from './old-metrics.js';

/** Where v1 keeps what it has no fields for, as JSON. */
const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';
const BEHAVIOR = 'autoscaling.alpha.kubernetes.io/behavior';
const CONDITIONS = 'autoscaling.alpha.kubernetes.io/conditions';
const CURRENT = 'autoscaling.alpha.kubernetes.io/current-metrics';

type Metric = NonNullable<Draft<V2>['spec']>['metrics'] extends infer L ? NonNullable<L> extends readonly (infer M)[] ? M : never : never;

/** `autoscaling/v1` knows one metric, the CPU's utilization; all else travels in annotations. */
export const autoscalerConversion: Conversion = {
  from: (stored) => toV1(stored as unknown as Draft<V2>) as never,
  to: (served) => toV2(served as unknown as Draft<V1>) as never,
};

const isCpu = (metric: Metric): boolean =>
  metric.type === 'Resource' && metric.resource?.name === 'cpu' && metric.resource.target?.averageUtilization !== undefined;

function toV1({ metadata, spec = {}, status = {} }: Draft<V2>): Draft<V1> {
  const cpu = spec.metrics?.find(isCpu);
  const others = spec.metrics?.filter((metric) => metric !== cpu) ?? [];
  const currentCpu = status.currentMetrics?.find((m) => m.type === 'Resource' && m.resource?.name === 'cpu' && m.resource.current?.averageUtilization !== undefined);
  const annotations: Record<string, string> = { ...metadata?.annotations as Record<string, string> | undefined };
  if (others.length) annotations[METRICS] = JSON.stringify(others.map((metric) => toOldMetric(metric as OldMetric)));
  if (spec.behavior) annotations[BEHAVIOR] = JSON.stringify(spec.behavior);
  if (status.conditions?.length) annotations[CONDITIONS] = JSON.stringify(status.conditions);
  if (status.currentMetrics?.length) annotations[CURRENT] = JSON.stringify(status.currentMetrics.map((metric) => toOldReading(metric as OldMetric)));
  const { observedGeneration, lastScaleTime, currentReplicas, desiredReplicas } = status;
  const target = cpu?.resource?.target?.averageUtilization;
  const { metrics: _metrics, behavior: _behavior, ...scaling } = spec;
  return {
    metadata: { ...metadata, ...(Object.keys(annotations).length ? { annotations } : {}) },
    spec: { ...scaling, ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }) },
    status: {
      ...(observedGeneration === undefined ? {} : { observedGeneration }), ...(lastScaleTime ? { lastScaleTime } : {}),
      currentReplicas: currentReplicas ?? 0, desiredReplicas: desiredReplicas ?? 0,
      ...(currentCpu ? { currentCPUUtilizationPercentage: currentCpu.resource!.current!.averageUtilization! } : {}),
    },
  } as Draft<V1>;
}

function toV2({ metadata, spec = {}, status = {} }: Draft<V1>): Draft<V2> {
  const { [METRICS]: metrics, [BEHAVIOR]: behavior, [CONDITIONS]: conditions, [CURRENT]: current, ...annotations } = { ...metadata?.annotations as Record<string, string> | undefined };
  const { targetCPUUtilizationPercentage: cpu, ...scaling } = spec;
  const { currentCPUUtilizationPercentage: _now, ...counts } = status;
  const { annotations: _annotations, ...meta } = metadata ?? {};
  const all = [
    ...parsedList(metrics).map((metric) => fromOldMetric(metric)),
    ...(cpu === undefined ? [] : [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } }]),
  ];
  const tuned = parsed(behavior);
  return {
    metadata: { ...meta, ...(Object.keys(annotations).length ? { annotations } : {}) },
    spec: { ...scaling, ...(all.length ? { metrics: all } : {}), ...(tuned ? { behavior: tuned } : {}) },
    status: {
      ...counts, ...(conditions ? { conditions: parsedList(conditions) } : {}),
      ...(current ? { currentMetrics: parsedList(current).map((metric) => fromOldReading(metric)) } : {}),
    },
  } as Draft<V2>;
}

/** Annotations are anybody's to write: what is not JSON of the right form says nothing. */
function parsed(text: string | undefined): OldMetric | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as OldMetric : undefined;
  } catch { return undefined; }
}

function parsedList(text: string | undefined): OldMetric[] {
  const value: unknown = parsed(text);
  return Array.isArray(value) ? value.filter((item): item is OldMetric => typeof item === 'object' && item !== null) : [];
}
