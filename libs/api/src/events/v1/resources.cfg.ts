import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { Event, EventList } from './event.js';

export const events = resource<Event>({
  group: 'events.k8s.io', version: 'v1', resource: 'events', singular: 'event', kind: Event, list: EventList, namespaced: true,
  verbs: STANDARD_VERBS, shortNames: ['ev'],
});
