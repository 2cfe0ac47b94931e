import protobuf from 'protobufjs/minimal.js';
import { resolve } from '../schema/build.js';
import type { MessageType, ScalarName, Type, VariantType } from '../schema/types.js';
import { sortedKeys } from './encode-json.js';
import { isZero, reader, ruleOf, zeroOf } from './presence.js';
import { BYTES, FIXED64, planOf, VARINT, type Node } from './protobuf-plan.js';
import { parseTime } from './time.js';

type Writer = protobuf.Writer;
/** Writes one value, after its tag. */
interface ValueWriter { readonly wire: number; readonly write: (to: Writer, value: unknown) => void }
/** Writes what belongs to one field number of a message. */
type FieldWriter = (to: Writer, from: Record<string, unknown>) => void;
type Body = (to: Writer, value: Record<string, unknown>) => void;

const compiled = new WeakMap<MessageType, Body>();

/** Writes a message's fields; see {@link encodeMessage}. */
export function bodyWriter(type: MessageType): Body {
  let body = compiled.get(type);
  if (!body) compiled.set(type, body = compileFields(planOf(type)));
  return body;
}

function compileFields(plan: readonly Node[]): Body {
  const writers = plan.map(fieldWriter);
  return (to, value) => {
    for (const write of writers) write(to, value);
  };
}

const delimited = (body: Body): ValueWriter => ({
  wire: BYTES,
  write: (to, value) => {
    to.fork();
    body(to, value as Record<string, unknown>);
    to.ldelim();
  },
});

const tagOf = (number: number, wire: number): number => ((number << 3) | wire) >>> 0;

function fieldWriter(node: Node): FieldWriter {
  if ('embedded' in node) {
    const { write } = delimited(compileFields(node.embedded));
    const tag = tagOf(node.number, BYTES);
    return (to, from) => write(to.uint32(tag), from); // embedded messages are written even when they are empty
  }
  const { name, number, field } = node;
  const type = resolve(field.type);
  const own = reader(name);
  const read = own ?? ((from: Record<string, unknown>) => from[name]);
  if (type.form === 'list') {
    const of = compile(type.of);
    const tag = lazily(() => tagOf(number, of().wire));
    return (to, from) => {
      for (const element of (read(from) as unknown[] | undefined) ?? []) of().write(to.uint32(tag()), element);
    };
  }
  if (type.form === 'map') return mapWriter(number, type.of, read);

  const of = compile(type);
  const tag = lazily(() => tagOf(number, of().wire));
  // Upstream's encoder always writes what its own structures hold by value, zero or not.
  const rule = ruleOf(field);
  const zero = rule === 'keep' ? undefined : type.form === 'message' ? {} : type.form === 'scalar' && type.scalar === 'bytes' ? undefined : zeroOf(type);
  return (to, from) => {
    const value = read(from) ?? zero;
    if (value !== undefined && !(rule === 'dropZero' && zero === undefined && isZero(value))) of().write(to.uint32(tag()), value);
  };
}

/** A map is a list of entries `{key = 1, value = 2}`; keys are sorted so that equal objects have equal bytes. */
function mapWriter(number: number, type: Type, read: (from: Record<string, unknown>) => unknown): FieldWriter {
  const of = compile(type);
  const tag = tagOf(number, BYTES);
  const valueTag = lazily(() => tagOf(2, of().wire));
  return (to, from) => {
    const map = read(from) as Record<string, unknown> | undefined;
    if (!map) return;
    for (const key of sortedKeys(map)) {
      to.uint32(tag).fork().uint32(tagOf(1, BYTES)).string(key);
      of().write(to.uint32(valueTag()), map[key]);
      to.ldelim();
    }
  };
}

function compile(type: Type): () => ValueWriter {
  const of = lazily((): ValueWriter => {
    const resolved = resolve(type);
    switch (resolved.form) {
      case 'scalar': return SCALARS[resolved.scalar];
      case 'message': return delimited(bodyWriter(resolved));
      case 'variant': return delimited(variantBody(resolved));
      default: throw new TypeError(`a ${resolved.form} may not be an element of a list or map in protobuf: wrap it into a message`);
    }
  });
  return of;
}

/** The two shapes of a variant are fields 1 and 2 of one message. */
function variantBody(type: VariantType): Body {
  const schema = lazily(() => delimited(bodyWriter(type.schema())));
  const isSchema = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value);
  return (to, value) => {
    const given: unknown = value;
    if (type.variant === 'schemaOrBool') {
      to.uint32(tagOf(1, VARINT)).bool(given !== false);
      if (isSchema(given)) schema().write(to.uint32(tagOf(2, BYTES)), given);
    } else if (isSchema(given)) schema().write(to.uint32(tagOf(1, BYTES)), given);
    else for (const element of given as unknown[]) {
      to.uint32(tagOf(2, BYTES));
      if (typeof element === 'string') to.string(element);
      else schema().write(to, element);
    }
  };
}

/** A message whose field 1 is a byte string. */
const wrapped = (text: (value: unknown) => string): ValueWriter => delimited((to, value) => {
  to.uint32(tagOf(1, BYTES)).string(text(value));
});

const timeWriter = (nanosOf: (nanos: number) => number): ValueWriter => delimited((to, value) => {
  const at = parseTime(String(value));
  if (at) to.uint32(tagOf(1, VARINT)).int64(at.seconds).uint32(tagOf(2, VARINT)).int32(nanosOf(at.nanos));
});

const rawJson = wrapped((value) => JSON.stringify(value));

const SCALARS: Readonly<Record<ScalarName, ValueWriter>> = {
  string: { wire: BYTES, write: (to, value) => to.string(value as string) },
  int32: { wire: VARINT, write: (to, value) => to.int32(value as number) },
  int64: { wire: VARINT, write: (to, value) => to.int64(value as number) },
  double: { wire: FIXED64, write: (to, value) => to.double(value as number) },
  bool: { wire: VARINT, write: (to, value) => to.bool(value as boolean) },
  bytes: { wire: BYTES, write: (to, value) => to.bytes(Buffer.from(value as string, 'base64')) },
  time: timeWriter(() => 0),
  microTime: timeWriter((nanos) => nanos - (nanos % 1000)),
  quantity: wrapped(String),
  intOrString: delimited((to, value) => {
    const given: unknown = value;
    const isText = typeof given === 'string';
    to.uint32(tagOf(1, VARINT)).int64(isText ? 1 : 0).uint32(tagOf(2, VARINT)).int32(isText ? 0 : given as number);
    to.uint32(tagOf(3, BYTES)).string(isText ? given : '');
  }),
  rawExtension: rawJson, fieldsV1: rawJson, json: rawJson,
  stringList: delimited((to, value) => {
    for (const element of value as unknown as string[]) to.uint32(tagOf(1, BYTES)).string(element);
  }),
};

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
