import type { Draft } from '@kubets/apimachinery/schema/types';
import type { CronJob } from './cron-job.js';
import { defaultJobTemplateSpec } from './job.defaults.js';

export function defaultCronJob(cron: Draft<CronJob>): void {
  const spec = (cron.spec ??= {});
  spec.concurrencyPolicy ||= 'Allow';
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  const template = (spec.jobTemplate ??= {});
  template.metadata ??= {};
  defaultJobTemplateSpec(template.spec ??= {});
}
