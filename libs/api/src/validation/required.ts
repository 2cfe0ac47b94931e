import { type FieldError, child, index, required } from '@kubets/apimachinery/errors/field';
import { resolve } from '@kubets/apimachinery/schema/build';
import type { MessageType, Type } from '@kubets/apimachinery/schema/types';

/**
 * Reports the fields that the schema calls required and that are unset, at any depth.
 *
 * Numbers and truth values always count as set: their zero is a value. Metadata and status are other people's business.
 * @param except paths relative to the message (`template.spec`, list items as `containers[]`) below which nothing is reported,
 *   because other rules apply there or because an empty text is allowed
 */
export function missingRequired(type: MessageType, value: object | undefined, path = '', except: readonly string[] = []): FieldError[] {
  return walk(type, value ?? {}, path, '', new Set(['metadata', 'status', ...except]));
}

function walk(type: MessageType, value: object, path: string, relative: string, except: ReadonlySet<string>): FieldError[] {
  return Object.entries(type.fields).flatMap(([name, field]) => {
    const place = child(relative, name);
    if (except.has(place)) return [];
    const of = resolve(field.type);
    const item = (value as Record<string, unknown>)[name];
    if (field.options.required && isUnset(of, item)) return [required(child(path, name))];
    return item === undefined || item === null ? [] : inside(of, item, child(path, name), place, except);
  });
}

function inside(type: Type, value: unknown, path: string, relative: string, except: ReadonlySet<string>): FieldError[] {
  if (type.form === 'message') return typeof value === 'object' && value ? walk(type as MessageType, value, path, relative, except) : [];
  if (type.form === 'list' && Array.isArray(value)) {
    const of = resolve((type as { of: Type }).of);
    return value.flatMap((item, at) => inside(of, item, index(path, at), `${relative}[]`, except));
  }
  return [];
}

function isUnset(type: Type, value: unknown): boolean {
  if (value === undefined || value === null) return !(type.form === 'scalar' && COUNTED.has((type as { scalar: string }).scalar));
  return value === '' || (Array.isArray(value) && value.length === 0);
}
const COUNTED: ReadonlySet<string> = new Set(['int32', 'int64', 'double', 'bool']);
