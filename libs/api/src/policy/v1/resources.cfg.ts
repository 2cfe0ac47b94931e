import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { PodDisruptionBudget, PodDisruptionBudgetList } from './pod-disruption-budget.js';
import { podDisruptionBudgetColumns } from './pod-disruption-budget.columns.js';
import { validatePodDisruptionBudget, validatePodDisruptionBudgetStatus } from './pod-disruption-budget.validation.js';

export const poddisruptionbudgets = resource<PodDisruptionBudget>({
  group: 'policy', version: 'v1', resource: 'poddisruptionbudgets', singular: 'poddisruptionbudget', kind: PodDisruptionBudget, list: PodDisruptionBudgetList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['pdb'],
  rules: { validate: validatePodDisruptionBudget, validateStatus: validatePodDisruptionBudgetStatus, columns: podDisruptionBudgetColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
