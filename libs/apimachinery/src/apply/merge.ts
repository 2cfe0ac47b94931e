import type { Json } from '../schema/types.js';
import { isObject, type JsonObject, own, put } from '../patch/json.js';
import { elementOf, itemShape, type ListShape } from './items.js';
import { ATOMIC, memberShape, seen, type Shape } from './shape.js';

type Value = Json | undefined;

/** What the configuration sets, over what is there. Neither is changed. */
export function mergeConfig(shape: Shape, live: Value, config: Value): Value {
  if (config === undefined) return live;
  if (live === undefined) return config;
  const as = seen(shape, config);
  if (as.kind === 'struct' || as.kind === 'map') return mergeObjects(as, live, config);
  if (as.kind === 'set' || as.kind === 'keyed') return mergeLists(as, live, config);
  return config;
}

function mergeObjects(shape: Extract<Shape, { kind: 'struct' | 'map' }>, live: Json, config: Json): Json {
  if (!isObject(live)) return config;
  if (!isObject(config)) return Object.keys(live).length ? live : config;
  const result: JsonObject = { ...live };
  for (const name of Object.keys(config)) put(result, name, mergeConfig(memberShape(shape, name) ?? ATOMIC, own(live, name), config[name])!);
  return result;
}

/**
 * Items of the configuration come in its order; what only the live list has keeps its place relative to the items that both have
 * (the published order: left-hand items stay before the next shared one).
 */
function mergeLists(shape: ListShape, live: Json, config: Json): Json {
  if (!Array.isArray(live)) return config;
  if (!Array.isArray(config)) return live.length ? live : config;
  const [left, right] = [live, config].map((list) => list.map((item) => ({ element: elementOf(shape, item), item }))) as [Item[], Item[]];
  const wanted = new Map(right.map(({ element, item }) => [element, item]));
  const present = uniqueOf(left);
  const shared = right.filter(({ element }) => left.some((each) => each.element === element)).map(({ element }) => element);
  const result: Json[] = [];
  const done = new Set<string>();
  const take = (element: string): void => {
    done.add(element);
    result.push(mergeConfig(itemShape(shape), present.get(element), wanted.get(element))!);
    if (shared[0] === element) shared.shift();
  };
  let [at, of] = [0, 0];
  while (at < left.length || of < right.length) {
    const here = left[at];
    const next = right[of];
    if (here && next && here.element === next.element) { take(here.element); at += 1; of += 1; continue; }
    if (here && next && wanted.has(here.element) && shared[0] !== undefined && shared[0] !== here.element) { at += 1; continue; }
    if (here && !wanted.has(here.element)) { result.push(here.item); at += 1; continue; }
    if (here && done.has(here.element)) at += 1;
    if (next) { take(next.element); of += 1; }
  }
  return result;
}

interface Item { readonly element: string; readonly item: Json }

/** Elements that occur once; of repeated ones none is the one to merge with. */
function uniqueOf(items: readonly Item[]): Map<string, Json> {
  const result = new Map<string, Json>();
  const repeated = new Set<string>();
  for (const { element, item } of items) {
    if (result.has(element)) repeated.add(element);
    result.set(element, item);
  }
  for (const element of repeated) result.delete(element);
  return result;
}
