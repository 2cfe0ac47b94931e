import type { Column } from '@kubets/apimachinery/resource/definition';
import { NONE } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { FlowSchema } from './flow-schema.js';
import type { PriorityLevelConfiguration } from './priority-level-configuration.js';

export const flowSchemaColumns: readonly Column<FlowSchema>[] = [
  NAME,
  column('PriorityLevel', 'string', 'Priority level of the requests that match.', ({ spec }) => spec?.priorityLevelConfiguration?.name ?? ''),
  column('MatchingPrecedence', 'string', 'Order of matching; the lowest number wins.', ({ spec }) => spec?.matchingPrecedence ?? 0),
  column('DistinguisherMethod', 'string', 'How requests are divided into flows.', ({ spec }) => spec?.distinguisherMethod?.type ?? NONE),
  AGE,
  column('MissingPL', 'string', 'Whether the priority level does not exist.', ({ status }) => status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?'),
];

export const priorityLevelColumns: readonly Column<PriorityLevelConfiguration>[] = [
  NAME,
  column('Type', 'string', 'Whether requests of the level are limited or exempt.', ({ spec }) => spec?.type ?? ''),
  column('NominalConcurrencyShares', 'string', "The level's part of the concurrency.", ({ spec }) => spec?.limited?.nominalConcurrencyShares ?? NONE),
  column('Queues', 'string', 'Number of queues.', ({ spec }) => spec?.limited?.limitResponse?.queuing?.queues ?? NONE),
  column('HandSize', 'string', 'Queues among which a flow is spread.', ({ spec }) => spec?.limited?.limitResponse?.queuing?.handSize ?? NONE),
  column('QueueLengthLimit', 'string', 'Requests that may wait in one queue.', ({ spec }) => spec?.limited?.limitResponse?.queuing?.queueLengthLimit ?? NONE),
  AGE,
];
