import type { LabelSelector } from '../meta/v1/selectors.js';
import { byBytes, InvalidSelector, type Labels, type Operator, type Requirement, requirement, satisfies, writeRequirement } from './requirement.js';

/** A test of labels. Immutable. */
export class Selector {
  /** Sorted by key. Empty means that everything is selected, unless the selector is {@link nothing}. */
  readonly requirements: readonly Requirement[];

  constructor(requirements: readonly Requirement[], readonly selectsNothing = false) {
    this.requirements = [...requirements].sort((a, b) => byBytes(a.key, b.key));
  }

  /** Whether every object is selected. */
  get empty(): boolean { return !this.selectsNothing && this.requirements.length === 0; }

  matches(labels: Labels | undefined): boolean {
    if (this.selectsNothing) return false;
    const given = labels ?? {};
    for (const each of this.requirements) if (!satisfies(each, given)) return false;
    return true;
  }

  /** The only value that the label may have, where the selector fixes one: what an index can be asked for. */
  exactValue(key: string): string | undefined {
    const of = this.requirements.find((each) => each.key === key);
    return of && (of.operator === '=' || of.operator === '==' || of.operator === 'in') && of.values.length === 1 ? of.values[0] : undefined;
  }

  with(...more: Requirement[]): Selector {
    return this.selectsNothing ? this : new Selector([...this.requirements, ...more]);
  }

  /** The form that the `labelSelector` parameter takes. */
  toString(): string { return this.requirements.map(writeRequirement).join(','); }
}

export const everything = new Selector([]);
export const nothing = new Selector([], true);

const OPERATORS: Readonly<Record<string, Operator>> = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' };

/**
 * The test that a `LabelSelector` of an object means: an empty one selects everything, a missing one nothing.
 * @throws InvalidSelector
 */
export function selectorOf(from: LabelSelector | null | undefined): Selector {
  if (!from) return nothing;
  const labels = Object.entries(from.matchLabels ?? {}).map(([key, value]) => requirement(key, '=', [value]));
  const expressions = (from.matchExpressions ?? []).map(({ key, operator, values }) => {
    if (!Object.hasOwn(OPERATORS, operator)) throw new InvalidSelector(`${JSON.stringify(operator)} is not a valid label selector operator`);
    return requirement(key, OPERATORS[operator]!, values ?? []);
  });
  return labels.length + expressions.length ? new Selector([...labels, ...expressions]) : everything;
}

/** Selects exactly these labels, as the selectors of Services and ReplicationControllers do; unlike them, an empty set selects everything. */
export const selectorOfSet = (labels: Labels): Selector =>
  new Selector(Object.entries(labels).map(([key, value]) => ({ key, operator: '=', values: [value] })));
