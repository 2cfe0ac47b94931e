import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from '../../core/v1/pod-spec.defaults.js';
import type { JobSpec } from './job-template.js';
import type { Job } from './job.js';

const MAX_INT32 = 2 ** 31 - 1;

export function defaultJob(job: Draft<Job>): void {
  const spec = (job.spec ??= {});
  const metadata = (job.metadata ??= {});
  // Neither given means one pod that has to succeed once; a work queue states its parallelism only.
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : MAX_INT32;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  spec.manualSelector ??= false;
  spec.podReplacementPolicy ??= spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed';
  defaultJobTemplateSpec(spec);
  const labels = spec.template?.metadata?.labels;
  if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
}

/** The part of a job's defaults that its template in a CronJob gets too. */
export function defaultJobTemplateSpec(spec: Draft<JobSpec>): void {
  for (const { onPodConditions } of spec.podFailurePolicy?.rules ?? []) for (const pattern of onPodConditions ?? []) pattern.status ||= 'True';
  defaultPodTemplate(spec.template ??= {});
}
