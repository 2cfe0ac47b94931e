import { byBytes, InvalidSelector } from './requirement.js';

export interface FieldRequirement {
  readonly field: string;
  /** `==` is read as `=`. */
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** A test of fields by their text. Which fields a resource offers is the caller's matter. */
export class FieldSelector {
  constructor(readonly requirements: readonly FieldRequirement[]) {}

  get empty(): boolean { return this.requirements.length === 0; }

  /** @param get the text of a field; an absent field is the empty text */
  matchesFields(get: (field: string) => string): boolean {
    return this.requirements.every(({ field, operator, value }) => (get(field) === value) === (operator === '='));
  }

  exactValue(field: string): string | undefined {
    return this.requirements.find((each) => each.field === field && each.operator === '=')?.value;
  }

  toString(): string { return this.requirements.map(({ field, operator, value }) => `${field}${operator}${escapeFieldValue(value)}`).join(','); }
}

/** Prefixes `\`, `,` and `=` with a backslash, so that any text can be a value. */
export const escapeFieldValue = (value: string): string => value.replace(/[\\,=]/g, '\\$&');

function unescape(text: string): string {
  let value = '';
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at]!;
    if (c === ',' || c === '=') throw new InvalidSelector(`invalid field selector: unescaped character in value: ${c.codePointAt(0)}`);
    if (c !== '\\') { value += c; continue; }
    at += 1;
    const escaped = text[at] ?? '';
    if (escaped !== '\\' && escaped !== ',' && escaped !== '=') throw new InvalidSelector(`invalid field selector: invalid escape sequence: \\${escaped}`);
    value += escaped;
  }
  return value;
}

/** A comma ends a term unless a backslash precedes it. */
const terms = (text: string): string[] => (text.match(/(?:\\[\s\S]|[^\\,]|\\$)+/g) ?? []).sort(byBytes);
const TERM = /^([\s\S]*?)(!=|==|=)([\s\S]*)$/;

/**
 * Reads a selector such as `status.phase!=Failed,spec.nodeName=n1`; the empty text selects everything.
 * @throws InvalidSelector
 */
export function parseFieldSelector(text: string): FieldSelector {
  return new FieldSelector(terms(text).map((term) => {
    const match = TERM.exec(term);
    if (!match) throw new InvalidSelector(`invalid selector: '${text}'; can't understand '${term}'`);
    return { field: match[1]!, operator: match[2] === '!=' ? '!=' : '=', value: unescape(match[3]!) };
  }));
}
