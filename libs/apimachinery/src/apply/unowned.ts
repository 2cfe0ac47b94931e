import { isObject, type JsonObject } from '../patch/json.js';
import type { Json } from '../schema/types.js';
import { difference, type FieldSet, LEAF, outside } from './field-set.js';
import type { ApplyType } from './shape.js';

/** What the server sets, or what names the object: nobody owns it. */
const UNOWNED: FieldSet = {
  'f:apiVersion': LEAF, 'f:kind': LEAF,
  'f:metadata': {
    '.': LEAF, 'f:clusterName': LEAF, 'f:creationTimestamp': LEAF, 'f:generation': LEAF, 'f:managedFields': LEAF, 'f:name': LEAF, 'f:namespace': LEAF,
    'f:resourceVersion': LEAF, 'f:selfLink': LEAF, 'f:uid': LEAF,
  },
};
export const withoutUnowned = (set: FieldSet): FieldSet => difference(set, UNOWNED);

const STATUS: FieldSet = { 'f:status': LEAF };
const ALL_BUT_STATUS: FieldSet = { 'f:spec': LEAF };

/**
 * What a write through an endpoint resets, and so cannot come to own: the status on the main one, the rest on `/status`.
 * @param resetFields the resource's own rule, instead of the usual one
 */
export function resettable(type: ApplyType, subresource: string, resetFields?: FieldSet): (set: FieldSet) => FieldSet {
  const usual = type !== 'deduced' && Object.hasOwn(type.fields, 'status') && Object.hasOwn(type.fields, 'spec')
    ? (subresource === '' ? STATUS : subresource === 'status' ? ALL_BUT_STATUS : undefined) : undefined;
  const reset = resetFields ?? usual;
  return reset ? (set) => outside(set, reset) : (set) => set;
}

/** The object without what changes at every write. */
export function comparable(object: JsonObject): JsonObject {
  const metadata: Json | undefined = object.metadata;
  if (!isObject(metadata)) return object;
  const { managedFields: _, resourceVersion: __, generation: ___, ...rest } = metadata;
  return { ...object, metadata: rest };
}
