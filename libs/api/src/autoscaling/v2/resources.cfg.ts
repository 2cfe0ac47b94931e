import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { HorizontalPodAutoscaler, HorizontalPodAutoscalerList } from './horizontal-pod-autoscaler.js';

export const horizontalpodautoscalers = resource<HorizontalPodAutoscaler>({
  group: 'autoscaling', version: 'v2', resource: 'horizontalpodautoscalers', singular: 'horizontalpodautoscaler', kind: HorizontalPodAutoscaler, list: HorizontalPodAutoscalerList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['hpa'], categories: ['all'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
