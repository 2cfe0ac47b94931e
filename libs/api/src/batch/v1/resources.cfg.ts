import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CronJob, CronJobList } from './cron-job.js';
import { Job, JobList } from './job.js';

export const cronjobs = resource<CronJob>({
  group: 'batch', version: 'v1', resource: 'cronjobs', singular: 'cronjob', kind: CronJob, list: CronJobList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['cj'], categories: ['all'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const jobs = resource<Job>({
  group: 'batch', version: 'v1', resource: 'jobs', singular: 'job', kind: Job, list: JobList, namespaced: true,
  verbs: STANDARD_VERBS, categories: ['all'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
