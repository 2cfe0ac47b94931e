import { type FieldError, child, forbidden, invalid, notSupported, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { validatePodTemplate } from '../../core/v1/pod-spec.validation.js';
import { equal } from '../../validation/equal.js';
import { IMMUTABLE, each, immutable, nonNegative, oneOf, optionalOneOf } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import type { JobSpec } from './job-template.js';
import type { Job } from './job.js';

const MAX_INDEXED_COMPLETIONS_PARALLELISM = 100_000;
const MAX_RULES = 20;
const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const;

/** What holds for jobs and for their templates in CronJobs. */
export function validateJobSpec(spec: Draft<JobSpec>, path: string): FieldError[] {
  const { template = {}, completionMode, completions, parallelism = 1, podFailurePolicy, successPolicy } = spec;
  const indexed = completionMode === 'Indexed';
  const restart = template.spec?.restartPolicy;
  const errors = COUNTS.flatMap((name) => nonNegative(child(path, name), spec[name]));
  errors.push(...optionalOneOf(child(path, 'completionMode'), completionMode, ['Indexed', 'NonIndexed']));
  if (indexed && completions === undefined) errors.push(required(child(path, 'completions'), `when completion mode is ${completionMode}`));
  if (indexed && parallelism > MAX_INDEXED_COMPLETIONS_PARALLELISM) {
    errors.push(invalid(child(path, 'parallelism'), parallelism, `must be less than or equal to ${MAX_INDEXED_COMPLETIONS_PARALLELISM} when completion mode is Indexed`));
  }
  if (!indexed && spec.backoffLimitPerIndex !== undefined) errors.push(invalid(child(path, 'backoffLimitPerIndex'), spec.backoffLimitPerIndex, 'requires indexed completion mode'));
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) errors.push(required(child(path, 'backoffLimitPerIndex'), 'when maxFailedIndexes is specified'));
  if (spec.maxFailedIndexes !== undefined && spec.maxFailedIndexes > (completions ?? 0)) errors.push(invalid(child(path, 'maxFailedIndexes'), spec.maxFailedIndexes, 'must be less than or equal to completions'));
  errors.push(...optionalOneOf(child(path, 'podReplacementPolicy'), spec.podReplacementPolicy, podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed']));
  if (podFailurePolicy) errors.push(...validateFailurePolicy(spec, child(path, 'podFailurePolicy'), restart));
  if (successPolicy) {
    if (!indexed) errors.push(invalid(child(path, 'successPolicy'), successPolicy, 'requires indexed completion mode'));
    if (!successPolicy.rules?.length) errors.push(required(child(child(path, 'successPolicy'), 'rules'), 'at least one rules must be specified when the successPolicy is specified'));
  }
  errors.push(...validatePodTemplate(template, child(path, 'template')));
  const at = child(child(child(path, 'template'), 'spec'), 'restartPolicy');
  // A pod that is always started again would never end the job.
  if (restart !== 'OnFailure' && restart !== 'Never') {
    errors.push(restart && restart !== 'Always' ? notSupported(at, restart, ['Never', 'OnFailure']) : required(at, `valid values: "OnFailure", "Never"`));
  }
  return errors;
}

function validateFailurePolicy(spec: Draft<JobSpec>, path: string, restart: string | undefined): FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const names = new Set([...spec.template?.spec?.containers ?? [], ...spec.template?.spec?.initContainers ?? []].map(({ name }) => name));
  const errors: FieldError[] = restart === 'Never' ? [] : [invalid(path, spec.podFailurePolicy, `only "Never" restart policy supported, got "${restart}"`)];
  if (rules.length > MAX_RULES) errors.push({ type: 'FieldValueTooMany', field: child(path, 'rules'), message: `Too many: ${rules.length}: must have at most ${MAX_RULES} items` });
  return [...errors, ...each(rules, child(path, 'rules'), ({ action, onExitCodes, onPodConditions }, at) => {
    const found = oneOf(child(at, 'action'), action, ['Count', 'FailIndex', 'FailJob', 'Ignore']);
    if (onExitCodes && onPodConditions?.length) found.push(invalid(at, '', 'specifying both OnExitCodes and OnPodConditions is not supported'));
    if (!onExitCodes && !onPodConditions?.length) found.push(invalid(at, '', 'specifying one of OnExitCodes and OnPodConditions is required'));
    if (onExitCodes) {
      const place = child(at, 'onExitCodes');
      const { operator, values = [], containerName } = onExitCodes;
      found.push(...oneOf(child(place, 'operator'), operator, ['In', 'NotIn']));
      if (containerName !== undefined && !names.has(containerName)) found.push(invalid(child(place, 'containerName'), containerName, 'must be one of the container or initContainer names in the pod template'));
      if (values.length === 0) found.push(invalid(child(place, 'values'), values, 'at least one value is required'));
      if (operator === 'In' && values.includes(0)) found.push(invalid(child(place, 'values'), 0, 'must not be 0 for the In operator'));
    }
    return found;
  })];
}

export function validateJob(job: Draft<Job>): FieldError[] {
  const spec = job.spec ?? {};
  const errors = validateJobSpec(spec, 'spec');
  if (!spec.selector) errors.push(required('spec.selector'));
  else errors.push(...checkSelector(spec.selector, 'spec.selector'));
  const labels = spec.template?.metadata?.labels ?? {};
  const wanted = Object.entries(spec.selector?.matchLabels ?? {});
  if (!wanted.every(([key, value]) => labels[key] === value)) errors.push(invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'));
  return errors;
}

/** While a job is suspended and has not started, its pods may still be given other resources and places. */
export function validateJobUpdate(job: Draft<Job>, old: Draft<Job>): FieldError[] {
  const [spec, before] = [job.spec ?? {}, old.spec ?? {}];
  const fixed = ['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'] as const;
  const errors = [...validateJobSpec(spec, 'spec'), ...fixed.flatMap((name) => immutable(`spec.${name}`, spec[name], before[name]))];
  const movable = before.suspend === true && !old.status?.startTime;
  if (!equal(movable ? withPlacement(spec.template, before.template) : spec.template, before.template)) errors.push(invalid('spec.template', spec.template, IMMUTABLE));
  const elastic = before.completionMode === 'Indexed' && spec.completions === spec.parallelism;
  if (spec.completions !== before.completions && !elastic) errors.push(invalid('spec.completions', spec.completions, before.completionMode === 'Indexed' ? `can only be modified in tandem with spec.parallelism` : IMMUTABLE));
  return errors;
}

type Template = Draft<JobSpec>['template'];
function withPlacement(now: Template, before: Template): Template {
  const { nodeSelector, tolerations, affinity, schedulingGates } = before?.spec ?? {};
  return { ...now, metadata: { ...now?.metadata, labels: before?.metadata?.labels, annotations: before?.metadata?.annotations }, spec: { ...now?.spec, nodeSelector, tolerations, affinity, schedulingGates } };
}

export function validateJobStatus(job: Draft<Job>, old: Draft<Job>): FieldError[] {
  const { status = {} } = job;
  const counts = ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const;
  const errors = counts.flatMap((name) => nonNegative(`status.${name}`, status[name]));
  for (const type of ['Complete', 'Failed'] as const) {
    const held = (of: typeof status): boolean => of.conditions?.find((condition) => condition.type === type)?.status === 'True';
    if (held(old.status ?? {}) && !held(status)) errors.push(forbidden('status.conditions', `the ${type} condition of a finished job may not be withdrawn`));
  }
  return errors;
}
