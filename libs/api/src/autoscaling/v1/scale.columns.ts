import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { Scale } from './scale.js';

export const scaleColumns: readonly Column<Scale>[] = [
  NAME,
  column('Desired', 'integer', 'Number of instances that the resource should have.', ({ spec }) => spec?.replicas ?? 0),
  column('Available', 'integer', 'Number of instances that were seen running.', ({ status }) => status?.replicas ?? 0),
  AGE,
];
