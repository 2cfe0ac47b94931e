import type { Json } from '../schema/types.js';
import { isObject } from '../patch/json.js';
import { EMPTY, type FieldSet, LEAF, SELF, sorted } from './field-set.js';
import { elementOf, itemShape, type ListShape } from './items.js';
import { fieldElement, pathText } from './path-element.js';
import { memberShape, rootShape, seen, type ApplyType, type Shape } from './shape.js';

type Building = { [element: string]: FieldSet };

/** What is wrong with an applied configuration, as `<path>: <reason>`. */
export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration';
  constructor(problems: readonly string[]) { super(problems.length === 1 ? problems[0] : `errors:\n  ${problems.join('\n  ')}`); }
}

/** Walks a configuration; gathers the paths that it sets and everything that is wrong with it. */
class Walk {
  readonly problems: string[] = [];

  #wrong(path: readonly string[], reason: string): FieldSet {
    this.problems.push(`${pathText(path)}: ${reason}`);
    return EMPTY;
  }

  /** The paths below a value; `undefined` when the value itself is the end of a path. */
  below(shape: Shape, value: Json, path: readonly string[]): FieldSet | undefined {
    const as = seen(shape, value);
    if (as.kind === 'leaf') return undefined;
    if (value === null) return EMPTY;
    if (as.kind === 'struct' || as.kind === 'map') return isObject(value) ? this.#object(as, value, path) : this.#wrong(path, `expected map, got ${JSON.stringify(value)}`);
    return Array.isArray(value) ? this.#list(as, value, path) : this.#wrong(path, `expected list, got ${JSON.stringify(value)}`);
  }

  #object(shape: Extract<Shape, { kind: 'struct' | 'map' }>, value: { [key: string]: Json }, path: readonly string[]): FieldSet {
    const result: Building = {};
    for (const name of Object.keys(value)) {
      const element = fieldElement(name);
      const here = [...path, element];
      const member = memberShape(shape, name);
      if (!member) { this.#wrong(here, 'field not declared in schema'); continue; }
      const child = value[name]!;
      const below = this.below(member, child, here);
      const named = shape.kind === 'struct' && shape.fields.has(name);
      const self = below === undefined || !named || child === null || (isObject(child) && Object.keys(child).length === 0);
      const node = combined(below, self);
      if (node) result[element] = node;
    }
    return sorted(result);
  }

  #list(shape: ListShape, items: readonly Json[], path: readonly string[]): FieldSet {
    const result: Building = {};
    items.forEach((item, at) => {
      const reason = unfit(shape, item);
      if (reason) { this.#wrong(path, `element ${at}: ${reason}`); return; }
      const element = elementOf(shape, item);
      if (result[element]) { this.#wrong(path, `duplicate entries for key ${pathText([element])}`); return; }
      result[element] = combined(this.below(itemShape(shape), item, [...path, element]), true)!;
    });
    return sorted(result);
  }
}

function combined(below: FieldSet | undefined, self: boolean): FieldSet | undefined {
  if (below === undefined || Object.keys(below).length === 0) return self ? LEAF : undefined;
  return self ? { [SELF]: LEAF, ...below } : below;
}

function unfit(shape: ListShape, item: Json): string | undefined {
  if (shape.kind === 'set') return item === null || typeof item === 'object' ? 'sets may only hold scalars' : undefined;
  if (item === null) return 'associative list with keys may not have a null element';
  if (!isObject(item)) return 'associative list with keys may not have non-map elements';
  const missing = shape.keys.find((key) => item[key] === undefined && shape.defaults[key] === undefined);
  return missing && `associative list with keys has an element that omits key field ${JSON.stringify(missing)} (and doesn't have default value)`;
}

/**
 * The paths that a configuration sets.
 * @throws InvalidConfiguration
 */
export function fieldsOf(type: ApplyType, config: Json): FieldSet {
  const walk = new Walk();
  const set = walk.below(rootShape(type), config, []) ?? EMPTY;
  if (walk.problems.length) throw new InvalidConfiguration(walk.problems);
  return set;
}
