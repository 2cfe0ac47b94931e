import type { Draft } from '@kubets/apimachinery/schema/types';
import type { HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';

/** Where this version keeps the metrics that it has no field for. */
const METRICS_ANNOTATION = 'autoscaling.alpha.kubernetes.io/metrics';

export function defaultHorizontalPodAutoscaler(autoscaler: Draft<HorizontalPodAutoscaler>): void {
  const spec = (autoscaler.spec ??= {});
  spec.minReplicas ??= 1;
  if (!autoscaler.metadata?.annotations?.[METRICS_ANNOTATION]) spec.targetCPUUtilizationPercentage ??= 80;
}
