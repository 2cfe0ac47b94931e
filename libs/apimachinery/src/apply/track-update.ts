import type { ManagedFieldsEntry } from '../meta/v1/object-meta.js';
import type { JsonObject } from '../patch/json.js';
import type { Json } from '../schema/types.js';
import { diff } from './diff.js';
import { type FieldSet, isEmpty, union } from './field-set.js';
import { capped, entriesOf, type Identity, identity, newOwner, type Owner, ownersOf, withSet } from './managers.js';
import { type ApplyType, rootShape } from './shape.js';
import { changeOf, yielded } from './take-over.js';
import { comparable, resettable, withoutUnowned } from './unowned.js';
import { zeroOf } from './zero.js';

/** Any API object; only its metadata is looked at by name. */
export interface OwnedObject { readonly metadata?: { readonly uid?: string; readonly managedFields?: ManagedFieldsEntry[] } }

export interface UpdateRequest {
  readonly type: ApplyType;
  /** The object before the write; absent for a new one. */
  readonly live: OwnedObject | undefined;
  readonly updated: OwnedObject;
  /** The client's name: `fieldManager`, or the program of its User-Agent. */
  readonly manager: string;
  /** Of the request, such as `apps/v1`. */
  readonly apiVersion: string;
  readonly subresource?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly operation?: 'Update';
  /** What writes through this endpoint cannot own; by default `status` on the main one and `spec` on `/status`. */
  readonly resetFields?: FieldSet;
}

/** An empty list, or a list of one empty entry, asks to forget all owners. */
const isReset = (entries: readonly ManagedFieldsEntry[] | undefined): boolean =>
  entries !== undefined && (entries.length === 0 || (entries.length === 1 && Object.keys(entries[0]!).length === 0));

interface Base { readonly entries: ManagedFieldsEntry[] | undefined; readonly owners: Owner[] }

/** The owners before the write: those that the caller sent along, else those of the object. Malformed ones count as none. */
function baseOf({ live, updated, subresource }: UpdateRequest): Base {
  const [stored, sent] = [live?.metadata?.managedFields, updated.metadata?.managedFields];
  const base = (entries: ManagedFieldsEntry[] | undefined): Base => {
    const owners = ownersOf(entries);
    return owners ? { entries, owners } : { entries: undefined, owners: [] };
  };
  if (subresource || !sent || sent === stored) return base(stored);
  if (isReset(sent)) return { entries: undefined, owners: [] };
  const given = base(sent);
  return given.owners.length ? given : base(stored);
}

/**
 * Who owns which fields after a create, update or patch: what changed belongs to the writer, what is gone to nobody (KEP-555).
 * An object that has no owners stays without them until somebody applies to it.
 * Costs what differs, not what the object holds; when nothing differs, the given array is returned.
 */
export function trackUpdate(request: UpdateRequest): ManagedFieldsEntry[] {
  const { type, live, updated, now, subresource = '' } = request;
  const { entries, owners } = baseOf(request);
  if (owners.length === 0 && live?.metadata?.uid) return entries ?? [];
  const before = live ? comparable(live as JsonObject) : zeroOf(type);
  const delta = diff(rootShape(type), before as Json, comparable(updated as JsonObject));
  if (!delta) return entries ?? [];
  const change = changeOf(delta, resettable(type, subresource, request.resetFields));
  const after = owners.map((owner) => yielded(owner, change));
  const taken = withoutUnowned(change.changed);
  const next = isEmpty(taken) ? after : capped(withWriter(after, owners, taken, { manager: request.manager, operation: 'Update', apiVersion: request.apiVersion, subresource }, now));
  return entriesOf(next, entries);
}

/** Gives the writer what it took; its set stays the same object if it had all of it before. */
function withWriter(after: readonly Owner[], before: readonly Owner[], taken: FieldSet, writer: Identity, now: number): Owner[] {
  const fresh = newOwner(writer);
  const at = after.findIndex(({ entry }) => identity(entry) === identity(fresh.entry));
  if (at < 0) return [...after, withSet(fresh, taken, now)];
  const had = before[at]!;
  const set = union(after[at]!.set, taken);
  return after.with(at, withSet(had, sameAs(had.set, set) ? had.set : set, now));
}

/** Whether two sets are equal; both are usually nearly the same objects. */
function sameAs(a: FieldSet, b: FieldSet): boolean {
  if (a === b) return true;
  let count = 0;
  for (const element in a) {
    const other = b[element];
    if (!other || !sameAs(a[element]!, other)) return false;
    count += 1;
  }
  for (const _ in b) count -= 1;
  return count === 0;
}
