import { type FieldError, child, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { nonNegative, oneOf } from '../../validation/fields.js';
import type { CronJob } from './cron-job.js';
import { validateJobSpec } from './job.validation.js';

/** Jobs are named after the CronJob and the minute of their start, which takes 11 characters. */
const MAX_NAME = 52;
const MACROS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

interface Slot { readonly name: string; readonly least: number; readonly most: number; readonly words?: readonly string[]; readonly first?: number }
const SLOTS: readonly Slot[] = [
  { name: 'minute', least: 0, most: 59 }, { name: 'hour', least: 0, most: 23 }, { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: MONTHS, first: 1 }, { name: 'day of week', least: 0, most: 6, words: DAYS, first: 0 },
];

function number(text: string, { words, first = 0 }: Slot): number {
  const at = words?.indexOf(text.toLowerCase()) ?? -1;
  if (at >= 0) return at + first;
  return /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

function slotError(text: string, slot: Slot): string | undefined {
  for (const part of text.split(',')) {
    const [range = '', step, ...rest] = part.split('/');
    const [from = '', to, ...more] = range.split('-');
    const wrong = `the ${slot.name} ${JSON.stringify(part)} is not a value, range or step from ${slot.least} to ${slot.most}`;
    if (rest.length || more.length || (step !== undefined && !(Number(step) >= 1 && /^[0-9]+$/.test(step)))) return wrong;
    if (range === '*' || range === '?') continue;
    const [low, high] = [number(from, slot), to === undefined ? number(from, slot) : number(to, slot)];
    if (!(low >= slot.least && high <= slot.most && low <= high)) return wrong;
  }
  return undefined;
}

/** What is wrong with a cron expression; `undefined` if nothing. */
export function scheduleError(schedule: string): string | undefined {
  if (schedule.startsWith('@every ')) return /^@every ([0-9.]+(ns|us|µs|ms|s|m|h))+$/.test(schedule) ? undefined : `failed to parse duration ${schedule}`;
  if (schedule.startsWith('@')) return MACROS.has(schedule) ? undefined : `unrecognized descriptor: ${schedule}`;
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== SLOTS.length) return `expected exactly 5 fields, found ${schedule.trim() ? fields.length : 0}: [${schedule}]`;
  for (const [at, slot] of SLOTS.entries()) {
    const error = slotError(fields[at] ?? '', slot);
    if (error) return error;
  }
  return undefined;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function validateTimeZone(zone: string | undefined, path: string): FieldError[] {
  if (zone === undefined) return [];
  if (zone === '') return [invalid(path, zone, 'timeZone must be nil or non-empty string')];
  if (zone.toLowerCase() === 'local') return [invalid(path, zone, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')];
  return isTimeZone(zone) ? [] : [invalid(path, zone, `unknown time zone ${zone}`)];
}

function validateSpec(cron: Draft<CronJob>): FieldError[] {
  const { spec = {} } = cron;
  const { schedule = '', timeZone } = spec;
  const errors: FieldError[] = [];
  if (!schedule) errors.push(required('spec.schedule'));
  else {
    const error = scheduleError(schedule.replace(/^(CRON_)?TZ=\S+\s+/, ''));
    if (error) errors.push(invalid('spec.schedule', schedule, error));
    if (/TZ/.test(schedule)) errors.push(invalid('spec.schedule', schedule, timeZone === undefined ? 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead' : 'cannot use both timeZone field and TZ or CRON_TZ in schedule'));
  }
  if (spec.jobTemplate?.spec?.manualSelector) errors.push(invalid('spec.jobTemplate.spec.manualSelector', true, 'must be unset or false, as jobs of a CronJob get their own selectors'));
  if (spec.jobTemplate?.spec?.selector) errors.push(invalid('spec.jobTemplate.spec.selector', spec.jobTemplate.spec.selector, '`selector` will be auto-generated'));
  return [
    ...errors,
    ...validateTimeZone(timeZone, 'spec.timeZone'),
    ...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
    ...oneOf('spec.concurrencyPolicy', spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...nonNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
    ...nonNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
    ...validateJobSpec(spec.jobTemplate?.spec ?? {}, child('spec.jobTemplate', 'spec')),
  ];
}

export function validateCronJob(cron: Draft<CronJob>): FieldError[] {
  const errors = validateSpec(cron);
  const name = cron.metadata?.name ?? '';
  if (name.length > MAX_NAME) errors.push(invalid('metadata.name', name, `must be no more than ${MAX_NAME} characters`));
  return errors;
}

/** The name is no longer looked at: CronJobs older than the rule have to stay editable. */
export const validateCronJobUpdate = (cron: Draft<CronJob>): FieldError[] => validateSpec(cron);
