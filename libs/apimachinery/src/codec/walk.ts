import { badRequest, type StatusError } from '../errors/status.js';
import { resolve } from '../schema/build.js';
import type { MessageType, Type } from '../schema/types.js';

/** Greatest nesting of objects and lists that is accepted; the limit of upstream's JSON decoder. */
export const MAX_DEPTH = 10_000;
/** So many unknown or duplicate fields are reported for one object; the rest is dropped silently, as upstream does. */
export const MAX_PROBLEMS = 100;

export const tooDeep = (): StatusError =>
  badRequest(`exceeded max depth: objects and lists may not be nested that deeply (${MAX_DEPTH} levels at most); flatten the document`);

/** Turns an overflow of the stack into what it means for the client: the value is nested too deeply to be walked. */
export function withinStack<T>(walk: () => T): T {
  try {
    return walk();
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

/** Joins `['spec', 'containers', 0, 'name']` to `spec.containers[0].name`. */
export function joinPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const at of path) text += typeof at === 'number' ? `[${at}]` : text && `.${at}` || at;
  return text;
}

/** `v1.PodSpec` for `core.v1.PodSpec`: how error messages name a message. */
export const shortName = (name: string): string => name.split('.').slice(-2).join('.');

const SCALAR_NAMES: Readonly<Record<string, string>> = {
  double: 'float64', bytes: '[]uint8', time: 'v1.Time', microTime: 'v1.MicroTime', quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString', rawExtension: 'runtime.RawExtension', fieldsV1: 'v1.FieldsV1', json: 'v1.JSON', stringList: '[]string',
};

function typeName(of: Type): string {
  const type = resolve(of);
  switch (type.form) {
    case 'scalar': return SCALAR_NAMES[type.scalar] ?? type.scalar;
    case 'list': return `[]${typeName(type.of)}`;
    case 'map': return `map[string]${typeName(type.of)}`;
    default: return shortName(type.name);
  }
}

/** How error messages name the JSON value that was found. */
function valueName(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return `number ${value}`;
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'object';
}

/**
 * The state of one walk over a value: where it is, and what it found. `path` is a stack that is overwritten in place,
 * so a walk that finds nothing wrong allocates nothing for it.
 */
export class Walk {
  readonly path: (string | number)[] = [];
  depth = 0;
  /** Members of all objects seen, to be held against the members in the text: more of those means duplicates. */
  members = 0;
  readonly problems: string[] = [];

  constructor(private readonly root: MessageType, readonly reporting: boolean) {}

  /** @param prefix what is wrong, without the path */
  report(prefix: string, name: string): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const problem = `${prefix} "${joinPath([...this.path.slice(0, this.depth), name])}"`;
    if (!this.problems.includes(problem)) this.problems.push(problem);
  }

  /** The value at the current path is not of the type that the schema wants there. */
  mismatch(value: unknown, detail = ''): StatusError {
    const path = this.path.slice(0, this.depth);
    const [struct, type] = this.describe(path);
    const shown = typeof value === 'string' && detail ? `string ${JSON.stringify(value)}` : valueName(value);
    const fields = path.filter((at) => typeof at === 'string').join('.');
    const where = struct ? `struct field ${struct}.${fields}` : 'value';
    return badRequest(`${cannotBeHandled(this.root)}json: cannot unmarshal ${shown} into Go ${where} of type ${type}${detail && `: ${detail}`}`);
  }

  /** The short name of the message that holds the path's last named field, and the name of the type wanted there. */
  private describe(path: readonly (string | number)[]): [string, string] {
    let type: Type = this.root;
    let struct = '';
    for (const at of path) {
      let here = resolve(type);
      if (here.form === 'variant') here = here.schema();
      if (here.form === 'message') {
        struct = here.name.split('.').at(-1) ?? '';
        const field = here.fields[String(at)];
        if (!field) break;
        type = field.type;
      } else if (here.form === 'list' || here.form === 'map') type = here.of;
    }
    return [struct, typeName(type)];
  }
}

/** `Pod in version "v1" cannot be handled as a Pod: `, which precedes what is wrong with an object of a kind. */
export function cannotBeHandled({ gvk }: MessageType): string {
  if (!gvk) return '';
  return `${gvk.kind} in version ${JSON.stringify(gvk.version)} cannot be handled as a ${gvk.kind}: `;
}

/** What a strict decode answers when fields are unknown or given twice. */
export const strictDecodingError = (type: MessageType, problems: readonly string[]): StatusError =>
  badRequest(`${cannotBeHandled(type)}strict decoding error: ${problems.join(', ')}`);
