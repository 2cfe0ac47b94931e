import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Event as NewEvent } from '../../events/v1/event.js';
import type { Event } from './event.js';
import type { Namespace } from './namespace.js';
import type { Node } from './node.js';
import type { Pod } from './pod.js';
import type { ObjectReference } from './reference.js';
import type { Secret } from './secret.js';
import type { Service } from './service.js';

/** What field selectors can ask for besides name and namespace; every field is read as text, and an unset one as empty. */
type Fields<T> = Readonly<Record<string, (object: Draft<T>) => string>>;

export const podFields: Fields<Pod> = {
  'spec.nodeName': ({ spec }) => spec?.nodeName ?? '',
  'spec.restartPolicy': ({ spec }) => spec?.restartPolicy ?? '',
  'spec.schedulerName': ({ spec }) => spec?.schedulerName ?? '',
  'spec.serviceAccountName': ({ spec }) => spec?.serviceAccountName ?? '',
  'spec.hostNetwork': ({ spec }) => String(spec?.hostNetwork ?? false),
  'status.phase': ({ status }) => status?.phase ?? '',
  'status.podIP': ({ status }) => status?.podIPs?.[0]?.ip ?? status?.podIP ?? '',
  'status.podIPs': ({ status }) => (status?.podIPs ?? []).map(({ ip }) => ip ?? '').join(','),
  'status.nominatedNodeName': ({ status }) => status?.nominatedNodeName ?? '',
};

const REFERENCE = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'] as const;
const reference = <T>(path: string, of: (object: Draft<T>) => Draft<ObjectReference> | undefined): Fields<T> =>
  Object.fromEntries(REFERENCE.map((name) => [`${path}.${name}`, (object: Draft<T>) => of(object)?.[name] ?? '']));

export const eventFields: Fields<Event> = {
  ...reference<Event>('involvedObject', ({ involvedObject }) => involvedObject),
  reason: ({ reason }) => reason ?? '',
  reportingComponent: ({ reportingComponent }) => reportingComponent ?? '',
  source: ({ source, reportingComponent }) => source?.component || reportingComponent || '',
  type: ({ type }) => type ?? '',
};

export const newEventFields: Fields<NewEvent> = {
  ...reference<NewEvent>('regarding', ({ regarding }) => regarding),
  reason: ({ reason }) => reason ?? '',
  reportingController: ({ reportingController }) => reportingController ?? '',
  type: ({ type }) => type ?? '',
};

export const secretFields: Fields<Secret> = { type: ({ type }) => type ?? '' };
export const nodeFields: Fields<Node> = { 'spec.unschedulable': ({ spec }) => String(spec?.unschedulable ?? false) };
export const namespaceFields: Fields<Namespace> = { 'status.phase': ({ status }) => status?.phase ?? '' };
export const serviceFields: Fields<Service> = { 'spec.clusterIP': ({ spec }) => spec?.clusterIP ?? '', 'spec.type': ({ spec }) => spec?.type ?? '' };

type Replicated = { status?: { replicas?: number } };
/** Of everything that keeps a number of pods. */
export const replicaFields: Readonly<Record<string, (object: Replicated) => string>> = { 'status.replicas': ({ status }) => String(status?.replicas ?? 0) };
