import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { AGE, NAME, column } from '../../table/column.js';
import type { APIService } from './api-service.js';

function available({ status }: Draft<APIService>): string {
  const condition = status?.conditions?.find(({ type }) => type === 'Available');
  if (!condition) return 'Unknown';
  return condition.status === 'True' ? 'True' : `${condition.status} (${condition.reason ?? ''})`;
}

export const apiServiceColumns: readonly Column<APIService>[] = [
  NAME,
  column('Service', 'string', 'Service behind the API; Local is this server.', ({ spec }) => (spec?.service ? `${spec.service.namespace ?? ''}/${spec.service.name ?? ''}` : 'Local')),
  column('Available', 'string', 'Whether the API can be reached.', available),
  AGE,
];
