import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { PodDisruptionBudget } from './pod-disruption-budget.js';

export const podDisruptionBudgetColumns: readonly Column<PodDisruptionBudget>[] = [
  NAME,
  column('Min Available', 'string', 'Pods that have to stay available.', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
  column('Max Unavailable', 'string', 'Pods that may be unavailable.', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
  column('Allowed Disruptions', 'integer', 'Pods that may be evicted now.', ({ status }) => status?.disruptionsAllowed ?? 0),
  AGE,
];
