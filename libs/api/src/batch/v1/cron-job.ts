import { bool, field, int32, int64, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from '../../core/v1/reference.js';
import { JobSpec } from './job-template.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const JobTemplateSpec = message('batch.v1.JobTemplateSpec', 'Blueprint from which jobs are created.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata copied to the created jobs.', { presence: 'always' }),
  spec: field(2, JobSpec, 'The wanted behavior of the created jobs.', { presence: 'always' }),
});
export interface JobTemplateSpec extends TypeOf<typeof JobTemplateSpec> {}

export const CronJobSpec = message('batch.v1.CronJobSpec', 'When jobs run, what they run, and how overlaps are handled.', {
  schedule: field(1, string,
    'Five-field cron expression or macro such as @hourly saying when to start jobs.',
    { required: true, presence: 'always' }),
  timeZone: field(8, string, 'IANA time zone in which the schedule is read; the controller\'s own zone when unset.', { presence: 'explicit' }),
  startingDeadlineSeconds: field(2, int64, 'Seconds a missed start may still be made up; no limit when unset.', { presence: 'explicit' }),
  concurrencyPolicy: field(3, string,
    'When runs overlap, Allow (default) permits, Forbid skips the new one, Replace cancels the old one.',
    { enum: ['Allow', 'Forbid', 'Replace'] }),
  suspend: field(4, bool, 'When true no further runs are started; running ones continue, false when unset.', { presence: 'explicit' }),
  jobTemplate: field(5, JobTemplateSpec, 'Blueprint for the job created at each scheduled time.', { required: true, presence: 'always' }),
  successfulJobsHistoryLimit: field(6, int32, 'Number of finished successful jobs to keep; 3 when unset.', { presence: 'explicit' }),
  failedJobsHistoryLimit: field(7, int32, 'Number of finished failed jobs to keep; 1 when unset.', { presence: 'explicit' }),
});
export interface CronJobSpec extends TypeOf<typeof CronJobSpec> {}

export const CronJobStatus = message('batch.v1.CronJobStatus', 'Recent activity of a cron job.', {
  active: field(1, list(ObjectReference), 'References to the jobs that are running now.', { list: 'atomic' }),
  lastScheduleTime: field(4, time, 'When a job was last scheduled successfully.'),
  lastSuccessfulTime: field(5, time, 'When a job of this schedule last completed successfully.'),
});
export interface CronJobStatus extends TypeOf<typeof CronJobStatus> {}

export const CronJob = kind('batch.v1.CronJob', { group: 'batch', version: 'v1', kind: 'CronJob' }, 'Creates jobs on a repeating schedule.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the cron job.', { presence: 'always' }),
  spec: field(2, CronJobSpec, 'The wanted schedule and the job to run.', { required: true, presence: 'always' }),
  status: field(3, CronJobStatus, 'The observed state of the cron job.', { presence: 'always' }),
});
export interface CronJob extends TypeOf<typeof CronJob> {}

export const CronJobList = kindList('batch.v1.CronJobList', CronJob, ListMeta, 'A list of CronJob objects.');
export interface CronJobList extends TypeOf<typeof CronJobList> {}
