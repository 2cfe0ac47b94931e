import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { Lease } from './lease.js';

export const leaseColumns: readonly Column<Lease>[] = [
  NAME, column('Holder', 'string', 'Who holds the lease.', ({ spec }) => spec?.holderIdentity ?? ''), AGE,
];
