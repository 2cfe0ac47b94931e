/** JSON Patch (RFC 6902): `application/json-patch+json`. */
import { badRequest, StatusError, tooLarge } from '../errors/status.js';
import type { Json } from '../schema/types.js';
import { copy, equal, isObject, own, put } from './json.js';

/** More operations than this are refused, since each may cost as much as the document is large. */
export const MAX_OPERATIONS = 10_000;

export type JsonPatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string };

/** The published answer to a patch that does not fit the object; the cause says what did not fit. */
export const rejected = (field: string, why: string): StatusError =>
  new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', { causes: [{ message: why, field }] });

const malformed = (why: string): StatusError => badRequest(`error decoding patch: ${why}`);

/** Reads a JSON pointer (RFC 6901). */
function segments(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw malformed(`the path ${JSON.stringify(pointer)} does not begin with a slash`);
  return pointer.slice(1).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const INDEX = /^(0|[1-9]\d*)$/;
function indexIn(list: readonly Json[], segment: string, pointer: string, limit: number): number {
  if (!INDEX.test(segment)) throw rejected(pointer, `${JSON.stringify(segment)} is not an index of a list`);
  const at = Number(segment);
  if (at > limit) throw rejected(pointer, `index ${segment} is outside of a list of ${list.length}`);
  return at;
}

function read(doc: Json, pointer: string): Json | undefined {
  let at: Json | undefined = doc;
  for (const segment of segments(pointer)) {
    if (Array.isArray(at)) at = INDEX.test(segment) ? at[Number(segment)] : undefined;
    else if (isObject(at)) at = own(at, segment);
    else return undefined;
  }
  return at;
}

type Edit = (parent: Json, segment: string, pointer: string) => Json;

/** Copies the way to the place and lets the edit change its parent. */
function edit(doc: Json, path: readonly string[], change: Edit, pointer: string): Json {
  const [segment, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return change(doc, segment, pointer);
  const below = Array.isArray(doc) ? doc[indexIn(doc, segment, pointer, doc.length - 1)] : isObject(doc) ? own(doc, segment) : undefined;
  if (below === undefined || below === null) throw rejected(pointer, `the path does not exist: there is nothing at ${JSON.stringify(segment)}`);
  const changed = edit(below, rest, change, pointer);
  if (Array.isArray(doc)) return doc.with(Number(segment), changed);
  const result = copy(doc as { [key: string]: Json });
  put(result, segment, changed);
  return result;
}

const notContainer = (pointer: string): StatusError => rejected(pointer, 'the path leads into a value that is neither object nor list');

const adding = (value: Json): Edit => (parent, segment, pointer) => {
  if (Array.isArray(parent)) return parent.toSpliced(segment === '-' ? parent.length : indexIn(parent, segment, pointer, parent.length), 0, value);
  if (!isObject(parent)) throw notContainer(pointer);
  const result = copy(parent);
  put(result, segment, value);
  return result;
};

const removing: Edit = (parent, segment, pointer) => {
  if (Array.isArray(parent)) return parent.toSpliced(indexIn(parent, segment, pointer, parent.length - 1), 1);
  if (!isObject(parent)) throw notContainer(pointer);
  if (!Object.hasOwn(parent, segment)) throw rejected(pointer, 'the path does not exist, so it cannot be removed');
  const result = copy(parent);
  delete result[segment];
  return result;
};

const replacing = (value: Json): Edit => (parent, segment, pointer) => {
  if (Array.isArray(parent)) return parent.with(indexIn(parent, segment, pointer, parent.length - 1), value);
  if (!isObject(parent)) throw notContainer(pointer);
  if (!Object.hasOwn(parent, segment)) throw rejected(pointer, 'the path does not exist, so it cannot be replaced');
  const result = copy(parent);
  put(result, segment, value);
  return result;
};

const at = (doc: Json, pointer: string, change: Edit, whole: () => Json): Json => {
  const path = segments(pointer);
  return path.length ? edit(doc, path, change, pointer) : whole();
};

function source(doc: Json, from: string): Json {
  const found = read(doc, from);
  if (found === undefined) throw rejected(from, 'the path does not exist, so nothing can be taken from it');
  return found;
}

function apply(doc: Json, operation: JsonPatchOperation): Json {
  const { op, path } = operation;
  switch (op) {
    case 'add': return at(doc, path, adding(operation.value), () => operation.value);
    case 'replace': return at(doc, path, replacing(operation.value), () => operation.value);
    case 'remove': return at(doc, path, removing, () => null);
    case 'test': {
      const found = read(doc, path) ?? null; // a missing value passes for null, as upstream has it
      if (!equal(found, operation.value ?? null)) throw rejected(path, `testing value ${path} failed: it is ${JSON.stringify(found)}, not ${JSON.stringify(operation.value)}`);
      return doc;
    }
    case 'copy': {
      const value = source(doc, operation.from);
      return at(doc, path, adding(value), () => value);
    }
    case 'move': {
      if (path !== operation.from && path.startsWith(`${operation.from}/`)) throw rejected(path, 'a value cannot be moved into itself');
      const value = source(doc, operation.from);
      const without = at(doc, operation.from, removing, () => null);
      return at(without, path, adding(value), () => value);
    }
    default: throw malformed(`unknown operation ${JSON.stringify(op)}; known are add, remove, replace, move, copy and test`);
  }
}

/**
 * The document after all operations. Neither argument is changed, but the result shares parts with both.
 * @throws StatusError 422 when an operation does not fit the document or a test fails, 400 when the patch is no patch, 413 when it is too long
 */
export function applyJsonPatch(doc: Json, patch: Json): Json {
  if (!Array.isArray(patch)) throw malformed('a JSON patch is a list of operations');
  if (patch.length > MAX_OPERATIONS) throw tooLarge(`The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`);
  return patch.reduce<Json>((result, operation) => {
    if (!isObject(operation) || typeof operation.op !== 'string' || typeof operation.path !== 'string') throw malformed('an operation has the texts "op" and "path"');
    if ((operation.op === 'move' || operation.op === 'copy') && typeof operation.from !== 'string') throw malformed(`"${operation.op}" needs the text "from"`);
    if ((operation.op === 'add' || operation.op === 'replace') && !Object.hasOwn(operation, 'value')) throw malformed(`"${operation.op}" needs "value"`);
    return apply(result, operation as unknown as JsonPatchOperation);
  }, doc);
}
