import { badRequest, StatusError } from '../errors/status.js';
import type { Json } from '../schema/types.js';
import { isObject, type JsonObject, own } from './json.js';
import { rejected } from './json-patch.js';

/** What the schema says about a list, and how its items merge. */
export interface ListRules {
  readonly merges: boolean;
  /** Identifies items of a list of objects. */
  readonly mergeKey: string | undefined;
  readonly merge: (original: JsonObject, patch: JsonObject) => JsonObject;
  /** An item that was not there before, without directives; `undefined` if nothing remains. */
  readonly fresh: (item: Json) => Json | undefined;
}

/** The published answer to a patch that contradicts the lists that it is to be merged with: 500 with the reason in the message. */
export const failed = (message: string): StatusError => new StatusError(500, 'Unknown', message);

/** Whether the items are objects; all of them have to be of one kind. */
function holdsObjects(...lists: readonly (readonly Json[])[]): boolean {
  const kinds = new Set(lists.flat().map((item) => (Array.isArray(item) ? 'list' : item === null ? 'null' : typeof item)));
  if (kinds.has('list')) throw rejected('', 'lists of lists are not supported');
  if (kinds.size > 1) throw failed(`list element types are not identical: ${JSON.stringify(lists)}`);
  return kinds.has('object');
}

/** What identifies an item: itself, or the value of its key. */
function identity(rules: ListRules, objects: boolean): (item: Json) => Json {
  if (!objects) return (item) => item;
  const key = rules.mergeKey;
  if (!key) throw failed('cannot merge lists without merge key');
  return (item) => {
    const value = isObject(item) ? own(item, key) : undefined;
    if (value === undefined) throw failed(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    return value;
  };
}

const LAST = Number.MAX_SAFE_INTEGER;

/**
 * Puts items of the patch in the order that the patch wants, and all others between them where they were.
 * @param before the list as it was, which tells where the others belong
 */
function arrange(items: readonly Json[], wanted: readonly Json[], before: readonly Json[], id: (item: Json) => Json): Json[] {
  const rank = (order: readonly Json[]): Map<Json, number> => {
    const ranks = new Map<Json, number>();
    order.forEach((item, at) => { if (!ranks.has(id(item))) ranks.set(id(item), at); });
    return ranks;
  };
  const [wantedRank, beforeRank] = [rank(wanted), rank(before)];
  const sorted = (of: readonly Json[], ranks: Map<Json, number>): Json[] => of.toSorted((a, b) => (ranks.get(id(a)) ?? LAST) - (ranks.get(id(b)) ?? LAST));
  const patched = sorted(items.filter((item) => wantedRank.has(id(item))), wantedRank);
  const others = sorted(items.filter((item) => !wantedRank.has(id(item))), beforeRank);
  const result: Json[] = [];
  for (const item of patched) {
    const place = beforeRank.get(id(item));
    while (others.length && place !== undefined && beforeRank.get(id(others[0]!))! < place) result.push(others.shift()!);
    result.push(item);
  }
  return [...result, ...others];
}

const directiveOf = (item: Json): Json | undefined => (isObject(item) ? own(item, '$patch') : undefined);

/** Takes the directives out of a list of objects: what remains of the old list, and what is to be merged into it. */
function obeyed(original: readonly Json[], patch: readonly Json[], id: (item: Json) => Json): { kept: Json[]; changes: Json[] } {
  let kept = [...original];
  let replace = false;
  const changes: Json[] = [];
  for (const item of patch) {
    const directive = directiveOf(item);
    if (directive === undefined) changes.push(item);
    else if (directive === 'replace') replace = true;
    else if (directive === 'delete') {
      const gone = id(item);
      kept = kept.filter((each) => !isObject(each) || id(each) !== gone);
    } else if (directive === 'merge') throw failed('merging lists cannot yet be specified in the patch');
    else throw failed(`unknown patch type: ${String(directive)} in map: ${JSON.stringify(item)}`);
  }
  return replace ? { kept: changes, changes: [] } : { kept, changes };
}

function mergeItems(rules: ListRules, kept: readonly Json[], changes: readonly Json[], id: (item: Json) => Json): Json[] {
  const result = [...kept];
  const places = new Map<Json, number>();
  result.forEach((item, at) => { if (!places.has(id(item))) places.set(id(item), at); });
  for (const change of changes) {
    const place = places.get(id(change));
    if (place !== undefined) { result[place] = rules.merge(result[place] as JsonObject, change as JsonObject); continue; }
    const added = rules.fresh(change);
    if (added !== undefined) places.set(id(change), result.push(added) - 1);
  }
  return result;
}

/** @param order the wanted order, if it is given apart from the patch */
export function mergeList(rules: ListRules, original: readonly Json[], patch: readonly Json[], order?: readonly Json[]): Json[] {
  const objects = holdsObjects(original, patch);
  const id = identity(rules, objects);
  if (!objects) return arrange([...new Set([...original, ...patch])], order ?? patch, original, id);
  const { kept, changes } = obeyed(original, patch, id);
  return arrange(mergeItems(rules, kept, changes, id), order ?? (changes.length ? changes : kept), kept, id);
}

/** The patch may only hold items of the order, in that order. */
function checkOrder(patch: readonly Json[], order: readonly Json[], id: (item: Json) => Json): void {
  let at = 0;
  for (const item of patch) {
    if (directiveOf(item) !== undefined) continue;
    while (at < order.length && id(order[at]!) !== id(item)) at += 1;
    if (at === order.length) throw failed(`The order in patch list:\n${JSON.stringify(patch)}\n doesn't match $setElementOrder list:\n${JSON.stringify(order)}\n`);
    at += 1;
  }
}

/**
 * Merges a list that comes with `$setElementOrder`: items of the order first and in its order, others between them as they were.
 * `undefined` when neither side has the list.
 */
export function mergeOrdered(rules: ListRules, original: readonly Json[] | undefined, patch: readonly Json[] | undefined, order: readonly Json[]): Json[] | undefined {
  if (!original && !patch) return undefined;
  const objects = holdsObjects(original ?? [], patch ?? [], order);
  const id = identity(rules, objects);
  if (order.some((item) => objects && !isObject(item))) throw badRequest('invalid patch format of setElementOrder list');
  if (patch && order.length) checkOrder(patch, order, id);
  if (original && patch) return rules.merges ? mergeList(rules, original, patch, order) : [...patch];
  return arrange(original ?? (rules.fresh([...patch!]) as Json[]), order, original ?? [], id);
}
