import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { RuntimeClass } from './runtime-class.js';

export const runtimeClassColumns: readonly Column<RuntimeClass>[] = [
  NAME, column('Handler', 'string', 'Name by which the container runtime knows the class.', ({ handler }) => handler ?? ''), AGE,
];
