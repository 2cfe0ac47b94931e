/** How `kubectl apply --server-side` takes over from client-side apply (KEP-555, "upgrade from client-side apply"). */
import { isObject, type JsonObject } from '../patch/json.js';
import type { Json } from '../schema/types.js';
import { ANNOTATIONS_LIMIT, annotationsSize } from '../validation/labels.js';
import { diff } from './diff.js';
import { fieldsOf } from './extract.js';
import { difference, EMPTY, type FieldSet } from './field-set.js';
import { type ApplyType, rootShape } from './shape.js';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** The only manager to which this applies. */
export const KUBECTL = 'kubectl';

const annotationsOf = (object: JsonObject): JsonObject | undefined => {
  const metadata = object.metadata;
  return isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : undefined;
};

/** Fields that the last client-side apply set and nobody has changed since: kubectl may take them without force. */
export function fieldsLastApplied(type: ApplyType, live: JsonObject, apiVersion: string): FieldSet {
  const text = annotationsOf(live)?.[LAST_APPLIED];
  if (typeof text !== 'string' || text === '') return EMPTY;
  try {
    const config = JSON.parse(text) as Json;
    if (!isObject(config) || config.apiVersion !== apiVersion) return EMPTY;
    const delta = diff(rootShape(type), config, live);
    return [delta?.changed, delta?.removed].reduce<FieldSet>((set, differing) => (differing ? difference(set, differing) : set), fieldsOf(type, config));
  } catch {
    return EMPTY; // an annotation that cannot be read allows nothing; the apply then reports its conflicts
  }
}

const inOrder = (value: Json): Json => (Array.isArray(value) ? value.map(inOrder)
  : isObject(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, inOrder(value[key]!)])) : value);

/** Keeps the annotation true, for clients that still apply by themselves; drops it where it would not fit. */
export function updateLastApplied(object: JsonObject, config: JsonObject): JsonObject {
  const annotations = annotationsOf(object);
  if (!annotations?.[LAST_APPLIED]) return object;
  const metadata = object.metadata as JsonObject;
  const { [LAST_APPLIED]: _, ...others } = annotations;
  const { [LAST_APPLIED]: __, ...given } = annotationsOf(config) ?? {};
  const applied = annotationsOf(config) ? { ...config, metadata: { ...(config.metadata as JsonObject), annotations: given } } : config;
  const next = { ...others, [LAST_APPLIED]: `${JSON.stringify(inOrder(applied))}\n` };
  const fits = annotationsSize(next as Record<string, string>) <= ANNOTATIONS_LIMIT;
  return { ...object, metadata: { ...metadata, annotations: fits ? next : others } };
}
