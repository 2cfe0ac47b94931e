import type { Column } from '@kubets/apimachinery/resource/definition';
import { AGE, NAME, column } from '../../table/column.js';
import type { ComponentStatus } from './component-status.js';
import type { ConfigMap } from './config-map.js';
import type { Namespace } from './namespace.js';
import type { Secret } from './secret.js';
import type { ServiceAccount } from './service-account.js';

const count = (of: object | undefined): number => Object.keys(of ?? {}).length;

export const configMapColumns: readonly Column<ConfigMap>[] = [
  NAME, column('Data', 'string', 'Number of entries.', ({ data, binaryData }) => count(data) + count(binaryData)), AGE,
];

export const secretColumns: readonly Column<Secret>[] = [
  NAME,
  column('Type', 'string', 'How programs should read the data.', ({ type }) => type ?? ''),
  column('Data', 'string', 'Number of entries.', ({ data }) => count(data)),
  AGE,
];

/** Secrets are not counted: since 1.24 nothing lists tokens there, and the number misled. */
export const serviceAccountColumns: readonly Column<ServiceAccount>[] = [NAME, AGE];

export const namespaceColumns: readonly Column<Namespace>[] = [
  NAME, column('Status', 'string', 'Active, or Terminating while its content is being deleted.', ({ status }) => status?.phase ?? ''), AGE,
];

export const componentStatusColumns: readonly Column<ComponentStatus>[] = [
  NAME,
  column('Status', 'string', 'Whether the component is healthy.', ({ conditions }) => {
    const healthy = conditions?.find(({ type }) => type === 'Healthy');
    return healthy ? (healthy.status === 'True' ? 'Healthy' : 'Unhealthy') : 'Unknown';
  }),
  column('Message', 'string', 'Outcome of the health check.', ({ conditions }) => conditions?.find(({ type }) => type === 'Healthy')?.message ?? ''),
  column('Error', 'string', 'What went wrong with the health check.', ({ conditions }) => conditions?.find(({ type }) => type === 'Healthy')?.error ?? ''),
];
