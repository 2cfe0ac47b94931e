import protobuf from 'protobufjs/minimal.js';
import { badRequest } from '../errors/status.js';
import { resolve } from '../schema/build.js';
import type { MessageType, ScalarName, Type, VariantType } from '../schema/types.js';
import { isZero, ruleOf, setKey, zeroOf } from './presence.js';
import { BYTES, FIXED64, planOf, VARINT, type Node } from './protobuf-plan.js';
import { canonicalQuantity } from './quantity-text.js';
import { formatMicroTime, formatTime } from './time.js';

type Reader = protobuf.Reader;
/** Reads one value, after its tag. */
interface ValueReader { readonly wire: number; readonly read: (from: Reader, depth: number) => unknown }
/** Reads one field into the slots of its message. */
type FieldReader = (from: Reader, wire: number, slots: unknown[], depth: number) => void;
type Body = (from: Reader, end: number, depth: number) => Record<string, unknown>;

/** Greatest nesting of messages that is read; only schemas of custom resources contain themselves. */
const MAX_NESTING = 1000;

const compiled = new WeakMap<MessageType, Body>();

/** Reads a message's fields up to `end`. */
export function bodyReader(type: MessageType): Body {
  let body = compiled.get(type);
  if (!body) compiled.set(type, body = compileMessage(type));
  return body;
}

function compileMessage(type: MessageType): Body {
  const table = compileTable(planOf(type));
  const fields = Object.entries(type.fields).map(([name, field]) => ({ name, rule: ruleOf(field), zero: lazily(() => filler(field.type)) }));
  return (from, end, depth) => {
    if (depth > MAX_NESTING) throw badRequest(`messages are nested more than ${MAX_NESTING} levels deep; flatten the object`);
    const slots = new Array<unknown>(fields.length);
    readFields(table, from, end, slots, depth);
    const out: Record<string, unknown> = {};
    for (let i = 0; i < fields.length; i++) {
      const { name, rule, zero } = fields[i]!;
      let value = slots[i];
      if (rule === 'dropZero' && isZero(value)) continue;
      if (value === undefined && rule === 'fill') value = zero()();
      if (value !== undefined) setKey(out, name, value);
    }
    return out;
  };
}

function compileTable(plan: readonly Node[]): (FieldReader | undefined)[] {
  const table: (FieldReader | undefined)[] = [];
  for (const node of plan) table[node.number] = fieldReader(node);
  return table;
}

function readFields(table: readonly (FieldReader | undefined)[], from: Reader, end: number, slots: unknown[], depth: number): void {
  while (from.pos < end) {
    const tag = from.uint32();
    const field = table[tag >>> 3];
    if (field) field(from, tag & 7, slots, depth);
    else from.skipType(tag & 7);
  }
}

function fieldReader(node: Node): FieldReader {
  if ('embedded' in node) {
    const table = compileTable(node.embedded);
    return (from, wire, slots, depth) => {
      if (wire !== BYTES) return void from.skipType(wire);
      const length = from.uint32();
      readFields(table, from, from.pos + length, slots, depth);
    };
  }
  const { slot, field } = node;
  const type = resolve(field.type);
  if (type.form === 'list') return listReader(slot, type.of);
  if (type.form === 'map') return mapReader(slot, type.of);
  const of = compile(type);
  return (from, wire, slots, depth) => {
    if (wire === of().wire) slots[slot] = of().read(from, depth);
    else from.skipType(wire);
  };
}

function listReader(slot: number, type: Type): FieldReader {
  const of = compile(type);
  return (from, wire, slots, depth) => {
    const list = (slots[slot] ??= []) as unknown[];
    if (wire === of().wire) list.push(of().read(from, depth));
    else if (wire === BYTES) { // numbers may come packed
      const length = from.uint32();
      for (const end = from.pos + length; from.pos < end;) list.push(of().read(from, depth));
    } else from.skipType(wire);
  };
}

function mapReader(slot: number, type: Type): FieldReader {
  const of = compile(type);
  const zero = lazily(() => filler(type));
  return (from, wire, slots, depth) => {
    if (wire !== BYTES) return void from.skipType(wire);
    const length = from.uint32();
    const end = from.pos + length;
    let key = '';
    let value: unknown;
    while (from.pos < end) {
      const tag = from.uint32();
      if (tag >>> 3 === 1 && (tag & 7) === BYTES) key = from.string();
      else if (tag >>> 3 === 2 && (tag & 7) === of().wire) value = of().read(from, depth);
      else from.skipType(tag & 7);
    }
    setKey((slots[slot] ??= {}) as Record<string, unknown>, key, value ?? zero()() ?? null);
  };
}

