/**
 * The schema language: one vocabulary in which every API message is written once, and from which TypeScript types,
 * decoding, encoding, defaulting, OpenAPI, patch and apply semantics are derived.
 *
 * A schema is data. Nothing in this folder walks an object; the walkers (`codec/`, `patch/`, `openapi/` …) read it.
 */

/** Values that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * How a field that was not set is told from one set to its zero value (`0`, `''`, `false`, `{}`).
 * - `explicit`: unset and zero are different and both survive a round trip. The rule for lists, maps and most messages.
 *   A list or map survives being empty only where that is stated; otherwise `[]` and `{}` count as unset, as upstream's types have it.
 *   Required lists and maps are never unset: decoding puts an empty one in their place.
 * - `implicit`: zero means unset and is dropped from JSON (protobuf writes it all the same). The rule for most scalars.
 * - `always`: present in every object, as its zero value if nobody set it.
 */
export type Presence = 'explicit' | 'implicit' | 'always';

/** How server-side apply and clients merge a list. `map` lists are keyed by {@link FieldOptions.keys}. */
export type ListKind = 'atomic' | 'set' | 'map';

/** How strategic merge patch treats a field. */
export type PatchStrategy = 'merge' | 'replace' | 'retainKeys' | 'merge,retainKeys';

export interface FieldOptions {
  /** The published schema lists the field under `required`. */
  readonly required?: boolean;
  /** Stated only where it is not the rule for the field's type; see {@link Presence}. */
  readonly presence?: Presence;
  readonly list?: ListKind;
  /** Keys of a `map` list, in published order. */
  readonly keys?: readonly string[];
  readonly patch?: PatchStrategy;
  readonly mergeKey?: string;
  /** `atomic`: the map or message is replaced as a whole by server-side apply. */
  readonly map?: 'atomic' | 'granular';
  /** Published values. Which of them are enforced is the kind's validation's matter. */
  readonly enum?: readonly string[];
  /** The published default, applied when the field is unset. Other defaults are functions beside the kind. */
  readonly default?: Json;
  /** The published default by reference to a named constant, where upstream publishes a reference instead of a value. */
  readonly defaultRef?: string;
}

/** Scalar names are also how the codecs dispatch. JSON and protobuf forms are given with each constant in `scalars.ts`. */
export type ScalarName =
  | 'string' | 'int32' | 'int64' | 'double' | 'bool' | 'bytes'
  | 'time' | 'microTime' | 'quantity' | 'intOrString'
  | 'rawExtension' | 'fieldsV1' | 'json' | 'stringList';

declare const shape: unique symbol;

/** A scalar as JSON sees it, with `T` its TypeScript type. */
export interface ScalarType<T = unknown> {
  readonly form: 'scalar';
  readonly scalar: ScalarName;
  readonly [shape]?: T;
}
export interface ListType {
  readonly form: 'list';
  readonly of: Type;
}
/** A map from strings. */
export interface MapType {
  readonly form: 'map';
  readonly of: Type;
}
/** A reference resolved on first use, for the few messages that contain themselves. */
export interface LazyType<T = unknown> {
  readonly form: 'lazy';
  readonly to: () => Type;
  readonly [shape]?: T;
}

/** A message whose JSON is one of several shapes; only CustomResourceDefinition schemas use it. */
export interface VariantType<T = unknown> {
  readonly form: 'variant';
  readonly name: string;
  readonly description: string;
  /** How the JSON is told apart; the codecs know each by this word. */
  readonly variant: 'schemaOrList' | 'schemaOrBool' | 'schemaOrStrings';
  readonly schema: () => MessageType;
  readonly [shape]?: T;
}

export interface Field<T = unknown, Required extends boolean = boolean> {
  /** Protobuf field number; `'2/1'` is field 1 of a message embedded as field 2; `null` exists in JSON only. */
  readonly number: number | string | null;
  readonly type: Type<T>;
  readonly description: string;
  readonly options: FieldOptions;
  readonly [shape]?: [T, Required];
}

export type Fields = { readonly [name: string]: Field };

export interface MessageType<T = unknown> {
  readonly form: 'message';
  /** Published short name, such as `core.v1.PodSpec`. */
  readonly name: string;
  readonly description: string;
  /** In the order in which JSON is written. */
  readonly fields: Fields;
  /** Present when the message is a kind, that is, has `apiVersion` and `kind`. */
  readonly gvk?: GroupVersionKind;
  /** Published union members: discriminator and the field each value selects. */
  readonly unions?: readonly Union[];
  /** Server-side apply replaces the message as a whole wherever it occurs. */
  readonly atomic?: boolean;
  readonly [shape]?: T;
}

export interface Union {
  readonly discriminator?: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type Type<T = unknown> = ScalarType<T> | ListType & Shaped<T> | MapType & Shaped<T>
  | LazyType<T> | VariantType<T> | MessageType<T>;

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

type Shaped<T> = { readonly [shape]?: T };
type RequiredNames<F> = { [K in keyof F]: F[K] extends Field<unknown, infer R> ? (R extends true ? K : never) : never }[keyof F];
type FieldValue<X> = X extends Shaped<infer P> ? (NonNullable<P> extends [infer T, boolean] ? T : never) : never;

/** The TypeScript type of a message with the given fields; a field is non-optional when it is required or always present. */
export type ShapeOf<F> = { [K in RequiredNames<F>]: FieldValue<F[K]> } & { [K in Exclude<keyof F, RequiredNames<F>>]?: FieldValue<F[K]> };

/** The TypeScript type that a schema describes: `interface Pod extends TypeOf<typeof Pod> {}`. */
export type TypeOf<T> = T extends Shaped<infer S> ? NonNullable<S> : never;

/** What a caller has to give when it makes a new object: every level may leave out what defaulting fills in. */
export type Draft<T> = T extends (infer E)[] ? Draft<E>[] : T extends object ? { [K in keyof T]?: Draft<T[K]> } : T;
