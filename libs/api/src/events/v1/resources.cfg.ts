import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { Event, EventList } from './event.js';
import { newEventColumns } from '../../core/v1/event.columns.js';
import { validateNewEvent, validateNewEventUpdate } from '../../core/v1/event.validation.js';
import { newEventFields } from '../../core/v1/field-selectors.js';

export const events = resource<Event>({
  group: 'events.k8s.io', version: 'v1', resource: 'events', singular: 'event', kind: Event, list: EventList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ev'],
  rules: { validate: validateNewEvent, validateUpdate: validateNewEventUpdate, columns: newEventColumns, fieldSelectors: newEventFields },
});
