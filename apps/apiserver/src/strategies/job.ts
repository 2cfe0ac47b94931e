import { generateSelector } from '@kubets/api/batch/v1/job.helpers';
import type { Job } from '@kubets/api/batch/v1/job';
import type { Strategy } from '../registry/strategy.js';

/** A job knows its pods by its own uid, and leaves them behind unless told otherwise. */
export const jobStrategy: Strategy<Job> = {
  generation: true,
  statusMetadata: true,
  defaultPropagation: 'Orphan',
  prepareForCreate(job) { generateSelector(job as never, job.metadata.uid ?? ''); },
};
