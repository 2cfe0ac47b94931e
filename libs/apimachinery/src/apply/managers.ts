import type { ManagedFieldsEntry } from '../meta/v1/object-meta.js';
import { formatTime, parseTime } from '../time/format.js';
import { EMPTY, type FieldSet, isEmpty, parseFieldSet, union } from './field-set.js';

/** An entry of `metadata.managedFields` with its set. */
export interface Owner {
  readonly entry: ManagedFieldsEntry;
  readonly set: FieldSet;
}

const known = new WeakMap<object, FieldSet>();

/** Sets that this library wrote are used as they are; those of clients are read once per object. */
function setOf(fields: ManagedFieldsEntry['fieldsV1']): FieldSet {
  if (!fields) return EMPTY;
  let set = known.get(fields);
  if (!set) known.set(fields, set = parseFieldSet(fields));
  return set;
}

/** One manager has one entry per way of writing; applied entries move between versions. */
export const identity = ({ manager = '', operation, apiVersion, subresource = '' }: ManagedFieldsEntry): string =>
  JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);

const isSound = (entry: ManagedFieldsEntry): boolean =>
  (entry.operation === 'Apply' || entry.operation === 'Update') && !!entry.apiVersion && entry.fieldsType === 'FieldsV1';

/** The owners that entries name; `undefined` when an entry is malformed, as only a client can make it. Of equal owners the last counts. */
export function ownersOf(entries: readonly ManagedFieldsEntry[] | undefined): Owner[] | undefined {
  if (!entries?.every(isSound)) return entries ? undefined : [];
  const owners = new Map(entries.map((entry) => [identity(entry), { entry, set: setOf(entry.fieldsV1) }]));
  return [...owners.values()];
}

/** The same owner with another set, and the same object if it is the same set. @param now milliseconds, if the owner wrote something */
export function withSet(owner: Owner, set: FieldSet, now?: number): Owner {
  const time = now === undefined ? owner.entry.time : formatTime(now);
  if (set === owner.set && time === owner.entry.time) return owner;
  const { time: _, ...entry } = owner.entry;
  return { entry: { ...entry, ...(time ? { time } : {}), fieldsV1: set }, set };
}

export interface Identity { readonly manager: string; readonly operation: 'Apply' | 'Update'; readonly apiVersion: string; readonly subresource: string }

/** An owner without anything yet. */
export function newOwner({ manager, operation, apiVersion, subresource }: Identity): Owner {
  const entry = { manager: manager || 'unknown', operation, apiVersion, fieldsType: 'FieldsV1', ...(subresource ? { subresource } : {}) };
  return { entry, set: EMPTY };
}

const secondsOf = ({ time }: ManagedFieldsEntry): number => (time ? Math.floor(parseTime(time) / 1000) || 0 : 0);
const order = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** The published order: applied entries first, then older ones first. */
const byAge = (a: Owner, b: Owner): number => order(a.entry.operation, b.entry.operation)
  || (a.entry.time === b.entry.time ? 0 : secondsOf(a.entry) - secondsOf(b.entry)) || order(a.entry.manager, b.entry.manager) || order(a.entry.apiVersion, b.entry.apiVersion) || order(a.entry.subresource, b.entry.subresource);

/** The entries of owners that own anything. An array that would be the same as the given one is the given one. */
export function entriesOf(owners: readonly Owner[], before: readonly ManagedFieldsEntry[] | undefined): ManagedFieldsEntry[] {
  const entries = owners.filter(({ set }) => !isEmpty(set)).sort(byAge).map(({ entry, set }) => {
    known.set(set, set);
    return entry.fieldsV1 === set ? entry : { ...entry, fieldsV1: set as NonNullable<ManagedFieldsEntry['fieldsV1']> };
  });
  return before && before.length === entries.length && entries.every((entry, at) => entry === before[at]) ? before as ManagedFieldsEntry[] : entries;
}

/** More updating managers than this are folded, so that objects which many write do not grow without end. */
export const MAX_UPDATERS = 10;
const ANCIENT = 'ancient-changes';

/** Folds the oldest updating managers of each version into one. */
export function capped(owners: Owner[]): Owner[] {
  const updaters = owners.filter(({ entry }) => entry.operation === 'Update');
  let excess = updaters.length - MAX_UPDATERS;
  if (excess <= 0) return owners;
  updaters.sort((a, b) => secondsOf(a.entry) - secondsOf(b.entry) || order(identity(a.entry), identity(b.entry)));
  const result = new Set(owners);
  const buckets = new Map<string, Owner>();
  for (const updater of updaters) {
    if (excess <= 0) break;
    const version = updater.entry.apiVersion ?? '';
    const bucket = buckets.get(version);
    if (!bucket) { buckets.set(version, updater); continue; }
    const base = newOwner({ manager: ANCIENT, operation: 'Update', apiVersion: version, subresource: '' });
    const existing = [...result].find((owner) => identity(owner.entry) === identity(base.entry) && owner !== bucket && owner !== updater);
    const set = [bucket, existing, updater].reduce((all, each) => (each ? union(all, each.set) : all), EMPTY);
    const folded = withSet({ ...base, entry: { ...base.entry, ...(updater.entry.time ? { time: updater.entry.time } : {}) } }, set);
    for (const gone of [bucket, existing, updater]) if (gone) result.delete(gone);
    result.add(folded);
    buckets.set(version, folded);
    excess -= existing ? 2 : 1;
  }
  return [...result];
}
