import { presenceOf, resolve } from '../schema/build.js';
import type { Field, GroupVersionKind, Json, MessageType, ScalarName, Type } from '../schema/types.js';
import { zeroOf } from '../codec/presence.js';
import { openApiName } from './names.js';

/** A schema object of a document. */
export type Schema = { [key: string]: Json };
/** The two versions of OpenAPI differ in references, in unions of types, and in whether zero defaults are published. */
export type Dialect = 'v2' | 'v3';

const POINTER: Readonly<Record<Dialect, string>> = { v2: '#/definitions/', v3: '#/components/schemas/' };
export const refTo = (dialect: Dialect, name: string): Schema => ({ $ref: POINTER[dialect] + name });

interface NamedScalar { readonly name: string; readonly description: string; readonly v2: Schema; readonly v3?: Schema }

/** Scalars that are published as schemas of their own. */
const NAMED_SCALARS: Partial<Record<ScalarName, NamedScalar>> = {
  time: { name: 'meta.v1.Time', description: 'A point in time in RFC 3339, to the second.', v2: { type: 'string', format: 'date-time' } },
  microTime: { name: 'meta.v1.MicroTime', description: 'A point in time in RFC 3339, to the microsecond.', v2: { type: 'string', format: 'date-time' } },
  quantity: {
    name: 'api.resource.Quantity', description: 'An amount with an optional decimal or binary suffix, such as 500m, 2G or 2Gi.',
    v2: { type: 'string' }, v3: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  },
  intOrString: {
    name: 'util.intstr.IntOrString', description: 'An integer, or a string that is a name or a percentage.',
    v2: { type: 'string', format: 'int-or-string' }, v3: { oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' },
  },
  rawExtension: { name: 'runtime.RawExtension', description: 'An object of any kind, kept as it is.', v2: { type: 'object' } },
  fieldsV1: { name: 'meta.v1.FieldsV1', description: 'A set of fields as a tree of JSON objects.', v2: { type: 'object' } },
  json: { name: 'apiextensions.v1.JSON', description: 'Any JSON value.', v2: {} },
};

const PLAIN_SCALARS: Partial<Record<ScalarName, Schema>> = {
  string: { type: 'string' }, bool: { type: 'boolean' }, int32: { type: 'integer', format: 'int32' }, int64: { type: 'integer', format: 'int64' },
  double: { type: 'number', format: 'double' }, bytes: { type: 'string', format: 'byte' },
};

/** What a ready-made schema may need to know about the document it goes into. */
export interface SchemaContext {
  readonly dialect: Dialect;
  /** Adds a message, such as `ObjectMeta`, and gives a reference to it. */
  readonly ref: (type: MessageType) => Schema;
}

/** Gives the ready-made schema of a message that has one, such as a custom resource's kind; `undefined` for all others. */
export type SchemaOf = (type: MessageType, context: SchemaContext) => Schema | undefined;

/** The named schemas of a document: what was asked for, and all that those refer to. */
export class SchemaSet {
  private readonly schemas = new Map<string, Schema>();

  /**
   * @param published the group versions under which a message is published as a kind; its own where this gives nothing
   */
  constructor(
    private readonly dialect: Dialect,
    private readonly published: (type: MessageType) => readonly GroupVersionKind[] | undefined,
    private readonly schemaOf: SchemaOf = () => undefined,
  ) {}

  /** Adds a message. @returns a reference to it */
  add(type: MessageType): Schema {
    const name = openApiName(type.name);
    if (!this.schemas.has(name)) {
      this.schemas.set(name, {}); // it may contain itself
      this.schemas.set(name, this.schemaOf(type, { dialect: this.dialect, ref: (of) => this.add(of) }) ?? this.message(type));
    }
    return refTo(this.dialect, name);
  }

  /** By name, sorted. */
  toJSON(): { [name: string]: Schema } {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private message(type: MessageType): Schema {
    const fields = Object.entries(type.fields).sort(([a], [b]) => (a < b ? -1 : 1));
    const required = fields.filter(([, field]) => field.options.required).map(([name]) => name);
    const gvks = this.published(type) ?? (type.gvk ? [type.gvk] : []);
    return {
      description: type.description, type: 'object',
      ...(fields.length ? { properties: Object.fromEntries(fields.map(([name, field]) => [name, this.field(field)])) } : {}),
      ...(required.length ? { required } : {}),
      ...(gvks.length ? { 'x-kubernetes-group-version-kind': gvks.map(({ group, kind, version }) => ({ group, kind, version })) } : {}),
      ...(type.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
      ...(type.unions ? {
        'x-kubernetes-unions': type.unions.map(({ discriminator, fields: of }) => ({
          ...(discriminator ? { discriminator } : {}), 'fields-to-discriminateBy': { ...of },
        })),
      } : {}),
    };
  }

  private field(field: Field): Schema {
    const { list, keys, patch, mergeKey, map, enum: values } = field.options;
    const type = this.type(field.type);
    const zero = this.defaultOf(field);
    return {
      ...this.withSiblings(type, { description: field.description, ...(zero === undefined ? {} : { default: zero }) }),
      ...(values?.length ? { enum: [...values].sort() } : {}),
      ...(keys ? { 'x-kubernetes-list-map-keys': [...keys] } : {}),
      ...(list ? { 'x-kubernetes-list-type': list } : {}),
      ...(map ? { 'x-kubernetes-map-type': map } : {}),
      ...(mergeKey ? { 'x-kubernetes-patch-merge-key': mergeKey } : {}),
      ...(patch ? { 'x-kubernetes-patch-strategy': patch } : {}),
    };
  }

  /** OpenAPI 3.0 ignores what stands beside a reference, so the reference moves into `allOf`. */
  private withSiblings(type: Schema, siblings: Schema): Schema {
    return this.dialect === 'v3' && '$ref' in type && Object.keys(siblings).length ? { allOf: [type], ...siblings } : { ...type, ...siblings };
  }

  /** Version 2 publishes no defaults; version 3 the declared ones, and zero for what is always there. */
  private defaultOf(field: Field): Json | undefined {
    if (this.dialect === 'v2') return undefined;
    if (field.options.default !== undefined) return field.options.default;
    return presenceOf(field) === 'always' ? this.zero(field.type) : undefined;
  }

  private zero(type: Type): Json | undefined {
    const of = resolve(type);
    if (of.form === 'message') return {};
    return of.form === 'scalar' && PLAIN_SCALARS[of.scalar] ? zeroOf(of) : undefined;
  }

  private type(type: Type): Schema {
    const of = resolve(type);
    switch (of.form) {
      case 'scalar': return this.scalar(of.scalar);
      case 'list': return { type: 'array', items: this.element(of.of) };
      case 'map': return { type: 'object', additionalProperties: this.element(of.of) };
      case 'message': return this.add(of);
      case 'variant':
        this.add(of.schema());
        return this.named(openApiName(of.name), { description: of.description });
    }
  }

  private element(type: Type): Schema {
    const zero = this.dialect === 'v3' ? this.zero(type) : undefined;
    return this.withSiblings(this.type(type), zero === undefined ? {} : { default: zero });
  }

  private scalar(name: ScalarName): Schema {
    if (name === 'stringList') return { type: 'array', items: { type: 'string', ...(this.dialect === 'v3' ? { default: '' } : {}) } };
    const named = NAMED_SCALARS[name];
    if (!named) return { ...PLAIN_SCALARS[name] };
    const { description, v2, v3 } = named;
    return this.named(openApiName(named.name), { description, ...(this.dialect === 'v3' && v3 ? v3 : v2) });
  }

  private named(name: string, schema: Schema): Schema {
    this.schemas.set(name, schema);
    return refTo(this.dialect, name);
  }
}
