import { string } from './scalars.js';
import type {
  Field, FieldOptions, Fields, GroupVersionKind, LazyType, ListType, MapType, MessageType, Presence, ShapeOf, Type, Union, VariantType,
} from './types.js';

type IsRequired<O> = O extends { required: true } | { presence: 'always' } ? true : false;

/**
 * A field of a message.
 * @param number protobuf field number, `'2/1'` for field 1 of the message embedded as field 2, `null` for JSON only
 */
export function field<T, const O extends FieldOptions = Record<never, never>>(
  number: number | string | null, type: { readonly form: string } & Type<T>, description: string, options?: O,
): Field<T, IsRequired<O>> {
  return { number, type, description, options: options ?? {} };
}

export const list = <T>(of: Type<T>): Type<T[]> => ({ form: 'list', of }) satisfies ListType as Type<T[]>;
export const map = <T>(of: Type<T>): Type<Record<string, T>> => ({ form: 'map', of }) satisfies MapType as Type<Record<string, T>>;

/** A message that is not a kind of its own. */
export function message<const F extends Fields>(
  name: string, description: string, fields: F, more: { unions?: readonly Union[]; atomic?: boolean } = {},
): MessageType<ShapeOf<F>> {
  return { form: 'message', name, description, fields, ...more };
}

/** `apiVersion` and `kind`; protobuf carries them outside the message, in the `Unknown` envelope. */
export interface TypeMeta { apiVersion?: string; kind?: string }

const typeMeta = {
  kind: field(null, string, 'The name of the REST object that this document represents, such as Pod.'),
  apiVersion: field(null, string, 'The group and version of the schema of this document, such as apps/v1.'),
};

/** A message that travels on its own, with `apiVersion` and `kind`. */
export function kind<const F extends Fields>(
  name: string, gvk: GroupVersionKind, description: string, fields: F, more: { unions?: readonly Union[] } = {},
): MessageType<ShapeOf<F> & TypeMeta> & { readonly gvk: GroupVersionKind } {
  return { form: 'message', name, description, gvk, fields: { ...typeMeta, ...fields }, ...more };
}

/** Set by a kind's module; the list message of a kind, `items` holding objects of it. */
export function kindList<T, M>(
  name: string, of: MessageType<T> & { readonly gvk: GroupVersionKind }, meta: MessageType<M>, description: string,
) {
  const gvk = { ...of.gvk, kind: `${of.gvk.kind}List` };
  return kind(name, gvk, description, {
    metadata: field(1, meta as Type<M>, 'Standard list metadata.', { presence: 'always' }),
    items: field(2, list(of as Type<T>), 'The objects of the list.', { required: true }),
  });
}

/** Whether the field is one of `apiVersion` and `kind`. */
export const isTypeMeta = (of: MessageType, name: string): boolean => of.gvk !== undefined && (name === 'apiVersion' || name === 'kind');

/** A reference to a schema that is defined further down, or to the message that contains it. */
export const lazy = <T>(to: () => Type<T>): LazyType<T> => ({ form: 'lazy', to: to as () => Type });

export const variant = <T>(
  name: string, description: string, of: VariantType['variant'], schema: () => MessageType,
): VariantType<T> => ({ form: 'variant', name, description, variant: of, schema });

/** Resolves lazy references. */
export function resolve(type: Type): Exclude<Type, LazyType> {
  let at = type;
  while (at.form === 'lazy') at = at.to();
  return at as Exclude<Type, LazyType>;
}

/** The presence that holds for a field: what it states, else the rule for its type. */
export function presenceOf(of: Field): Presence {
  if (of.options.presence) return of.options.presence;
  return of.type.form === 'scalar' && !EXPLICIT_SCALARS.has(of.type.scalar) ? 'implicit' : 'explicit';
}
const EXPLICIT_SCALARS: ReadonlySet<string> = new Set(['bytes', 'rawExtension', 'fieldsV1', 'json', 'stringList', 'time', 'microTime', 'quantity', 'intOrString']);
