import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label, qualifiedName } from '@kubets/apimachinery/validation/names';
import type { Event as NewEvent } from '../../events/v1/event.js';
import { immutable, invalidAll, oneOf, requiredText } from '../../validation/fields.js';
import type { Event } from './event.js';

const MAX_SHORT = 128;
const MAX_NOTE = 1024;

/** Events about cluster-scoped objects live in `default`; all others next to the object. */
function validateNamespace(namespace: string | undefined, about: string | undefined, path: string): FieldError[] {
  if (!about) return namespace === 'default' || namespace === 'kube-system' || !namespace ? [] : [invalid(path, about ?? '', 'does not match event.namespace')];
  return namespace === about ? [] : [invalid(path, about, 'does not match event.namespace')];
}

export function validateEvent({ metadata, involvedObject, eventTime, reportingComponent, reportingInstance, action, reason }: Draft<Event>): FieldError[] {
  const errors = validateNamespace(metadata?.namespace, involvedObject?.namespace, 'involvedObject.namespace');
  if (metadata?.namespace) errors.push(...invalidAll('namespace', metadata.namespace, dns1123Label(metadata.namespace)));
  if (!eventTime) return errors;
  return [...errors, ...validateNew({ reportingController: reportingComponent, reportingInstance, action, reason }, 'reportingController')];
}

type Fields = Pick<Draft<NewEvent>, 'reportingController' | 'reportingInstance' | 'action' | 'reason'>;

/** Events that have a time of their own follow the rules of the newer API in either version. */
function validateNew(event: Fields, controllerPath: string): FieldError[] {
  const errors = requiredText(controllerPath, event.reportingController, qualifiedName);
  for (const name of ['reportingInstance', 'action', 'reason'] as const) {
    const value = event[name] ?? '';
    if (!value) errors.push(required(name));
    if (value.length > MAX_SHORT) errors.push(invalid(name, '', `can have at most ${MAX_SHORT} characters`));
  }
  return errors;
}

export function validateNewEvent(event: Draft<NewEvent>): FieldError[] {
  const errors = validateNamespace(event.metadata?.namespace, event.regarding?.namespace, 'involvedObject.namespace');
  if (!event.eventTime) errors.push(required('eventTime'));
  errors.push(...validateNew(event, 'reportingController'), ...oneOf('type', event.type, ['Normal', 'Warning']));
  if ((event.note ?? '').length > MAX_NOTE) errors.push(invalid('message', '', `can have at most ${MAX_NOTE} characters`));
  for (const name of ['deprecatedFirstTimestamp', 'deprecatedLastTimestamp'] as const) {
    if (event[name]) errors.push(invalid(name.replace('deprecatedF', 'f').replace('deprecatedL', 'l'), event[name], 'needs to be unset'));
  }
  if (event.deprecatedCount) errors.push(invalid('count', event.deprecatedCount, 'needs to be unset'));
  if (event.series && (event.series.count ?? 0) < 2) errors.push(invalid('series.count', event.series.count ?? 0, 'should be at least 2'));
  if (event.series && !event.series.lastObservedTime) errors.push(required('series.lastObservedTime'));
  return errors;
}

/** What was reported stays; only its repetitions are counted on. */
export const validateNewEventUpdate = (event: Draft<NewEvent>, old: Draft<NewEvent>): FieldError[] =>
  (['regarding', 'reason', 'reportingController', 'reportingInstance', 'action', 'note', 'type', 'related', 'eventTime'] as const)
    .flatMap((name) => immutable(name === 'regarding' ? 'involvedObject' : name === 'note' ? 'message' : name, event[name], old[name]));
