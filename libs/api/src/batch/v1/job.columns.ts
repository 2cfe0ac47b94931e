import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { humanDuration } from '@kubets/apimachinery/time/index';
import { NONE, UNSET, age } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import { containerColumns, selectorColumn } from '../../table/pod-template.columns.js';
import type { CronJob } from './cron-job.js';
import type { Job } from './job.js';

function jobStatus({ metadata, status }: Draft<Job>): string {
  const holds = (type: string): boolean => status?.conditions?.find((condition) => condition.type === type)?.status === 'True';
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (metadata?.deletionTimestamp) return 'Terminating';
  if (holds('Suspended')) return 'Suspended';
  return holds('FailureTarget') ? 'FailureTarget' : 'Running';
}

/** A job without a number of completions is a work queue: it is done once any of its pods succeeded. */
function completions({ spec, status }: Draft<Job>): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  return (spec?.parallelism ?? 0) > 1 ? `${succeeded}/1 of ${spec?.parallelism}` : `${succeeded}/1`;
}

function duration({ status }: Draft<Job>, now: number): string {
  if (!status?.startTime) return '';
  return humanDuration(((status.completionTime ? Date.parse(status.completionTime) : now) - Date.parse(status.startTime)) / 1000);
}

export const jobColumns: readonly Column<Job>[] = [
  NAME,
  column('Status', 'string', 'Whether the job runs, is suspended, or how it ended.', jobStatus),
  column('Completions', 'string', 'Pods that succeeded, of all that have to.', completions),
  column('Duration', 'string', 'Time from start to completion, or until now.', duration),
  AGE,
  ...containerColumns<Job>(({ spec }) => spec?.template?.spec?.containers),
  selectorColumn<Job>(({ spec }) => spec?.selector),
];

export const cronJobColumns: readonly Column<CronJob>[] = [
  NAME,
  column('Schedule', 'string', 'When jobs start, as a cron expression.', ({ spec }) => spec?.schedule ?? ''),
  column('Timezone', 'string', 'Time zone in which the schedule is read.', ({ spec }) => spec?.timeZone ?? NONE),
  column('Suspend', 'boolean', 'Whether no further jobs start.', ({ spec }) => (spec?.suspend === undefined ? UNSET : spec.suspend ? 'True' : 'False')),
  column('Active', 'integer', 'Number of jobs that run now.', ({ status }) => status?.active?.length ?? 0),
  column('Last Schedule', 'string', 'Time since a job was started last.', ({ status }, now) => (status?.lastScheduleTime ? age(status.lastScheduleTime, now) : NONE)),
  AGE,
  ...containerColumns<CronJob>(({ spec }) => spec?.jobTemplate?.spec?.template?.spec?.containers),
  selectorColumn<CronJob>(({ spec }) => spec?.jobTemplate?.spec?.selector),
];
