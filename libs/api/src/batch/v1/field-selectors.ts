import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Job } from './job.js';

export const jobFields: Readonly<Record<string, (job: Draft<Job>) => string>> = { 'status.successful': ({ status }) => String(status?.succeeded ?? 0) };