/** The zero value of a field or map entry that is always there. */
function filler(of: Type): () => unknown {
  const type = resolve(of);
  if (type.form === 'list') return () => [];
  if (type.form === 'map') return () => ({});
  if (type.form === 'message') return () => bodyReader(type)(protobuf.Reader.create(new Uint8Array(0)), 0, 0);
  return () => zeroOf(type);
}

const delimited = (body: Body | ((from: Reader, end: number, depth: number) => unknown)): ValueReader => ({
  wire: BYTES,
  read: (from, depth) => {
    const length = from.uint32();
    if (length > from.len - from.pos) throw new RangeError(`a message of ${length} bytes ends after ${from.len - from.pos}`);
    return body(from, from.pos + length, depth + 1);
  },
});

function compile(type: Type): () => ValueReader {
  return lazily((): ValueReader => {
    const resolved = resolve(type);
    switch (resolved.form) {
      case 'scalar': return SCALARS[resolved.scalar];
      case 'message': return delimited(bodyReader(resolved));
      case 'variant': return delimited(variantReader(resolved));
      default: throw new TypeError(`a ${resolved.form} may not be an element of a list or map in protobuf: wrap it into a message`);
    }
  });
}

function variantReader(type: VariantType) {
  const schema = lazily(() => delimited(bodyReader(type.schema())));
  return (from: Reader, end: number, depth: number): unknown => {
    let value: unknown = type.variant === 'schemaOrBool' ? false : [];
    while (from.pos < end) {
      const tag = from.uint32();
      const number = tag >>> 3;
      if (type.variant === 'schemaOrBool' && number === 1) {
        const allows = from.bool();
        if (typeof value === 'boolean') value = allows;
      } else if (number === (type.variant === 'schemaOrBool' ? 2 : 1)) value = schema().read(from, depth);
      else if (number === 2 && Array.isArray(value)) value.push(type.variant === 'schemaOrStrings' ? from.string() : schema().read(from, depth));
      else from.skipType(tag & 7);
    }
    return value;
  };
}

/** Reads a small message of varints and strings into an array indexed by field number. */
const flat = (make: (fields: (number | string | undefined)[]) => unknown): ValueReader => delimited((from, end) => {
  const fields: (number | string | undefined)[] = [];
  while (from.pos < end) {
    const tag = from.uint32();
    if ((tag & 7) === VARINT) fields[tag >>> 3] = int64(from);
    else if ((tag & 7) === BYTES) fields[tag >>> 3] = from.string();
    else from.skipType(tag & 7);
  }
  return make(fields);
});

const int64 = (from: Reader): number => Number(from.int64());

/** Years 1 to 9999, the range of RFC 3339. */
const inRange = (seconds: number): boolean => seconds > -62_135_596_800 && seconds < 253_402_300_800;

const timeReader = (format: typeof formatTime): ValueReader => flat(([, seconds, nanos]) => {
  if (seconds === undefined) return undefined; // an empty message is a time that was not set
  if (!inRange(+seconds)) throw badRequest(`a time lies ${seconds} seconds after 1970, outside of the years 1 to 9999`);
  return format({ seconds: +seconds, nanos: +(nanos ?? 0) });
});

const rawJson = flat(([, text]) => {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    throw badRequest(`embedded object is not JSON: ${JSON.stringify(String(text).slice(0, 64))}; encode embedded objects as JSON`);
  }
});

const SCALARS: Readonly<Record<ScalarName, ValueReader>> = {
  string: { wire: BYTES, read: (from) => from.string() },
  int32: { wire: VARINT, read: (from) => from.int32() },
  int64: { wire: VARINT, read: int64 },
  double: { wire: FIXED64, read: (from) => from.double() },
  bool: { wire: VARINT, read: (from) => from.bool() },
  bytes: { wire: BYTES, read: (from) => Buffer.from(from.bytes()).toString('base64') },
  time: timeReader(formatTime),
  microTime: timeReader(formatMicroTime),
  quantity: flat(([, text]) => canonicalQuantity(String(text || '0'))),
  intOrString: flat(([, type, number, text]) => (type === 1 ? String(text ?? '') : Number(number ?? 0))),
  rawExtension: rawJson, fieldsV1: rawJson, json: rawJson,
  stringList: delimited((from, end) => {
    const list: string[] = [];
    while (from.pos < end) {
      const tag = from.uint32();
      if (tag >>> 3 === 1 && (tag & 7) === BYTES) list.push(from.string());
      else from.skipType(tag & 7);
    }
    return list;
  }),
};

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
