import type { Json } from '../schema/types.js';
import { isObject, type JsonObject, put } from '../patch/json.js';
import { type FieldSet, isMember } from './field-set.js';
import { elementOf, itemShape } from './items.js';
import { fieldElement } from './path-element.js';
import { ATOMIC, isNamed, memberShape, seen, type Shape } from './shape.js';

interface Context {
  /** What the applier set the last time, below here. */
  readonly last: FieldSet;
  /** What anybody owns now, below here. */
  readonly owned: FieldSet | undefined;
  /** Whether the applier had set something that contains this. */
  readonly within: boolean;
  /** Whether everything that contains this stays because of its owners. */
  readonly held: boolean;
}

/** What becomes of one member: gone, or kept with its own members pruned. */
function kept(context: Context, element: string, named: boolean, shape: Shape, value: Json): Json | undefined {
  const last = context.last[element];
  if (!last) return value;
  const owned = context.owned?.[element];
  // A named field has no existence of its own: it was set if anything below it was.
  const wasSet = named || isMember(last);
  const isOwned = owned !== undefined && (named || isMember(owned));
  const held = context.held && (isOwned || !(wasSet || context.within));
  if (wasSet && !held) return undefined;
  return prune(shape, value, { last, owned, within: context.within || wasSet, held });
}

/** A container that lost its last member is empty for a schema, and gone without one. */
const emptied = (shape: Shape): Json | undefined => (shape.kind === 'deduced' ? undefined : null);

function prune(shape: Shape, value: Json, context: Context): Json | undefined {
  const as = seen(shape, value);
  if ((as.kind === 'struct' || as.kind === 'map') && isObject(value)) {
    const result: JsonObject = {};
    for (const name of Object.keys(value)) {
      const member = kept(context, fieldElement(name), isNamed(as, name), memberShape(as, name) ?? ATOMIC, value[name]!);
      if (member !== undefined) put(result, name, member);
    }
    return Object.keys(result).length || !Object.keys(value).length ? result : emptied(shape);
  }
  if ((as.kind === 'set' || as.kind === 'keyed') && Array.isArray(value)) {
    const result = value.flatMap((item) => {
      const member = kept(context, elementOf(as, item), false, itemShape(as), item);
      return member === undefined ? [] : [member];
    });
    return result.length || !value.length ? result : emptied(shape);
  }
  return value;
}

/**
 * Removes what the applier set the last time and nobody owns any more. What it contained goes with it; what others own, and what
 * nobody ever applied inside of something that stays, remains.
 * @param owned everybody's sets after this apply, the applier's included
 */
export const removeAbandoned = (shape: Shape, merged: Json, last: FieldSet, owned: FieldSet): Json =>
  prune(shape, merged, { last, owned, within: false, held: true }) ?? {};

/** Takes out the nulls that stand for "nothing": of emptied containers, and of configurations. */
export function withoutNulls(shape: Shape, value: Json): Json {
  if (shape.kind === 'deduced') return value;
  if ((shape.kind === 'struct' || shape.kind === 'map') && isObject(value)) {
    let result: JsonObject | undefined;
    for (const name of Object.keys(value)) {
      const member = value[name] === null ? undefined : withoutNulls(memberShape(shape, name) ?? ATOMIC, value[name]!);
      if (member === value[name]) continue;
      result ??= { ...value };
      if (member === undefined) delete result[name];
      else put(result, name, member);
    }
    return result ?? value;
  }
  if (shape.kind !== 'keyed' || !Array.isArray(value)) return value;
  const result = value.map((item) => withoutNulls(shape.of, item));
  return result.every((item, at) => item === value[at]) ? value : result;
}
