import { field, int32, kind, kindList, message, microTime, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from './reference.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const EventSeries = message('core.v1.EventSeries', 'Summary of an event that keeps recurring.', {
  count: field(1, int32, 'Occurrences in the series up to the last heartbeat.'),
  lastObservedTime: field(2, microTime, 'When the latest occurrence was seen, to the microsecond.'),
});
export interface EventSeries extends TypeOf<typeof EventSeries> {}

export const EventSource = message('core.v1.EventSource', 'Component and host from which an event came.', {
  component: field(1, string, 'Component that produced the event.'),
  host: field(2, string, 'Name of the node on which the event was produced.'),
});
export interface EventSource extends TypeOf<typeof EventSource> {}

export const Event = kind('core.v1.Event', { group: '', version: 'v1', kind: 'Event' }, 'Report of something that happened to an object; informative and kept only for a limited time.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the event.', { required: true, presence: 'always' }),
  involvedObject: field(2, ObjectReference, 'Object the event is about.', { required: true, presence: 'always' }),
  reason: field(3, string, 'Short machine-readable code for why the event occurred, in CamelCase.'),
  message: field(4, string, 'Readable account of what happened.'),
  source: field(5, EventSource, 'Component that reported the event and the host it ran on.', { presence: 'always' }),
  firstTimestamp: field(6, time, 'When the event was first recorded.'),
  lastTimestamp: field(7, time, 'When the most recent occurrence was recorded.'),
  count: field(8, int32, 'Number of times the event has occurred.'),
  type: field(9, string, 'Class of the event, Normal or Warning; more may be added.'),
  eventTime: field(10, microTime, 'When the event was first observed, to the microsecond.'),
  series: field(11, EventSeries, 'Data on the repetitions this event stands for; absent for a one-off.'),
  action: field(12, string, 'What was done or what failed, concerning the involved object.'),
  related: field(13, ObjectReference, 'Second object that takes part in more complex actions.'),
  reportingComponent: field(14, string, 'Name of the controller emitting the event, such as kubernetes.io/kubelet.', { presence: 'always' }),
  reportingInstance: field(15, string, 'Identity of the particular controller instance, for example kubelet-xyzf.', { presence: 'always' }),
});
export interface Event extends TypeOf<typeof Event> {}

export const EventList = kindList('core.v1.EventList', Event, ListMeta, 'A list of Event objects.');
export interface EventList extends TypeOf<typeof EventList> {}
