/**
 * Strategic merge patch: `application/strategic-merge-patch+json`. Like a merge patch, but lists whose fields say so are merged by key,
 * and directives inside the patch ask for more (API concept "Strategic merge patch"; design "preserve order in strategic merge patch").
 */
import { badRequest, StatusError } from '../errors/status.js';
import { resolve } from '../schema/build.js';
import type { Field, Json, MessageType, Type } from '../schema/types.js';
import { isObject, type JsonObject, own, put } from './json.js';
import { failed, mergeList, mergeOrdered, type ListRules } from './strategic-lists.js';

const PATCH = '$patch';
const RETAIN_KEYS = '$retainKeys';
const ORDER = '$setElementOrder/';
const DELETE = '$deleteFromPrimitiveList/';

const isDirective = (key: string): boolean => key === PATCH || key === RETAIN_KEYS || key.startsWith(ORDER) || key.startsWith(DELETE);

/** What the schema says about the value under one key. */
interface Member { readonly type: Type | undefined; readonly field: Field | undefined }

function memberOf(type: Type | undefined, key: string): Member {
  const of = type && resolve(type);
  if (of?.form === 'map') return { type: of.of, field: undefined };
  if (of?.form !== 'message' || !Object.hasOwn(of.fields, key)) return { type: undefined, field: undefined };
  const field = of.fields[key]!;
  return { type: field.type, field };
}

const elementOf = (type: Type | undefined): Type | undefined => {
  const of = type && resolve(type);
  return of?.form === 'list' ? of.of : undefined;
};

/** `merge` or `replace`, without the part that concerns the keys to retain. */
const merges = ({ field }: Member): boolean => field?.options.patch === 'merge' || field?.options.patch === 'merge,retainKeys';

const listRules = (member: Member): ListRules => ({
  merges: merges(member), mergeKey: member.field?.options.mergeKey, merge: (original, patch) => mergeObject(elementOf(member.type), original, patch), fresh,
});

/** A value that has nothing to be merged with: directives and nulls, which only speak about what is there, fall away. */
function fresh(value: Json): Json | undefined {
  if (Array.isArray(value)) return value.flatMap((each) => fresh(each) ?? []);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, PATCH)) return undefined;
  const result: JsonObject = {};
  for (const key of Object.keys(value)) {
    const kept = isDirective(key) || value[key] === null ? undefined : fresh(value[key]!);
    if (kept !== undefined) put(result, key, kept);
  }
  return result;
}

function replaced(patch: JsonObject): JsonObject {
  const directive = patch[PATCH];
  if (directive === 'delete') return {};
  if (directive !== 'replace') throw failed(`unknown patch type: ${String(directive)} in map: ${JSON.stringify(patch)}`);
  const { [PATCH]: _, ...rest } = patch;
  return rest;
}

/** `$retainKeys` names all keys that may stay; the patch may set no other. */
function retained(original: JsonObject, patch: JsonObject): JsonObject {
  const keys = own(patch, RETAIN_KEYS);
  if (keys === undefined) return { ...original };
  if (!Array.isArray(keys)) throw badRequest('invalid patch format of retainKeys');
  const names = new Set(keys);
  for (const key of Object.keys(patch)) if (patch[key] !== null && !isDirective(key) && !names.has(key)) throw badRequest('invalid patch format of retainKeys');
  const result: JsonObject = {};
  for (const key of Object.keys(original)) if (names.has(key)) put(result, key, original[key]!);
  return result;
}

function listUnder(of: JsonObject, key: string): Json[] | undefined {
  const value = own(of, key) ?? undefined;
  if (value !== undefined && !Array.isArray(value)) throw failed(`expected a list under ${JSON.stringify(key)}, but received ${JSON.stringify(value)}`);
  return value;
}

/** Merges the lists that come with an order; returns the keys that are settled by it. */
function mergeOrderedLists(type: Type | undefined, result: JsonObject, patch: JsonObject): Set<string> {
  const settled = new Set<string>();
  for (const directive of Object.keys(patch)) {
    if (!directive.startsWith(ORDER)) continue;
    const key = directive.slice(ORDER.length);
    const order = patch[directive];
    if (!Array.isArray(order)) throw badRequest('invalid patch format of setElementOrder list');
    const merged = mergeOrdered(listRules(memberOf(type, key)), listUnder(result, key), listUnder(patch, key), order);
    if (merged) put(result, key, merged);
    settled.add(key);
  }
  return settled;
}

function deleteFromList(result: JsonObject, key: string, items: Json): void {
  if (items === null) { delete result[key]; return; }
  if (!Array.isArray(items)) throw badRequest('invalid patch format of primitive list');
  const list = own(result, key);
  if (Array.isArray(list)) put(result, key, list.filter((each) => !items.includes(each)));
}

/** The new value under a key that both sides have; `undefined` removes it. */
function mergeValue(member: Member, original: Json, patch: Json): Json | undefined {
  if (isObject(original) && isObject(patch)) return member.field?.options.patch === 'replace' ? patch : mergeObject(member.type, original, patch);
  if (Array.isArray(original) && Array.isArray(patch)) return merges(member) ? mergeList(listRules(member), original, patch) : patch;
  return fresh(patch);
}

function mergeObject(type: Type | undefined, original: JsonObject, patch: JsonObject): JsonObject {
  if (Object.hasOwn(patch, PATCH)) return replaced(patch);
  const result = retained(original, patch);
  const settled = mergeOrderedLists(type, result, patch);
  for (const key of Object.keys(patch)) {
    if (key === RETAIN_KEYS || key.startsWith(ORDER) || settled.has(key)) continue;
    const value = patch[key]!;
    if (key.startsWith(DELETE)) { deleteFromList(result, key.slice(DELETE.length), value); continue; }
    const before = own(result, key);
    const after = value === null ? undefined : before === undefined ? fresh(value) : mergeValue(memberOf(type, key), before, value);
    if (after === undefined) delete result[key];
    else put(result, key, after);
  }
  return result;
}

/**
 * The document after the patch. Neither argument is changed, but the result shares parts with both.
 * @throws StatusError 400 when the patch is malformed, 422 for lists of lists, 500 when it does not fit the lists that it merges (as upstream answers)
 */
export function applyStrategicMergePatch(type: MessageType, doc: Json, patch: Json): Json {
  if (!isObject(patch)) throw new StatusError(400, 'BadRequest', 'error decoding patch: a strategic merge patch is an object');
  return mergeObject(type, isObject(doc) ? doc : {}, patch);
}
