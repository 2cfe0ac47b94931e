import { CorefileError } from './tokens.js';
import type { Directive, Property } from './corefile.js';

/** A whole number of a directive. */
export function integer(of: { readonly line: number }, what: string, text: string | undefined, min: number, max: number): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isInteger(value) || value < min || value > max) throw new CorefileError(of.line, `${what} is ${JSON.stringify(text ?? '')}; use a whole number from ${min} to ${max}`);
  return value;
}

const UNITS: Readonly<{ [unit: string]: number }> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `5s`, `1m30s` or `200ms`; a bare number counts seconds. */
export function duration(of: { readonly line: number }, what: string, text: string | undefined): number {
  if (text !== undefined && /^\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...(text ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) throw new CorefileError(of.line, `${what} is ${JSON.stringify(text ?? '')}; write a duration such as 5s or 200ms`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}

/** Hands each line of a block to the reader of its name. */
export function properties(directive: Directive, readers: Readonly<{ [name: string]: (property: Property) => void }>): void {
  for (const property of directive.block) {
    const reader = Object.hasOwn(readers, property.name) ? readers[property.name] : undefined;
    if (!reader) throw new CorefileError(property.line, `${directive.name} has no property ${JSON.stringify(property.name)}; it has ${Object.keys(readers).join(', ') || 'none'}`);
    reader(property);
  }
}

export function noMore(directive: Directive, max: number): void {
  if (directive.args.length > max) throw new CorefileError(directive.line, `${directive.name} takes ${max === 0 ? 'no arguments' : `at most ${max}`}; it was given ${directive.args.join(' ')}`);
}
