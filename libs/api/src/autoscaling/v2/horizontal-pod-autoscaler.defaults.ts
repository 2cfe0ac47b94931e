import type { Draft } from '@kubets/apimachinery/schema/types';
import type { HPAScalingRules, HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';

export function defaultHorizontalPodAutoscaler(autoscaler: Draft<HorizontalPodAutoscaler>): void {
  const spec = (autoscaler.spec ??= {});
  spec.minReplicas ??= 1;
  if (!spec.metrics?.length) {
    spec.metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }];
  }
  // Who tunes one direction gets to see what holds for the other.
  if (spec.behavior) {
    defaultScaleUp(spec.behavior.scaleUp ??= {});
    defaultScaleDown(spec.behavior.scaleDown ??= {});
  }
}

/** As fast as possible: double, or four pods more, every 15 seconds. */
function defaultScaleUp(rules: Draft<HPAScalingRules>): void {
  rules.stabilizationWindowSeconds ??= 0;
  rules.selectPolicy ??= 'Max';
  rules.policies ??= [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }];
}

/** Down to the minimum at once; the window is the controller's own when unset. */
function defaultScaleDown(rules: Draft<HPAScalingRules>): void {
  rules.selectPolicy ??= 'Max';
  rules.policies ??= [{ type: 'Percent', value: 100, periodSeconds: 15 }];
}
