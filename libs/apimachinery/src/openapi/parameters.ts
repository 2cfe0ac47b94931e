import { CreateOptions, DeleteOptions, ListOptions, PatchOptions, UpdateOptions } from '../meta/v1/options.js';
import { isTypeMeta, resolve } from '../schema/build.js';
import type { MessageType } from '../schema/types.js';

/** A parameter in the path or the query of a request. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description: string;
}

/** The fields of an options message as query parameters; what is no single value is left to the body. */
export function queryOf(options: MessageType): Parameter[] {
  return Object.entries(options.fields).flatMap(([name, field]): Parameter[] => {
    const of = resolve(field.type);
    if (isTypeMeta(options, name) || of.form === 'message' || of.form === 'map') return [];
    const scalar = of.form === 'scalar' ? of.scalar : 'string';
    const type = scalar === 'bool' ? 'boolean' : scalar === 'int32' || scalar === 'int64' ? 'integer' : 'string';
    return [{ name, in: 'query', type, description: field.description }];
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const without = (parameters: readonly Parameter[], ...names: readonly string[]): Parameter[] => parameters.filter(({ name }) => !names.includes(name));

/** Experimental, and not published. */
const LIST = without(queryOf(ListOptions), 'shardSelector');

export const LIST_PARAMETERS: readonly Parameter[] = LIST;
export const CREATE_PARAMETERS: readonly Parameter[] = queryOf(CreateOptions);
export const UPDATE_PARAMETERS: readonly Parameter[] = queryOf(UpdateOptions);
export const PATCH_PARAMETERS: readonly Parameter[] = queryOf(PatchOptions);
export const DELETE_PARAMETERS: readonly Parameter[] = queryOf(DeleteOptions);
export const DELETE_COLLECTION_PARAMETERS: readonly Parameter[] = [...DELETE_PARAMETERS, ...without(LIST, 'watch', 'allowWatchBookmarks')]
  .sort((a, b) => (a.name < b.name ? -1 : 1));

export const PRETTY: Parameter = { name: 'pretty', in: 'query', type: 'string', description: 'If true, the output is indented for people to read.' };

export const nameParameter = (kind: string): Parameter => ({ name: 'name', in: 'path', type: 'string', description: `Name of the ${kind}.` });
export const NAMESPACE: Parameter = { name: 'namespace', in: 'path', type: 'string', description: 'Namespace in which the request takes effect.' };
export const PATH: Parameter = { name: 'path', in: 'path', type: 'string', description: 'The part of the address that is passed on.' };
