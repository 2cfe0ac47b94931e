import { field, int32, kind, kindList, message, microTime, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { EventSource } from '../../core/v1/event.js';
import { ObjectReference } from '../../core/v1/reference.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const EventSeries = message('events.v1.EventSeries', 'Repetition data of an event that keeps happening.', {
  count: field(1, int32, 'How often the event has occurred so far; at least 2.', { required: true, presence: 'always' }),
  lastObservedTime: field(2, microTime, 'When the most recent occurrence was seen.', { required: true }),
});
export interface EventSeries extends TypeOf<typeof EventSeries> {}

export const Event = kind('events.v1.Event', { group: 'events.k8s.io', version: 'v1', kind: 'Event' }, 'Report of something that happened in the cluster, kept for a limited time.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the event.', { presence: 'always' }),
  eventTime: field(2, microTime, 'When the event was first observed, with microsecond precision; required.', { required: true }),
  series: field(3, EventSeries, 'Repetition data when the event belongs to a series; unset for single events.'),
  reportingController: field(4, string, 'Name of the controller that emitted the event, such as kubernetes.io/kubelet.'),
  reportingInstance: field(5, string, 'Identity of the emitting controller instance, at most 128 characters.'),
  action: field(6, string, 'What was done or failed, machine-readable and at most 128 characters.'),
  reason: field(7, string, 'Why the action was taken, machine-readable and at most 128 characters.'),
  regarding: field(8, ObjectReference, 'The object this event is about, often the one handled by the reporter.', { presence: 'always' }),
  related: field(9, ObjectReference, 'Second object involved in a more complex action, if any.'),
  note: field(10, string, 'Readable description of what happened, at most 1 kB.'),
  type: field(11, string, 'Category of the event: Normal or Warning.'),
  deprecatedSource: field(12, EventSource, 'Emitter in the form used by core/v1 events, for backward compatibility.', { presence: 'always' }),
  deprecatedFirstTimestamp: field(13, time, 'First occurrence in the form used by core/v1 events, for backward compatibility.'),
  deprecatedLastTimestamp: field(14, time, 'Latest occurrence in the form used by core/v1 events, for backward compatibility.'),
  deprecatedCount: field(15, int32, 'Occurrence count in the form used by core/v1 events, for backward compatibility.'),
});
export interface Event extends TypeOf<typeof Event> {}

export const EventList = kindList('events.v1.EventList', Event, ListMeta, 'A list of Event objects.');
export interface EventList extends TypeOf<typeof EventList> {}
