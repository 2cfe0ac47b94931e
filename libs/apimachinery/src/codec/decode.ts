import { resolve } from '../schema/build.js';
import type { Field, MessageType, Type, VariantType } from '../schema/types.js';
import { countMembers, DECODE_SCALAR, type Decoder } from './decode-scalars.js';
import { isZero, ruleOf, setKey, zeroOf } from './presence.js';
import { MAX_DEPTH, strictDecodingError, tooDeep, Walk, withinStack } from './walk.js';

/** What to do about fields that the schema does not know, the API's `fieldValidation`. */
export type FieldValidation = 'strict' | 'warn' | 'ignore';

export interface Decoded<T> {
  readonly object: T;
  /** `unknown field "spec.foo"`, `duplicate field "spec.replicas"`; empty with `ignore`. */
  readonly problems: string[];
}

/**
 * Makes an object of a message out of parsed JSON or YAML. The result is new (only free-form values are shared with the input), has its
 * fields in the schema's order, required lists and `always` fields in place, and neither nulls nor zero values that mean "unset".
 *
 * @throws StatusError 400 when a value has the wrong type, nesting is too deep, or, with `strict`, a field is unknown
 */
export function decodeObject<T>(type: MessageType<T>, value: unknown, mode: FieldValidation): Decoded<T> {
  const walk = new Walk(type, mode !== 'ignore');
  const object = decodeWith(type, value, walk);
  if (mode === 'strict' && walk.problems.length) throw strictDecodingError(type, walk.problems);
  return { object, problems: walk.problems };
}

/** Decodes with the caller's walk, which then tells how many members there were. */
export const decodeWith = <T>(type: MessageType<T>, value: unknown, walk: Walk): T => withinStack(() => messageDecoder(type)(value, walk) as T);

const compiled = new WeakMap<MessageType, Decoder>();

function messageDecoder(type: MessageType): Decoder {
  let decoder = compiled.get(type);
  if (!decoder) compiled.set(type, decoder = compileMessage(type));
  return decoder;
}

function compile(type: Type): Decoder {
  switch (type.form) {
    case 'scalar': return DECODE_SCALAR[type.scalar];
    case 'list': return compileList(type.of);
    case 'map': return compileMap(type.of);
    case 'message': return messageDecoder(type);
    case 'variant': return compileVariant(type);
    case 'lazy': {
      let decoder: Decoder | undefined; // resolved on first use, when all definitions are loaded
      return (value, walk) => (decoder ??= compile(resolve(type)))(value, walk);
    }
  }
}

/** What an element that is `null` becomes: lists and maps keep their length. */
function nullElement(type: Type): Decoder {
  const of = resolve(type);
  if (of.form === 'scalar') return () => zeroOf(of) ?? null;
  if (of.form === 'list') return () => [];
  if (of.form === 'message') return (_, walk) => messageDecoder(of)({}, walk);
  return () => ({});
}

function compileList(of: Type): Decoder {
  const decode = compile(of);
  const fromNull = lazily(() => nullElement(of));
  return (value, walk) => {
    if (!Array.isArray(value)) throw walk.mismatch(value);
    const at = enter(walk);
    const out = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i++) {
      const element: unknown = value[i];
      walk.path[at] = i;
      out[i] = element === null || element === undefined ? fromNull(element, walk) : decode(element, walk) ?? fromNull(null, walk);
    }
    walk.depth = at;
    return out;
  };
}

function compileMap(of: Type): Decoder {
  const decode = compile(of);
  const fromNull = lazily(() => nullElement(of));
  return (value, walk) => {
    if (!isObject(value)) throw walk.mismatch(value);
    const at = enter(walk);
    const out: Record<string, unknown> = {};
    for (const key in value) {
      const element = value[key];
      walk.members++;
      walk.path[at] = key;
      setKey(out, key, element === null || element === undefined ? fromNull(element, walk) : decode(element, walk) ?? fromNull(null, walk));
    }
    walk.depth = at;
    return out;
  };
}

function compileVariant(type: VariantType): Decoder {
  const schema = lazily(() => messageDecoder(type.schema()));
  const schemas = lazily(() => compileList(type.schema()));
  const strings = DECODE_SCALAR.stringList;
  return (value, walk) => {
    if (type.variant === 'schemaOrBool' && typeof value === 'boolean') return value;
    if (type.variant === 'schemaOrList' && Array.isArray(value)) return schemas(value, walk);
    if (type.variant === 'schemaOrStrings' && Array.isArray(value)) return strings(value, walk);
    return schema(value, walk);
  };
}

