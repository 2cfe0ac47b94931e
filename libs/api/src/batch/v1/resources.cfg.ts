import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CronJob, CronJobList } from './cron-job.js';
import { Job, JobList } from './job.js';
import { defaultCronJob } from './cron-job.defaults.js';
import { validateCronJob, validateCronJobUpdate } from './cron-job.validation.js';
import { jobFields } from './field-selectors.js';
import { cronJobColumns, jobColumns } from './job.columns.js';
import { defaultJob } from './job.defaults.js';
import { validateJob, validateJobStatus, validateJobUpdate } from './job.validation.js';

export const cronjobs = resource<CronJob>({
  group: 'batch', version: 'v1', resource: 'cronjobs', singular: 'cronjob', kind: CronJob, list: CronJobList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['cj'], categories: ['all'],
  rules: { defaults: defaultCronJob, validate: validateCronJob, validateUpdate: validateCronJobUpdate, columns: cronJobColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const jobs = resource<Job>({
  group: 'batch', version: 'v1', resource: 'jobs', singular: 'job', kind: Job, list: JobList, namespaced: true,
  verbs: STANDARD_VERBS, categories: ['all'],
  rules: {
    defaults: defaultJob, validate: validateJob, validateUpdate: validateJobUpdate, validateStatus: validateJobStatus, columns: jobColumns,
    fieldSelectors: jobFields,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
