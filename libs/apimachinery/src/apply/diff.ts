import type { Json } from '../schema/types.js';
import { equal, isObject, type JsonObject, own } from '../patch/json.js';
import { difference, type FieldSet, LEAF, SELF, sorted } from './field-set.js';
import { itemShape, itemsOf, type ListShape } from './items.js';
import { fieldElement } from './path-element.js';
import { ATOMIC, memberShape, seen, type Shape } from './shape.js';

/** What differs between two values: paths that were added or got another value, and paths that are gone. */
export interface Delta { readonly changed?: FieldSet | undefined; readonly removed?: FieldSet | undefined }

type Value = Json | undefined;
type Building = { [element: string]: FieldSet };
type ObjectShape = Extract<Shape, { kind: 'struct' | 'map' }>;

/** A value is a container of its shape only if it has something in it: an empty one is a leaf. */
function filled(shape: Shape, value: Value): boolean {
  if (shape.kind === 'struct' || shape.kind === 'map') { if (isObject(value)) for (const _ in value) return true; return false; }
  return (shape.kind === 'set' || shape.kind === 'keyed') && Array.isArray(value) && value.length > 0;
}

/** All paths of a value that is there as a whole on one side only, its own path among them. */
export function whole(shape: Shape, value: Json): FieldSet {
  const as = seen(shape, value);
  if (!filled(as, value)) return LEAF;
  return { [SELF]: LEAF, ...members(as, value) };
}

/** The paths below a value. */
function members(shape: Exclude<Shape, { kind: 'deduced' }>, value: Json): FieldSet {
  const result: Building = {};
  if (shape.kind === 'struct' || shape.kind === 'map') {
    const object = value as JsonObject;
    for (const name of Object.keys(object)) result[fieldElement(name)] = whole(memberShape(shape, name) ?? ATOMIC, object[name]!);
  } else if (shape.kind !== 'leaf') {
    const { single, repeated } = itemsOf(shape, value as Json[]);
    for (const [element, item] of single) result[element] = whole(itemShape(shape), item);
    for (const element of repeated.keys()) result[element] = LEAF;
  }
  return sorted(result);
}

/** Gathers the differences of members; nothing is allocated as long as there are none. */
class Gatherer {
  #changed: Building | undefined;
  #removed: Building | undefined;
  add(element: string, delta: Delta | undefined): void {
    if (delta?.changed) (this.#changed ??= {})[element] = delta.changed;
    if (delta?.removed) (this.#removed ??= {})[element] = delta.removed;
  }
  get delta(): Delta | undefined {
    return this.#changed || this.#removed ? { changed: this.#changed && sorted(this.#changed), removed: this.#removed && sorted(this.#removed) } : undefined;
  }
}

const NOTHING: JsonObject = Object.freeze({});

function diffObjects(shape: ObjectShape, before: JsonObject, after: JsonObject): Delta | undefined {
  const found = new Gatherer();
  const missing = (name: string): Value => (shape.kind === 'struct' && shape.always.has(name) ? NOTHING : undefined);
  for (const name in before) {
    const was = own(before, name);
    const is = own(after, name);
    if (was !== is) found.add(fieldElement(name), diff(memberShape(shape, name) ?? ATOMIC, was, is ?? missing(name)));
  }
  for (const name in after) {
    if (!Object.hasOwn(before, name)) found.add(fieldElement(name), diff(memberShape(shape, name) ?? ATOMIC, missing(name), own(after, name)));
  }
  return found.delta;
}

function diffLists(shape: ListShape, before: readonly Json[], after: readonly Json[]): Delta | undefined {
  if (before.length === after.length && before.every((item, at) => equal(item, after[at]))) return undefined;
  const [was, is] = [itemsOf(shape, before), itemsOf(shape, after)];
  const found = new Gatherer();
  for (const element of new Set([...was.single.keys(), ...was.repeated.keys(), ...is.single.keys(), ...is.repeated.keys()])) {
    const repeated = was.repeated.has(element) || is.repeated.has(element);
    const side = (of: typeof was): Value => (repeated ? of.repeated.get(element) ?? (of.single.has(element) ? [of.single.get(element)!] : undefined) : of.single.get(element));
    found.add(element, diff(repeated ? ATOMIC : itemShape(shape), side(was), side(is)));
  }
  return found.delta;
}

function diffLeaf(before: Value, after: Value): Delta | undefined {
  if (after === undefined) return before === undefined ? undefined : { removed: LEAF };
  return equal(before, after) ? undefined : { changed: LEAF };
}

/** A value without schema that is an object on one side only. */
function diffKinds(shape: Shape, before: Json, after: Json): Delta {
  const [was, is] = [{ x: whole(shape, before) }, { x: whole(shape, after) }];
  return { changed: is.x, removed: difference(was, is).x };
}

/** @returns `undefined` when the values are the same. Only differing parts are walked into. */
export function diff(shape: Shape, before: Value, after: Value): Delta | undefined {
  if (before === after) return undefined;
  const as = seen(shape, before ?? after);
  if (shape.kind === 'deduced' && before != null && after != null && as.kind !== seen(shape, after).kind) return diffKinds(shape, before, after);
  const [wasFilled, isFilled] = [filled(as, before), filled(as, after)];
  if (!wasFilled && !isFilled) return diffLeaf(before, after);
  if (before === undefined) return { changed: whole(as, after!) };
  if (after === undefined) return { removed: whole(as, before) };
  if (as.kind === 'struct' || as.kind === 'map') return diffObjects(as, wasFilled ? before as JsonObject : {}, isFilled ? after as JsonObject : {});
  return diffLists(as as ListShape, wasFilled ? before as Json[] : [], isFilled ? after as Json[] : []);
}
