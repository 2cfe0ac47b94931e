import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { HorizontalPodAutoscaler, HorizontalPodAutoscalerList } from './horizontal-pod-autoscaler.js';
import { horizontalPodAutoscalerColumns } from './horizontal-pod-autoscaler.columns.js';
import { defaultHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.defaults.js';
import { validateHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.validation.js';

export const horizontalpodautoscalers = resource<HorizontalPodAutoscaler>({
  group: 'autoscaling', version: 'v1', resource: 'horizontalpodautoscalers', singular: 'horizontalpodautoscaler', kind: HorizontalPodAutoscaler, list: HorizontalPodAutoscalerList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['hpa'], categories: ['all'],
  rules: { defaults: defaultHorizontalPodAutoscaler, validate: validateHorizontalPodAutoscaler, columns: horizontalPodAutoscalerColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
