import { badRequest, StatusError } from '../errors/status.js';
import type { ManagedFieldsEntry } from '../meta/v1/object-meta.js';
import { isObject, type JsonObject } from '../patch/json.js';
import type { Json } from '../schema/types.js';
import { applyConflict, type Conflict } from './conflicts.js';
import { diff } from './diff.js';
import { fieldsOf, InvalidConfiguration } from './extract.js';
import { difference, EMPTY, type FieldSet, isEmpty, union } from './field-set.js';
import { fieldsLastApplied, KUBECTL, updateLastApplied } from './last-applied.js';
import { entriesOf, identity, newOwner, type Owner, ownersOf, withSet } from './managers.js';
import { mergeConfig } from './merge.js';
import { removeAbandoned, withoutNulls } from './prune.js';
import { type ApplyType, rootShape } from './shape.js';
import { type Change, changeOf, contested, yielded } from './take-over.js';
import { comparable, resettable, withoutUnowned } from './unowned.js';
import { zeroOf } from './zero.js';

export interface ApplyRequest {
  readonly type: ApplyType;
  /** The object as it is; absent when the apply creates it. */
  readonly live: object | undefined;
  /** The configuration as the client sent it, without defaults. */
  readonly config: object;
  readonly manager: string;
  /** Whether to take fields that others own with other values. */
  readonly force?: boolean;
  /** Of the request, such as `apps/v1`; the configuration has to name the same. */
  readonly apiVersion: string;
  /** Instead of the object's own. */
  readonly managedFields?: ManagedFieldsEntry[];
  readonly subresource?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What applies through this endpoint cannot own; by default `status` on the main one and `spec` on `/status`. */
  readonly resetFields?: FieldSet;
}

export interface ApplyResult {
  /** The object after the apply, with its managed fields, before defaulting. Shares parts with what was given. */
  readonly object: JsonObject;
  readonly managedFields: ManagedFieldsEntry[];
  /** Whether anything but ownership differs. */
  readonly changed: boolean;
}

/** Whoever wrote an object before its owners were tracked. */
const BEFORE = 'before-first-apply';

function configOf({ config, apiVersion }: ApplyRequest): JsonObject {
  const given = config as JsonObject;
  if (!isObject(given)) throw badRequest('an applied configuration is an object');
  if (given.apiVersion !== apiVersion) {
    throw badRequest(`Incorrect version specified in apply patch. Specified patch version: ${String(given.apiVersion ?? '')}, expected: ${apiVersion}`);
  }
  if (isObject(given.metadata) && given.metadata.managedFields != null) throw badRequest('metadata.managedFields must be nil');
  return given;
}

function setOf(type: ApplyType, config: JsonObject): FieldSet {
  try {
    return fieldsOf(type, config);
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    const { namespace = '', name = '' } = metadataOf(config) as { namespace?: string; name?: string };
    throw new StatusError(500, 'Unknown',
      `failed to create typed patch object (${namespace}/${name}; ${String(config.apiVersion)}, Kind=${String(config.kind)}): ${error.message}`);
  }
}

/** The owners before the apply; everything in an object that nobody owns yet belongs to those before. */
function ownersBefore(request: ApplyRequest, live: JsonObject): { owners: Owner[]; entries: ManagedFieldsEntry[] | undefined } {
  const { type, apiVersion, subresource = '', now } = request;
  const entries = request.managedFields ?? (live.metadata as { managedFields?: ManagedFieldsEntry[] } | undefined)?.managedFields;
  const owners = ownersOf(entries);
  if (!owners) throw new StatusError(500, 'Unknown', 'failed to decode managed fields: every entry needs an operation, an apiVersion and the fieldsType FieldsV1');
  if (owners.length || !request.live) return { owners, entries };
  const found = changeOf(diff(rootShape(type), zeroOf(type), comparable(live)), resettable(type, subresource, request.resetFields));
  const set = withoutUnowned(found.changed);
  const before = withSet(newOwner({ manager: BEFORE, operation: 'Update', apiVersion, subresource }), set, now);
  return { owners: isEmpty(set) ? [] : [before], entries: undefined };
}

