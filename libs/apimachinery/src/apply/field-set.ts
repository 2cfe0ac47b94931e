/**
 * Sets of field paths, kept in the very form that travels (`FieldsV1`): `{"f:spec":{"f:replicas":{}}}`. A node is a path; it is in the set when it
 * has a `.` or nothing below it. Sets are immutable and share what is the same, so that an unchanged set is the same object.
 *
 * Elements are `f:<field>`, `k:<keys of a list item>`, `v:<value of a set>`, `i:<index>` (KEP-555).
 */
import { compareElements, pathText } from './path-element.js';

export interface FieldSet { readonly [element: string]: FieldSet }
type Building = { [element: string]: FieldSet };

export const SELF = '.';
/** A path without anything below it; as a root, the empty set. */
export const LEAF: FieldSet = Object.freeze({});
export const EMPTY = LEAF;

export function isLeaf(node: FieldSet): boolean {
  for (const _ in node) return false;
  return true;
}
export const isEmpty = isLeaf;
/** Whether the path of a node that is not the root is in the set, and not only paths below it. */
export const isMember = (node: FieldSet): boolean => node[SELF] !== undefined || isLeaf(node);

/** Elements in the published order. */
export function sorted(node: FieldSet): FieldSet {
  const elements = Object.keys(node);
  if (elements.length < 2) return node;
  const result: Building = {};
  for (const element of elements.sort(compareElements)) result[element] = node[element]!;
  return result;
}

const withSelf = (node: FieldSet): FieldSet => (node[SELF] ? node : { [SELF]: LEAF, ...node });

/** The union of two nodes that are not roots. */
export function uniteNodes(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b) return a;
  if (isLeaf(a)) return isLeaf(b) ? a : withSelf(b);
  if (isLeaf(b)) return withSelf(a);
  let result: Building | undefined;
  let grown = false;
  for (const element in b) {
    const [left, right] = [a[element], b[element]!];
    const both = left ? uniteNodes(left, right) : right;
    if (both === left) continue;
    result ??= { ...a };
    result[element] = both;
    grown ||= !left;
  }
  return result ? (grown ? sorted(result) : result) : a;
}

/** A node from which something was taken: alone, a `.` says no more than nothing does. */
function normal(node: FieldSet): FieldSet | undefined {
  let count = 0;
  for (const _ in node) count += 1;
  if (count === 0) return undefined;
  return count === 1 && node[SELF] ? LEAF : node;
}

const without = (node: FieldSet, element: string): FieldSet => {
  const { [element]: _, ...rest } = node;
  return rest;
};

function subtractNodes(a: FieldSet, b: FieldSet): FieldSet | undefined {
  if (isLeaf(a)) return isMember(b) ? undefined : a;
  if (isLeaf(b)) return a[SELF] ? normal(without(a, SELF)) : a;
  let result: Building | undefined;
  for (const element in b) {
    const left = a[element];
    if (!left) continue;
    const rest = subtractNodes(left, b[element]!);
    if (rest === left) continue;
    result ??= { ...a };
    if (rest) result[element] = rest;
    else delete result[element];
  }
  return result ? normal(result) : a;
}

function intersectNodes(a: FieldSet, b: FieldSet): FieldSet | undefined {
  if (isLeaf(a)) return isMember(b) ? LEAF : undefined;
  if (isLeaf(b)) return isMember(a) ? LEAF : undefined;
  const result: Building = {};
  for (const element in a) {
    const both = b[element] && intersectNodes(a[element]!, b[element]);
    if (both) result[element] = both;
  }
  return normal(result);
}

export const union = (a: FieldSet, b: FieldSet): FieldSet => (isEmpty(a) ? b : isEmpty(b) ? a : uniteNodes(a, b));
/** Paths of `a` that are not in `b`; paths below one of `b` stay. */
export const difference = (a: FieldSet, b: FieldSet): FieldSet => (isEmpty(a) || isEmpty(b) ? a : subtractNodes(a, b) ?? EMPTY);
export const intersection = (a: FieldSet, b: FieldSet): FieldSet => (isEmpty(a) || isEmpty(b) ? EMPTY : intersectNodes(a, b) ?? EMPTY);

/** Paths of `a` that are neither in `b` nor below a path of it. */
export function outside(a: FieldSet, b: FieldSet): FieldSet {
  let result: Building | undefined;
  for (const element in b) {
    const left = a[element];
    if (!left || element === SELF) continue;
    const rest = isMember(b[element]!) ? undefined : isLeaf(left) ? left : normal(outside(left, b[element]!));
    if (rest === left) continue;
    result ??= { ...a };
    if (rest) result[element] = rest;
    else delete result[element];
  }
  return result ?? a;
}

/** Only the ends of paths: a path of which another one is a prefix is left out. */
export function leaves(set: FieldSet): FieldSet {
  const result: Building = {};
  for (const element in set) if (element !== SELF) result[element] = leaves(set[element]!);
  return result;
}

/** The paths of a set, as messages show them (`.spec.containers[name="a"].image`), those above before those below. */
export function paths(set: FieldSet, prefix: readonly string[] = []): string[] {
  const elements = Object.keys(set).filter((element) => element !== SELF);
  return [
    ...elements.filter((element) => isMember(set[element]!)).map((element) => pathText([...prefix, element])),
    ...elements.flatMap((element) => paths(set[element]!, [...prefix, element])),
  ];
}

/** Reads a set that a client sent: in the published order, without elements of unknown kind. */
export function parseFieldSet(fields: unknown): FieldSet {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return EMPTY;
  const result: Building = {};
  for (const [element, below] of Object.entries(fields)) if (element === SELF || /^[fkvi]:/.test(element)) result[element] = parseFieldSet(below);
  return sorted(result);
}
