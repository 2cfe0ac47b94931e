import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { PodDisruptionBudget, PodDisruptionBudgetList } from './pod-disruption-budget.js';

export const poddisruptionbudgets = resource<PodDisruptionBudget>({
  group: 'policy', version: 'v1', resource: 'poddisruptionbudgets', singular: 'poddisruptionbudget', kind: PodDisruptionBudget, list: PodDisruptionBudgetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['pdb'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
