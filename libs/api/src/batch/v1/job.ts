import { field, int32, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { JobSpec } from './job-template.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const JobCondition = message('batch.v1.JobCondition', 'One aspect of a job\'s progress or outcome.', {
  type: field(1, string,
    'Aspect being reported, such as Complete, Failed, Suspended, FailureTarget or SuccessCriteriaMet.',
    { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastProbeTime: field(3, time, 'When the condition was last checked by the controller.'),
  lastTransitionTime: field(4, time, 'When the status value last flipped.'),
  reason: field(5, string, 'Short CamelCase cause of the latest transition.'),
  message: field(6, string, 'Details of the latest transition in readable form.'),
});
export interface JobCondition extends TypeOf<typeof JobCondition> {}

export const UncountedTerminatedPods = message('batch.v1.UncountedTerminatedPods', 'UIDs of finished pods awaiting inclusion in the job\'s counters.', {
  succeeded: field(1, list(string), 'UIDs of succeeded pods not yet counted.', { list: 'set' }),
  failed: field(2, list(string), 'UIDs of failed pods not yet counted.', { list: 'set' }),
});
export interface UncountedTerminatedPods extends TypeOf<typeof UncountedTerminatedPods> {}

export const JobStatus = message('batch.v1.JobStatus', 'Progress of a job as last seen by its controller.', {
  conditions: field(1, list(JobCondition),
    'Latest observations about the job, including its final outcome.',
    { list: 'atomic', patch: 'merge', mergeKey: 'type' }),
  startTime: field(2, time, 'When the controller began work on the job; reset on resume from suspension.'),
  completionTime: field(3, time, 'When the job finished successfully; unset for failed or unfinished jobs.'),
  active: field(4, int32, 'Number of pending and running pods that are not terminating.'),
  succeeded: field(5, int32, 'Number of pods that reached the Succeeded phase.'),
  failed: field(6, int32, 'Number of pods that reached the Failed phase.'),
  terminating: field(11, int32, 'Number of pods being deleted that have not finished yet.', { presence: 'explicit' }),
  completedIndexes: field(7, string, 'Succeeded indexes of an Indexed job as compressed ranges, such as 1,3-5,7.'),
  failedIndexes: field(10, string, 'Failed indexes as compressed ranges, such as 1,3-5; used with backoffLimitPerIndex.', { presence: 'explicit' }),
  uncountedTerminatedPods: field(8, UncountedTerminatedPods, 'Finished pods whose result is not yet included in the counters.'),
  ready: field(9, int32, 'Number of active pods whose Ready condition is true.', { presence: 'explicit' }),
});
export interface JobStatus extends TypeOf<typeof JobStatus> {}

export const Job = kind('batch.v1.Job', { group: 'batch', version: 'v1', kind: 'Job' }, 'Runs pods until a set number of them finish successfully.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the job.', { presence: 'always' }),
  spec: field(2, JobSpec, 'The wanted behavior of the job.', { presence: 'always' }),
  status: field(3, JobStatus, 'The observed state of the job.', { presence: 'always' }),
});
export interface Job extends TypeOf<typeof Job> {}

export const JobList = kindList('batch.v1.JobList', Job, ListMeta, 'A list of Job objects.');
export interface JobList extends TypeOf<typeof JobList> {}
