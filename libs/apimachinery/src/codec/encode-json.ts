import { resolve } from '../schema/build.js';
import type { MessageType, Type } from '../schema/types.js';
import { isZero, reader, ruleOf, zeroOf } from './presence.js';
import { withinStack } from './walk.js';

/** Writes a value as JSON; `''` means that there is nothing to write. */
type Writer = (value: unknown) => string;

/**
 * The JSON of an object: `kind` and `apiVersion` first, then the fields in the schema's order, map keys sorted, unset fields left out
 * and `always` fields in place, whatever order and zero values the object has. Equal objects give equal text. Fields that the schema
 * does not know are not written.
 */
export function encodeJson<T>(type: MessageType<T>, object: T): string {
  return withinStack(() => messageWriter(type)(object));
}

const compiled = new WeakMap<MessageType, Writer>();

function messageWriter(type: MessageType): Writer {
  let writer = compiled.get(type);
  if (!writer) compiled.set(type, writer = compileMessage(type));
  return writer;
}

const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;
const string = (value: string): string => (value.length < 256 && !SPECIAL.test(value) ? `"${value}"` : JSON.stringify(value));

const scalar: Writer = (value) => {
  switch (typeof value) {
    case 'string': return string(value);
    case 'number': return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean': return value ? 'true' : 'false';
    default: return JSON.stringify(value) ?? '';
  }
};

function compile(type: Type): Writer {
  switch (type.form) {
    case 'scalar': return scalar;
    case 'list': return compileList(compile(type.of));
    case 'map': return compileMap(compile(type.of));
    case 'message': return messageWriter(type);
    case 'lazy': return lazily(() => compile(resolve(type)));
    case 'variant': {
      const schema = lazily(() => messageWriter(type.schema()));
      const list = compileList((value) => (typeof value === 'string' ? string(value) : schema(value)));
      return (value) => (typeof value === 'boolean' ? String(value) : Array.isArray(value) ? list(value) : schema(value));
    }
  }
}

const compileList = (write: Writer): Writer => (value) => {
  let text = '[';
  for (const element of value as unknown[]) text += (text.length > 1 ? ',' : '') + (write(element) || 'null');
  return `${text}]`;
};

function compileMap(write: Writer): Writer {
  return (value) => {
    const map = value as Record<string, unknown>;
    let text = '{';
    for (const key of sortedKeys(map)) {
      const element = write(map[key]);
      if (element) text += `${text.length > 1 ? ',' : ''}${string(key)}:${element}`;
    }
    return `${text}}`;
  };
}

/** The keys of a map in the order in which every encoding writes them. */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  return keys.length > 1 ? keys.sort() : keys;
}

function compileMessage(type: MessageType): Writer {
  const names = Object.keys(type.fields);
  const fields = names.map((name) => {
    const field = type.fields[name]!;
    const rule = ruleOf(field);
    return { name, lead: `${JSON.stringify(name)}:`, own: reader(name), write: compile(field.type), rule, zero: rule === 'fill' ? lazily(() => zeroText(field.type)) : undefined };
  });
  return (value) => {
    const from = (value ?? {}) as Record<string, unknown>;
    let text = '{';
    for (const { name, lead, own, write, rule, zero } of fields) {
      const given = own ? own(from) : from[name];
      if (given === undefined || given === null) {
        const written = zero?.(undefined);
        if (written) text += text.length > 1 ? `,${lead}${written}` : lead + written;
        continue;
      }
      if (rule === 'dropZero' && isZero(given)) continue;
      const written = write(given);
      if (written === '' || (rule === 'dropEmpty' && written.length === 2)) continue;
      text += text.length > 1 ? `,${lead}${written}` : lead + written;
    }
    return `${text}}`;
  };
}

/** The zero value of a field that is always written. */
function zeroText(of: Type): Writer {
  const type = resolve(of);
  if (type.form === 'list') return () => '[]';
  if (type.form === 'map') return () => '{}';
  if (type.form === 'message') return () => messageWriter(type)({});
  const zero = zeroOf(type);
  return () => (zero === undefined ? '' : JSON.stringify(zero));
}

function lazily(make: () => Writer): Writer {
  let made: Writer | undefined;
  return (value) => (made ??= make())(value);
}