/**
 * Goes over the members that are there, not over all fields that could be: most are absent. Members usually come in the schema's order
 * (from the store, from other servers); the first that does not sends the message through an array of slots.
 */
function compileMessage(type: MessageType): Decoder {
  const names = Object.keys(type.fields);
  const index = new Map(names.map((name, i) => [name, i]));
  const fields = names.map((name) => type.fields[name]!);
  const decoders = fields.map(fieldDecoder);
  const fills = fields.flatMap((field, slot) => (ruleOf(field) === 'fill' ? [{ slot, zero: filler(field.type) }] : []));

  return (value, walk) => {
    if (!isObject(value)) throw walk.mismatch(value);
    const at = enter(walk);
    const out: Record<string, unknown> = {};
    let slots: unknown[] | undefined;
    let last = -1;
    let filled = 0;
    let members = 0;
    let strangers = 0;
    for (const name in value) {
      members++;
      const slot = index.get(name);
      if (slot === undefined) {
        strangers++;
        continue;
      }
      const given = value[name];
      if (given === undefined || given === null) continue;
      walk.path[at] = name;
      const result = decoders[slot]!(given, walk);
      if (result === undefined) continue;
      if (slot > last && slots === undefined) {
        for (; filled < fills.length && fills[filled]!.slot <= slot; filled++) {
          const fill = fills[filled]!;
          if (fill.slot < slot) setKey(out, names[fill.slot]!, fill.zero(undefined, walk));
        }
        setKey(out, name, result);
        last = slot;
      } else {
        slots ??= toSlots(out, index, names.length);
        slots[slot] = result;
      }
    }
    walk.depth = at;
    walk.members += members;
    if (strangers && walk.reporting) reportUnknown(value, index, walk, at);
    if (slots) return fromSlots(slots, names, fills, walk);
    for (; filled < fills.length; filled++) setKey(out, names[fills[filled]!.slot]!, fills[filled]!.zero(undefined, walk));
    return out;
  };
}

interface Fill { readonly slot: number; readonly zero: Decoder }

function toSlots(out: Record<string, unknown>, index: ReadonlyMap<string, number>, length: number): unknown[] {
  const slots = new Array<unknown>(length);
  for (const name in out) slots[index.get(name)!] = out[name];
  return slots;
}

function fromSlots(slots: unknown[], names: readonly string[], fills: readonly Fill[], walk: Walk): Record<string, unknown> {
  for (const { slot, zero } of fills) slots[slot] ??= zero(undefined, walk);
  const out: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) if (slots[i] !== undefined) setKey(out, names[i]!, slots[i]);
  return out;
}

function fieldDecoder(field: Field): Decoder {
  const decode = compile(field.type);
  switch (ruleOf(field)) {
    case 'dropZero': return omitting(decode, isZero);
    case 'dropEmpty': return omitting(decode, isEmpty);
    default: return decode;
  }
}

function reportUnknown(value: Record<string, unknown>, known: ReadonlyMap<string, unknown>, walk: Walk, at: number): void {
  walk.depth = at;
  for (const [name, of] of Object.entries(value)) {
    if (known.has(name)) continue;
    walk.report('unknown field', name);
    walk.members += countMembers(of);
  }
}

const omitting = (decode: Decoder, is: (value: unknown) => boolean): Decoder => (value, walk) => {
  const result = decode(value, walk);
  return is(result) ? undefined : result;
};

function filler(type: Type): Decoder {
  const of = resolve(type);
  if (of.form === 'list') return () => [];
  if (of.form === 'map') return () => ({});
  if (of.form === 'message') return (_, walk) => messageDecoder(of)({}, walk);
  if (zeroOf(of) === undefined) throw new TypeError(`a ${of.form} has no zero value, so its field may not have the presence 'always'`);
  return () => zeroOf(of);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value as object) return false;
  return true;
}

/** @returns the position in the path that belongs to the members of the value being entered */
function enter(walk: Walk): number {
  const at = walk.depth;
  if (at >= MAX_DEPTH) throw tooDeep();
  walk.depth = at + 1;
  return at;
}

function lazily(make: () => Decoder): Decoder {
  let made: Decoder | undefined;
  return (value, walk) => (made ??= make())(value, walk);
}
