import type { Event as CoreEvent } from '@kubets/api/core/v1/event';
import type { Event } from '@kubets/api/events/v1/event';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { Conversion } from '../storage-view.js';

/** Fields that the two APIs name differently: first as in core/v1, then as in events.k8s.io/v1. */
const RENAMED = [
  ['involvedObject', 'regarding'], ['message', 'note'], ['source', 'deprecatedSource'], ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'], ['count', 'deprecatedCount'], ['reportingComponent', 'reportingController'],
] as const satisfies readonly (readonly [keyof CoreEvent, keyof Event])[];

/** Events of `events.k8s.io/v1` are those of `core/v1` under other names. */
export const eventConversion: Conversion = {
  from: (stored) => renamed(stored, RENAMED),
  to: (served) => renamed(served, RENAMED.map(([core, event]) => [event, core] as const)),
};

function renamed(object: KubeObject, names: readonly (readonly [string, string])[]): KubeObject {
  const to = new Map<string, string>(names);
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [to.get(name) ?? name, value])) as unknown as KubeObject;
}
