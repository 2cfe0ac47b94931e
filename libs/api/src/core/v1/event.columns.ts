import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Event as NewEvent } from '../../events/v1/event.js';
import { age } from '../../table/cells.js';
import { WIDE, column } from '../../table/column.js';
import type { Event } from './event.js';
import type { ObjectReference } from './reference.js';

/** The two versions of an event differ in names only; a row is made of either. */
interface Row {
  readonly name: string; readonly type: string; readonly reason: string; readonly message: string;
  readonly about: Draft<ObjectReference>;
  readonly source: string; readonly first?: string; readonly last?: string; readonly count: number;
}

const target = ({ kind = '', name }: Draft<ObjectReference>): string => (name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase());
const joined = (component: string | undefined, instance: string | undefined): string => [component ?? '', ...(instance ? [instance] : [])].join(', ');

function coreRow(event: Draft<Event>): Row {
  const first = event.firstTimestamp ?? event.eventTime;
  return {
    name: event.metadata?.name ?? '', type: event.type ?? '', reason: event.reason ?? '', message: event.message ?? '', about: event.involvedObject ?? {},
    source: joined(event.source?.component || event.reportingComponent, event.source?.host || event.reportingInstance),
    first, last: event.series?.lastObservedTime ?? event.lastTimestamp ?? first, count: (event.series ? event.series.count : event.count) || 1,
  };
}

function newRow(event: Draft<NewEvent>): Row {
  const first = event.deprecatedFirstTimestamp ?? event.eventTime;
  return {
    name: event.metadata?.name ?? '', type: event.type ?? '', reason: event.reason ?? '', message: event.note ?? '', about: event.regarding ?? {},
    source: joined(event.deprecatedSource?.component || event.reportingController, event.deprecatedSource?.host || event.reportingInstance),
    first, last: event.series?.lastObservedTime ?? event.deprecatedLastTimestamp ?? first, count: (event.series ? event.series.count : event.deprecatedCount) || 1,
  };
}

const columns = <T>(row: (event: Draft<T>) => Row): readonly Column<T>[] => [
  column('Last Seen', 'string', 'Time since the event occurred last.', (event, now) => age(row(event).last, now)),
  column('Type', 'string', 'Class of the event, Normal or Warning.', (event) => row(event).type),
  column('Reason', 'string', 'Short code for why the event occurred.', (event) => row(event).reason),
  column('Object', 'string', 'Object that the event is about.', (event) => target(row(event).about)),
  column('Subobject', 'string', 'Part of the object that the event is about.', (event) => row(event).about.fieldPath ?? '', WIDE),
  column('Source', 'string', 'Component and host that reported the event.', (event) => row(event).source, WIDE),
  column('Message', 'string', 'What happened.', (event) => row(event).message.trim()),
  column('First Seen', 'string', 'Time since the event occurred first.', (event, now) => age(row(event).first, now), WIDE),
  column('Count', 'string', 'How often the event occurred.', (event) => row(event).count, WIDE),
  column('Name', 'string', 'Name of the event.', (event) => row(event).name, WIDE, 'name'),
];

export const eventColumns = columns<Event>(coreRow);
export const newEventColumns = columns<NewEvent>(newRow);