/** Throws what has to be reported, unless all of it may be taken. */
function refuseConflicts(request: ApplyRequest, live: JsonObject, others: readonly Owner[], change: Change): void {
  if (request.force) return;
  const conflicts = others.map((owner): Conflict => ({ owner, fields: contested(owner, change) })).filter(({ fields }) => !isEmpty(fields));
  if (!conflicts.length) return;
  const allowed = request.manager === KUBECTL ? fieldsLastApplied(request.type, live, request.apiVersion) : EMPTY;
  const remaining = conflicts.map(({ owner, fields }) => ({ owner, fields: difference(fields, allowed) })).filter(({ fields }) => !isEmpty(fields));
  if (remaining.length) throw applyConflict(remaining);
}

const emptyObject = ({ apiVersion, kind }: JsonObject): JsonObject => ({ ...(apiVersion ? { apiVersion } : {}), ...(kind ? { kind } : {}), metadata: {} });

/**
 * Server-side apply (KEP-555): the object with what the configuration says, without what the manager applied before and no longer does,
 * and who owns what afterwards.
 * @throws StatusError 409 when others own fields with other values, 400 for a wrong version, 500 when the configuration does not fit the schema
 */
export function applyPatch(request: ApplyRequest): ApplyResult {
  const { type, apiVersion, subresource = '', now } = request;
  const shape = rootShape(type);
  const config = configOf(request);
  const filter = resettable(type, subresource, request.resetFields);
  const set = filter(setOf(type, config));
  const live = (request.live ?? emptyObject(config)) as JsonObject;
  const { owners, entries } = ownersBefore(request, live);
  const applier = newOwner({ manager: request.manager, operation: 'Apply', apiVersion, subresource });
  const mine = owners.find(({ entry }) => identity(entry) === identity(applier.entry));
  const others = owners.filter((owner) => owner !== mine);

  const base = comparable(live);
  const merged = mergeConfig(shape, base, config)!;
  const owned = others.reduce((all, owner) => union(all, owner.set), set);
  // Merged again, because what lost its last member may be asked for as empty.
  const pruned = mine ? mergeConfig(shape, removeAbandoned(shape, merged, mine.set, owned), config)! : merged;
  const delta = diff(shape, request.live ? base : zeroOf(type), pruned);
  const change = changeOf(delta, filter);
  refuseConflicts(request, live, others, change);

  const changed = !isEmpty(change.changed) || !isEmpty(change.removed);
  const own = { ...applier, entry: { ...applier.entry, ...(mine?.entry.time ? { time: mine.entry.time } : {}) } };
  const applied = withSet(own, withoutUnowned(set), changed || !mine ? now : undefined);
  const managedFields = entriesOf([...others.map((owner) => yielded(owner, change)), applied], entries);
  const object = changed || !request.live ? withoutNulls(shape, pruned) as JsonObject : base;
  const current = request.manager === KUBECTL ? updateLastApplied(object, config) : object;
  return { object: restored(current, live, config, managedFields), managedFields, changed };
}

const metadataOf = ({ metadata }: JsonObject): JsonObject => (isObject(metadata) ? metadata : {});

/** Puts back the metadata that the comparison left out. A resource version in the configuration is the client's precondition, and stays. */
function restored(object: JsonObject, live: JsonObject, config: JsonObject, managedFields: ManagedFieldsEntry[]): JsonObject {
  const { generation } = metadataOf(live);
  const resourceVersion = metadataOf(config).resourceVersion ?? metadataOf(live).resourceVersion;
  return {
    ...object,
    metadata: {
      ...metadataOf(object), ...(resourceVersion == null ? {} : { resourceVersion }), ...(generation === undefined ? {} : { generation }),
      ...(managedFields.length ? { managedFields: managedFields as unknown as Json } : {}),
    },
  };
}
