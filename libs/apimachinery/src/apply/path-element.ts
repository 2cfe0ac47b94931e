import type { Json } from '../schema/types.js';
import { isObject, type JsonObject } from '../patch/json.js';

export const fieldElement = (name: string): string => `f:${name}`;
export const valueElement = (value: Json): string => `v:${JSON.stringify(value)}`;

/** @param names in alphabetical order; a key without a value is left out */
export function keyElement(item: JsonObject, names: readonly string[], defaults: Readonly<Record<string, Json>>): string {
  let text = '';
  for (const name of names) {
    const value = item[name] ?? defaults[name];
    if (value !== undefined) text += `${text ? ',' : ''}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return `k:{${text}}`;
}

/** Fields, then keys, then values, then indexes; `.` is first. */
const RANK: Readonly<Record<string, number>> = { '.': 0, f: 1, k: 2, v: 3, i: 4 };
const TYPE_RANK: Readonly<Record<string, number>> = { number: 0, string: 1, boolean: 2 };

const order = <T extends string | number | boolean>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function compareValues(a: Json | undefined, b: Json | undefined): number {
  const rank = (value: Json | undefined): number => TYPE_RANK[typeof value] ?? (Array.isArray(value) ? 3 : isObject(value) ? 4 : 5);
  const byType = rank(a) - rank(b);
  if (byType || typeof a === 'object' || a === undefined) return byType || order(JSON.stringify(a) ?? '', JSON.stringify(b) ?? '');
  return order(a, b as typeof a);
}

function compareKeys(a: JsonObject, b: JsonObject): number {
  const [left, right] = [Object.keys(a).sort(), Object.keys(b).sort()];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const result = order(left[at]!, right[at]!) || compareValues(a[left[at]!], b[right[at]!]);
    if (result) return result;
  }
  return left.length - right.length;
}

const parsed = (element: string): Json => {
  try { return JSON.parse(element.slice(2)) as Json; } catch { return element; }
};

/** The published order of elements. */
export function compareElements(a: string, b: string): number {
  const [left, right] = [a[0]!, b[0]!];
  if (left !== right) return (RANK[left] ?? 9) - (RANK[right] ?? 9);
  if (left === 'f' || a === b) return order(a, b);
  const [x, y] = [parsed(a), parsed(b)];
  return (isObject(x) && isObject(y) ? compareKeys(x, y) : compareValues(x, y)) || order(a, b);
}

/** `.spec.containers[name="a"].image`, as messages show paths. */
export const pathText = (elements: readonly string[]): string => elements.map((element) => {
  const content = element.slice(2);
  switch (element[0]) {
    case 'f': return `.${content}`;
    case 'k': return `[${Object.entries(parsed(element) as JsonObject).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
    case 'v': return `[=${content}]`;
    default: return `[${content}]`;
  }
}).join('');
