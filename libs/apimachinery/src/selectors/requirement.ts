import { index, invalid, notSupported, type FieldError } from '../errors/field.js';
import { labelValue, qualifiedName } from '../validation/names.js';

export type Operator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
const OPERATORS: readonly Operator[] = ['=', '==', '!=', 'in', 'notin', 'exists', '!', 'gt', 'lt'];

/** One condition on labels; all conditions of a selector have to hold. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** One for comparisons, at least one for `in` and `notin`, none for `exists` and `!`. */
  readonly values: readonly string[];
}

export type Labels = { readonly [key: string]: string };

/** A selector that cannot be read; the message is the published one. */
export class InvalidSelector extends Error {
  override readonly name = 'InvalidSelector';
}

const INTEGER = /^[-+]?\d+$/;
const OUT_OF_RANGE = (value: bigint): boolean => BigInt.asIntN(64, value) !== value;
function integer(text: string): bigint | undefined {
  if (!INTEGER.test(text) || text.length > 20) return undefined;
  const value = BigInt(text.replace('+', ''));
  return OUT_OF_RANGE(value) ? undefined : value;
}

function valueErrors(operator: Operator, values: readonly string[]): FieldError[] {
  const wrong = (detail: string): FieldError[] => [invalid('values', values, detail)];
  switch (operator) {
    case 'in': case 'notin':
      return values.length ? [] : wrong("for 'in', 'notin' operators, values set can't be empty");
    case '=': case '==': case '!=':
      return values.length === 1 ? [] : wrong('exact-match compatibility requires one single value');
    case 'exists': case '!':
      return values.length ? wrong('values set must be empty for exists and does not exist') : [];
    case 'gt': case 'lt': {
      const bad = values.flatMap((value, at) => (integer(value) === undefined
        ? [invalid(index('values', at), value, "for 'Gt', 'Lt' operators, the value must be an integer")] : []));
      return values.length === 1 ? bad : [...wrong("for 'Gt', 'Lt' operators, exactly one value is required"), ...bad];
    }
    default:
      return [notSupported('operator', operator, OPERATORS)];
  }
}

/** @throws InvalidSelector naming everything that is wrong */
export function requirement(key: string, operator: Operator, values: readonly string[]): Requirement {
  const wrongKey = qualifiedName(key);
  const errors = [
    ...(wrongKey.length ? [invalid('key', key, wrongKey.join('; '))] : []),
    ...valueErrors(operator, values),
    ...values.flatMap((value, at) => {
      const wrong = labelValue(value);
      return wrong.length ? [invalid(index(index('values', at), key), value, wrong.join('; '))] : [];
    }),
  ];
  if (errors.length) throw new InvalidSelector(aggregate(errors.map((error) => `${error.field}: ${error.message}`)));
  return { key, operator, values };
}

/** Several messages read as one list, each of them once. */
export const aggregate = (messages: readonly string[]): string => {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`;
};

export function satisfies({ key, operator, values }: Requirement, labels: Labels): boolean {
  const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case '=': case '==': return label === values[0];
    case '!=': return label !== values[0];
    case 'in': return label !== undefined && values.includes(label);
    case 'notin': return label === undefined || !values.includes(label);
    case 'exists': return label !== undefined;
    case '!': return label === undefined;
    case 'gt': case 'lt': {
      const [left, right] = [label === undefined ? undefined : integer(label), integer(values[0]!)];
      if (left === undefined || right === undefined) return false;
      return operator === 'gt' ? left > right : left < right;
    }
  }
}

/** The canonical text, with values in order. */
export function writeRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'exists': return key;
    case '!': return `!${key}`;
    case 'gt': return `${key}>${values[0]}`;
    case 'lt': return `${key}<${values[0]}`;
    case 'in': case 'notin': return `${key} ${operator} (${[...values].sort(byBytes).join(',')})`;
    default: return `${key}${operator}${values[0]}`;
  }
}

export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
