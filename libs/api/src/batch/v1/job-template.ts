import { bool, field, int32, int64, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from '../../core/v1/pod-spec.js';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const PodFailurePolicyOnExitCodesRequirement = message('batch.v1.PodFailurePolicyOnExitCodesRequirement', 'Matches a failed pod by the exit codes of its containers.', {
  containerName: field(1, string, 'Container to check; all containers and init containers when unset.', { presence: 'explicit' }),
  operator: field(2, string,
    'In matches listed exit codes, NotIn matches any code not listed.',
    { required: true, presence: 'always', enum: ['In', 'NotIn'] }),
  values: field(3, list(int32), 'Unordered set of 1 to 255 distinct exit codes; 0 is forbidden with In.', { required: true, list: 'set' }),
});
export interface PodFailurePolicyOnExitCodesRequirement extends TypeOf<typeof PodFailurePolicyOnExitCodesRequirement> {}

export const PodFailurePolicyOnPodConditionsPattern = message('batch.v1.PodFailurePolicyOnPodConditionsPattern', 'Matches a failed pod by one of its conditions.', {
  type: field(1, string, 'Pod condition type that has to be present.', { required: true, presence: 'always' }),
  status: field(2, string, 'Status the pod condition must have; True when unset.', { presence: 'always' }),
});
export interface PodFailurePolicyOnPodConditionsPattern extends TypeOf<typeof PodFailurePolicyOnPodConditionsPattern> {}

export const PodFailurePolicyRule = message('batch.v1.PodFailurePolicyRule', 'One reaction to failed pods, with either exit codes or pod conditions as its trigger.', {
  action: field(1, string,
    'What to do on a match: fail the job, fail the index, ignore, or count normally.',
    { required: true, presence: 'always', enum: ['FailJob', 'FailIndex', 'Ignore', 'Count'] }),
  onExitCodes: field(2, PodFailurePolicyOnExitCodesRequirement, 'Exit codes that trigger the rule; excludes onPodConditions.'),
  onPodConditions: field(3, list(PodFailurePolicyOnPodConditionsPattern),
    'Pod conditions, any of which triggers the rule; at most 20 entries.',
    { list: 'atomic' }),
});
export interface PodFailurePolicyRule extends TypeOf<typeof PodFailurePolicyRule> {}

export const PodFailurePolicy = message('batch.v1.PodFailurePolicy', 'Ordered rules deciding how failed pods influence the job.', {
  rules: field(1, list(PodFailurePolicyRule), 'Rules tried in order until one matches; at most 20.', { required: true, list: 'atomic' }),
});
export interface PodFailurePolicy extends TypeOf<typeof PodFailurePolicy> {}

export const SuccessPolicyRule = message('batch.v1.SuccessPolicyRule', 'One way to succeed early; at least one of its fields must be set.', {
  succeededIndexes: field(1, string, 'Indexes that count, as ranges such as 0,2-4; all indexes when unset.', { presence: 'explicit' }),
  succeededCount: field(2, int32, 'Successes required among the counted indexes; all listed ones when unset.', { presence: 'explicit' }),
});
export interface SuccessPolicyRule extends TypeOf<typeof SuccessPolicyRule> {}

export const SuccessPolicy = message('batch.v1.SuccessPolicy', 'Describes when an Indexed job may be declared successful early.', {
  rules: field(1, list(SuccessPolicyRule), 'Alternatives tried in order, any one sufficing; between 1 and 20.', { required: true, list: 'atomic' }),
});
export interface SuccessPolicy extends TypeOf<typeof SuccessPolicy> {}

export const JobSpec = message('batch.v1.JobSpec', 'How a job runs its pods and when it counts as finished.', {
  parallelism: field(1, int32, 'Most pods that may run at the same time; 1 when unset.', { presence: 'explicit' }),
  completions: field(2, int32, 'Successful pods needed to finish; when unset, success of any pod completes the job.', { presence: 'explicit' }),
  activeDeadlineSeconds: field(3, int64,
    'Seconds the job may be active before it is stopped and failed; must be positive.',
    { presence: 'explicit' }),
  podFailurePolicy: field(11, PodFailurePolicy, 'Rules for reacting to failed pods; needs restart policy Never in the template.'),
  successPolicy: field(16, SuccessPolicy, 'Rules by which an Indexed job succeeds early; otherwise all completions are needed.'),
  backoffLimit: field(7, int32,
    'Retries before the job fails; 6 when unset, effectively unlimited with backoffLimitPerIndex.',
    { presence: 'explicit' }),
  backoffLimitPerIndex: field(12, int32, 'Retries allowed for each index before it fails; Indexed mode only.', { presence: 'explicit' }),
  maxFailedIndexes: field(13, int32, 'Failed indexes tolerated before the whole job fails; requires backoffLimitPerIndex.', { presence: 'explicit' }),
  selector: field(4, LabelSelector, 'Picks the job\'s pods; normally generated, so leave it unset.'),
  manualSelector: field(5, bool, 'Set to true to supply your own selector and take charge of label uniqueness.', { presence: 'explicit' }),
  template: field(6, PodTemplateSpec,
    'Blueprint for the pods; its restart policy must be Never or OnFailure.',
    { required: true, presence: 'always' }),
  ttlSecondsAfterFinished: field(8, int32,
    'Seconds to keep the finished job before automatic deletion; kept indefinitely when unset.',
    { presence: 'explicit' }),
  completionMode: field(9, string,
    'NonIndexed (default) treats pods as equal, Indexed gives each its own completion index.',
    { presence: 'explicit', enum: ['NonIndexed', 'Indexed'] }),
  suspend: field(10, bool, 'When true no pods are created and running ones are deleted; false when unset.', { presence: 'explicit' }),
  podReplacementPolicy: field(14, string,
    'Replace pods once terminating or failed, or, with Failed, only after they have fully failed.',
    { presence: 'explicit', enum: ['TerminatingOrFailed', 'Failed'] }),
  managedBy: field(15, string, 'Controller in charge of the job; the built-in one when unset, and immutable.', { presence: 'explicit' }),
});
export interface JobSpec extends TypeOf<typeof JobSpec> {}
