import { presenceOf, resolve } from '../schema/build.js';
import type { Field, Json, MessageType, Type } from '../schema/types.js';
import { isZero, setKey } from './presence.js';

/** The values of defaults that are published by the name of a constant. */
const NAMED_DEFAULTS: Readonly<Record<string, Json>> = {
  AzureDataDiskCachingReadWrite: 'ReadWrite',
  AzureSharedBlobDisk: 'Shared',
};

/** Fills in one value, in place. */
type Filler = (value: unknown) => void;

/**
 * Fills in the defaults that the schema declares, in place: fields that are unset in messages that are there. No message is created to hold a
 * default. Idempotent. Types without any default below them cost nothing.
 */
export function applyDeclaredDefaults<T>(type: MessageType<T>, object: unknown): void {
  fillerOf(type)?.(object);
}

/** `null` where there is nothing to fill in; absent while it is being found out. */
const compiled = new WeakMap<MessageType, Filler | null>();

function fillerOf(type: MessageType): Filler | null {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const filler = hasDefaults(type, new Set()) ? compileMessage(type) : null;
  compiled.set(type, filler);
  return filler;
}

/** The default of a field; `undefined` where it has none, or one that means unset. */
function defaultOf(field: Field): Json | undefined {
  const { default: value, defaultRef } = field.options;
  const found = defaultRef === undefined ? value : NAMED_DEFAULTS[defaultRef];
  if (defaultRef !== undefined && found === undefined) throw new TypeError(`the default ${defaultRef} has no value; add it to the named defaults`);
  return presenceOf(field) === 'implicit' && isZero(found) ? undefined : found;
}

function hasDefaults(of: Type, seen: Set<MessageType>): boolean {
  const type = resolve(of);
  switch (type.form) {
    case 'list':
    case 'map': return hasDefaults(type.of, seen);
    case 'message':
      if (seen.has(type)) return false;
      seen.add(type);
      return Object.values(type.fields).some((field) => defaultOf(field) !== undefined || hasDefaults(field.type, seen));
    default: return false; // the free-form schemas of custom resources carry no defaults of their own
  }
}

function compileMessage(type: MessageType): Filler {
  const steps = Object.entries(type.fields).flatMap(([name, field]) => {
    const value = defaultOf(field);
    const inner = hasDefaults(field.type, new Set()) ? lazily(() => compile(field.type)) : undefined;
    return value === undefined && !inner ? [] : [{ name, value, inner }];
  });
  return (object) => {
    if (typeof object !== 'object' || object === null) return;
    const at = object as Record<string, unknown>;
    for (const { name, value, inner } of steps) {
      const given = Object.hasOwn(at, name) ? at[name] : undefined;
      if (given !== undefined && given !== null) inner?.(given);
      else if (value !== undefined) setKey(at, name, typeof value === 'object' ? structuredClone(value) : value);
    }
  };
}

function compile(of: Type): Filler {
  const type = resolve(of);
  switch (type.form) {
    case 'message': return fillerOf(type) ?? nothing;
    case 'list': {
      const fill = compile(type.of);
      return (value) => {
        for (const element of value as unknown[]) fill(element);
      };
    }
    case 'map': {
      const fill = compile(type.of);
      return (value) => {
        for (const element of Object.values(value as object)) fill(element);
      };
    }
    default: return nothing;
  }
}

const nothing: Filler = () => undefined;

function lazily(make: () => Filler): Filler {
  let made: Filler | undefined;
  return (value) => (made ??= make())(value);
}
