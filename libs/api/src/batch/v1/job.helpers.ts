import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Job } from './job.js';

export const CONTROLLER_UID_LABEL = 'batch.kubernetes.io/controller-uid';
export const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';
/** The unprefixed names from before 1.27, which pods carry as well. */
const LEGACY = { uid: 'controller-uid', name: 'job-name' } as const;

/**
 * Gives a new job a selector that no other job has, and its pods the labels for it. Runs when the object's uid is known, before validation.
 * A job with `manualSelector` brings its own.
 */
export function generateSelector(job: Draft<Job>, uid: string): void {
  const spec = (job.spec ??= {});
  if (spec.manualSelector) return;
  const name = job.metadata?.name ?? '';
  const metadata = ((spec.template ??= {}).metadata ??= {});
  metadata.labels = { [JOB_NAME_LABEL]: name, [LEGACY.name]: name, [CONTROLLER_UID_LABEL]: uid, [LEGACY.uid]: uid, ...metadata.labels };
  spec.selector ??= {};
  spec.selector.matchLabels = { [CONTROLLER_UID_LABEL]: uid, ...spec.selector.matchLabels };
}
