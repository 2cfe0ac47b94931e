/** JSON Merge Patch (RFC 7386): `application/merge-patch+json`. */
import type { Json } from '../schema/types.js';
import { equal, isObject, type JsonObject, own, put } from './json.js';

/** The document after the patch: `null` removes, objects merge, all else replaces. Neither argument is changed; the result shares parts with both. */
export function applyMergePatch(doc: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(doc) ? { ...doc } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key]!;
    if (value === null) delete result[key];
    else put(result, key, applyMergePatch(own(result, key), value));
  }
  return result;
}

/** The smallest patch that leads from one document to the other, if no object of the other holds a `null`. `{}` when they are the same. */
export function diffToMergePatch(from: Json, to: Json): Json {
  if (!isObject(from) || !isObject(to)) return to;
  const patch: JsonObject = {};
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) put(patch, key, null);
  for (const key of Object.keys(to)) {
    const [before, after] = [own(from, key), to[key]!];
    if (before === undefined) put(patch, key, after);
    else if (!equal(before, after)) put(patch, key, diffToMergePatch(before, after));
  }
  return patch;
}
