import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { PriorityClass } from './priority-class.js';

export const priorityClassColumns: readonly Column<PriorityClass>[] = [
  NAME,
  column('Value', 'integer', 'Priority of the pods of the class; higher wins.', ({ value }) => value ?? 0),
  column('Global-Default', 'boolean', 'Whether pods without a class get this one.', ({ globalDefault }) => globalDefault ?? false),
  AGE,
  column('PreemptionPolicy', 'string', 'Whether pods of the class may push out others.', ({ preemptionPolicy }) => preemptionPolicy ?? ''),
];
