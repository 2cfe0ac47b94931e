import { presenceOf, resolve } from '../schema/build.js';
import type { Json, MessageType } from '../schema/types.js';
import type { ApplyType } from './shape.js';

type ObjectJson = { [key: string]: Json };

const ZERO: Readonly<Record<string, Json>> = { string: '', bytes: '', int32: 0, int64: 0, double: 0, bool: false };
const zeros = new WeakMap<MessageType, ObjectJson>();

function build(message: MessageType): ObjectJson {
  const result: ObjectJson = {};
  for (const [name, field] of Object.entries(message.fields)) {
    const type = resolve(field.type);
    const always = presenceOf(field) === 'always';
    if (type.form === 'message') { if (always) result[name] = zeroOf(type); }
    else if (type.form === 'list' || type.form === 'map') { if (always || field.options.required) result[name] = null; }
    else if (always && type.form === 'scalar' && type.scalar in ZERO) result[name] = ZERO[type.scalar]!;
  }
  return result;
}

/**
 * An object that nobody has set anything of, with what is present in every object. New objects are compared with it, so that
 * nobody comes to own `spec` as such. Lists that are always written are `null` in it: there, and without items.
 */
export function zeroOf(type: ApplyType): ObjectJson {
  if (type === 'deduced') return { metadata: {} };
  const known = zeros.get(type);
  if (known) return known;
  const made = build(type);
  zeros.set(type, made);
  return made;
}
