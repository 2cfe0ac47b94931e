import { ObjectMeta } from '../meta/v1/object-meta.js';
import { presenceOf, resolve } from '../schema/build.js';
import type { FieldOptions, Json, MessageType, Type } from '../schema/types.js';
import { isObject } from '../patch/json.js';
import { ATOMIC_MESSAGES } from './atomic-messages.cfg.js';

/** How ownership divides a value: what of the schema matters here, and nothing else. */
export type Shape =
  /** Owned as a whole. */
  | { readonly kind: 'leaf' }
  /** Named fields; `always` are objects that count as empty when they are missing; `rest` is the shape of any other field, absent where there is none. */
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Shape>; readonly always: ReadonlySet<string>; readonly rest?: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'set' }
  | { readonly kind: 'keyed'; readonly keys: readonly string[]; readonly defaults: Readonly<Record<string, Json>>; readonly of: Shape }
  /** Without schema: objects are maps, all else is owned as a whole. */
  | { readonly kind: 'deduced' };

export const ATOMIC: Shape = { kind: 'leaf' };
const SET: Shape = { kind: 'set' };
const DEDUCED: Shape = { kind: 'deduced' };
const DEDUCED_MAP: Shape = { kind: 'map', of: DEDUCED };

/** The schema of an object, or none: a custom resource that preserves unknown fields. */
export type ApplyType = MessageType | 'deduced';

/** Fields are read on first use, because a message may contain itself. */
class Struct {
  readonly kind = 'struct';
  #fields: Map<string, Shape> | undefined;
  #always: Set<string> | undefined;
  constructor(private readonly of: MessageType) {}
  get fields(): ReadonlyMap<string, Shape> {
    return this.#fields ??= new Map(Object.entries(this.of.fields).map(([name, { type, options }]) => [name, shapeOf(type, options)]));
  }
  get always(): ReadonlySet<string> {
    return this.#always ??= new Set(Object.entries(this.of.fields).flatMap(([name, field]) => (presenceOf(field) === 'always' && resolve(field.type).form === 'message' ? [name] : [])));
  }
}

const structs = new WeakMap<MessageType, Struct>();
function structOf(message: MessageType): Struct {
  const known = structs.get(message);
  if (known) return known;
  const made = new Struct(message);
  structs.set(message, made);
  return made;
}

const OF_DEDUCED: Shape = { kind: 'struct', fields: new Map<string, Shape>([['metadata', structOf(ObjectMeta)]]), always: new Set(['metadata']), rest: DEDUCED };

function listShape(of: Type, { list, keys, patch, mergeKey }: FieldOptions): Shape {
  const merged = patch === 'merge' || patch === 'merge,retainKeys';
  const kind = list ?? (merged ? (mergeKey ? 'map' : 'set') : 'atomic');
  if (kind === 'atomic') return ATOMIC;
  if (kind === 'set') return SET;
  const item = resolve(of);
  const names = [...(keys ?? [mergeKey!])].sort();
  const fields = item.form === 'message' ? item.fields : {};
  const defaults = Object.fromEntries(names.flatMap((name) => {
    const given = fields[name]?.options.default;
    return given === undefined ? [] : [[name, given]];
  }));
  return { kind: 'keyed', keys: names, defaults, of: shapeOf(of, {}) };
}

export function shapeOf(type: Type, options: FieldOptions): Shape {
  const of = resolve(type);
  switch (of.form) {
    case 'scalar': case 'variant': return ATOMIC;
    case 'list': return listShape(of.of, options);
    case 'map': return options.map === 'atomic' ? ATOMIC : { kind: 'map', of: shapeOf(of.of, {}) };
    case 'message': {
      const atomic = options.map === 'atomic' || (options.map !== 'granular' && ATOMIC_MESSAGES.has(of.name));
      return atomic ? ATOMIC : structOf(of);
    }
  }
}

export const rootShape = (type: ApplyType): Shape => (type === 'deduced' ? OF_DEDUCED : structOf(type));

/** The shape that holds for a value, once a schemaless one has been seen. */
export const seen = (shape: Shape, value: Json | undefined): Exclude<Shape, { kind: 'deduced' }> =>
  (shape.kind === 'deduced' ? (isObject(value) ? DEDUCED_MAP : ATOMIC) as Exclude<Shape, { kind: 'deduced' }> : shape);

/** The shape of a member of an object; `undefined` for a field that the schema does not know. */
export const memberShape = (shape: Extract<Shape, { kind: 'struct' | 'map' }>, name: string): Shape | undefined =>
  (shape.kind === 'map' ? shape.of : shape.fields.get(name) ?? shape.rest);

/** Whether a member is a named field, which exists for what is below it only. */
export const isNamed = (shape: Shape, name: string): boolean => shape.kind === 'struct' && shape.fields.has(name);
