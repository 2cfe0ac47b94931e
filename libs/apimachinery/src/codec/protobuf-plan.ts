import type { Field, MessageType } from '../schema/types.js';

/** A field of a message, or a message embedded in it whose fields JSON shows as its own. */
export type Node =
  | { readonly number: number; readonly slot: number; readonly name: string; readonly field: Field }
  | { readonly number: number; readonly embedded: readonly Node[] };

/**
 * The fields of a message in the order of their numbers, those of embedded messages (`'2/1'`) below a node of their own. `slot` is a field's
 * position in the schema. Fields that exist in JSON only are left out.
 */
export function planOf(type: MessageType): readonly Node[] {
  const entries = Object.entries(type.fields).flatMap(([name, field], slot) =>
    field.number === null ? [] : [{ path: String(field.number).split('/').map(Number), slot, name, field }]);
  return nest(entries);
}

interface Entry { readonly path: readonly number[]; readonly slot: number; readonly name: string; readonly field: Field }

function nest(entries: readonly Entry[]): readonly Node[] {
  const nodes: Node[] = [];
  for (const first of new Set(entries.map(({ path }) => path[0]!))) {
    const group = entries.filter(({ path }) => path[0] === first);
    const [only] = group;
    if (only && only.path.length === 1) nodes.push({ number: first, slot: only.slot, name: only.name, field: only.field });
    else nodes.push({ number: first, embedded: nest(group.map((entry) => ({ ...entry, path: entry.path.slice(1) }))) });
  }
  return nodes.sort((a, b) => a.number - b.number);
}

/** Protobuf wire types. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
