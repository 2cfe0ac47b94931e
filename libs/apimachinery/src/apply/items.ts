import type { Json } from '../schema/types.js';
import { isObject } from '../patch/json.js';
import { keyElement, valueElement } from './path-element.js';
import type { Shape } from './shape.js';

export type ListShape = Extract<Shape, { kind: 'set' | 'keyed' }>;

/** The path element of a list's item. */
export const elementOf = (shape: ListShape, item: Json): string =>
  (shape.kind === 'set' || !isObject(item) ? valueElement(item) : keyElement(item, shape.keys, shape.defaults));

export const itemShape = (shape: ListShape): Shape => (shape.kind === 'set' ? { kind: 'leaf' } : shape.of);

/** Items by element. An element that occurs more than once, which only writes other than apply can cause, holds all of its items. */
export interface Items { readonly single: Map<string, Json>; readonly repeated: Map<string, Json[]> }

export function itemsOf(shape: ListShape, list: readonly Json[]): Items {
  const single = new Map<string, Json>();
  const repeated = new Map<string, Json[]>();
  for (const item of list) {
    const element = elementOf(shape, item);
    const many = repeated.get(element);
    if (many) many.push(item);
    else if (single.has(element)) {
      repeated.set(element, [single.get(element)!, item]);
      single.delete(element);
    } else single.set(element, item);
  }
  return { single, repeated };
}
