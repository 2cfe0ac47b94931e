import protobuf from 'protobufjs/minimal.js';
import type { Json } from '../schema/types.js';
import type { OpenApiV2Document } from './v2.js';

/** What clients send in `Accept` to get the document in protobuf. */
export const OPENAPI_V2_PROTOBUF_ACCEPT = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
/** What the answer has as its `Content-Type`: `@` is not legal there, and clients that parse the type fail on it. */
export const OPENAPI_V2_PROTOBUF_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

type Writer = protobuf.Writer;
type Node = { [key: string]: Json };
/** Writes a value as one field of the message under construction. */
type Put = (to: Writer, value: Json) => void;

/**
 * An OpenAPI 2.0 document in the protobuf form of the gnostic project (`openapi.v2.Document`, `OpenAPIv2.proto`), as kubectl and helm ask for
 * it: `application/com.github.proto-openapi.spec.v2@v1.0+protobuf`. Writes what {@link OpenApiV2Document} can hold.
 */
export function encodeOpenApiV2Protobuf(document: OpenApiV2Document): Buffer {
  const to = protobuf.Writer.create();
  documentMessage(to, document as unknown as Node);
  return Buffer.from(to.finish());
}

const nodeOf = (value: Json): Node => value as Node;
const isExtension = (name: string): boolean => name.startsWith('x-');

const inside = (to: Writer, number: number, write: () => void): void => {
  to.uint32((number << 3) | 2).fork();
  write();
  to.ldelim();
};
const text = (number: number): Put => (to, value) => void to.uint32((number << 3) | 2).string(String(value));
const bool = (number: number): Put => (to, value) => {
  if (value) to.uint32(number << 3).bool(true);
};
const integer = (number: number): Put => (to, value) => void to.uint32(number << 3).int64(Number(value));
const double = (number: number): Put => (to, value) => void to.uint32((number << 3) | 1).double(Number(value));
const within = (number: number, write: (to: Writer, value: Node) => void): Put => (to, value) => inside(to, number, () => write(to, nodeOf(value)));
/** One field per element. */
const each = (put: Put): Put => (to, value) => {
  for (const element of value as Json[]) put(to, element);
};
/** Pairs of a name (1) and a value (2), one field per member. */
const pairs = (number: number, put: Put): Put => (to, value) => {
  for (const [name, element] of Object.entries(nodeOf(value))) inside(to, number, () => {
    text(1)(to, name);
    put(to, element);
  });
};
/** `Any`, whose value is YAML text; JSON is YAML, and much cheaper to write. */
const any = (number: number): Put => (to, value) => inside(to, number, () => text(2)(to, JSON.stringify(value)));

/** A message as a table of its members; those that begin with `x-` go into the field for extensions. */
function table(extensions: number | undefined, members: Readonly<Record<string, Put>>): (to: Writer, value: Node) => void {
  return (to, value) => {
    for (const [name, put] of Object.entries(members)) if (Object.hasOwn(value, name)) put(to, value[name]!);
    if (extensions === undefined) return;
    for (const [name, element] of Object.entries(value)) if (isExtension(name)) pairs(extensions, any(2))(to, { [name]: element });
  };
}

const externalDocs = table(3, { description: text(1), url: text(2) });

const schemaMessage: (to: Writer, value: Node) => void = (to, value) => schemaTable(to, value);
const schema = (number: number): Put => within(number, schemaMessage);

const schemaTable = table(31, {
  $ref: text(1), format: text(2), title: text(3), description: text(4), default: any(5), multipleOf: double(6), maximum: double(7), exclusiveMaximum: bool(8),
  minimum: double(9), exclusiveMinimum: bool(10), maxLength: integer(11), minLength: integer(12), pattern: text(13), maxItems: integer(14), minItems: integer(15),
  uniqueItems: bool(16), maxProperties: integer(17), minProperties: integer(18), required: each(text(19)), enum: each(any(20)),
  additionalProperties: (to, value) => inside(to, 21, () => (typeof value === 'boolean' ? void to.uint32(2 << 3).bool(value) : schema(1)(to, value))),
  type: (to, value) => inside(to, 22, () => each(text(1))(to, Array.isArray(value) ? value : [value])),
  items: (to, value) => inside(to, 23, () => each(schema(1))(to, Array.isArray(value) ? value : [value])),
  allOf: each(schema(24)),
  properties: within(25, (to, value) => pairs(1, schema(2))(to, value)),
  discriminator: text(26), readOnly: bool(27), externalDocs: within(29, externalDocs), example: any(30),
});

/** Parameters in the query have one field more than those in the path, which moves the numbers of what follows. */
const queryParameter = table(23, { required: bool(1), in: text(2), description: text(3), name: text(4), type: text(6), format: text(7), default: any(10), uniqueItems: bool(20), enum: each(any(21)) });
const pathParameter = table(22, { required: bool(1), in: text(2), description: text(3), name: text(4), type: text(5), format: text(6), default: any(9), uniqueItems: bool(19), enum: each(any(20)) });
const bodyParameter = table(6, { description: text(1), name: text(2), in: text(3), required: bool(4), schema: schema(5) });

const parameter: Put = (to, value) => {
  const of = nodeOf(value);
  if (of['in'] === 'body') inside(to, 1, () => bodyParameter(to, of));
  else inside(to, 2, () => (of['in'] === 'path' ? inside(to, 4, () => pathParameter(to, of)) : inside(to, 3, () => queryParameter(to, of))));
};
/** `ParametersItem {parameter = 1}`. */
const parameters = (number: number): Put => each((to, value) => inside(to, number, () => inside(to, 1, () => parameter(to, value))));

const response = table(5, { description: text(1), schema: (to, value) => inside(to, 2, () => schema(1)(to, value)) });

const operation = table(13, {
  tags: each(text(1)), summary: text(2), description: text(3), operationId: text(5), produces: each(text(6)), consumes: each(text(7)), parameters: parameters(8),
  responses: (to, value) => inside(to, 9, () => pairs(1, (inner, of) => inside(inner, 2, () => within(1, response)(inner, of)))(to, value)),
  schemes: each(text(10)), deprecated: bool(11),
});

const pathItem = table(10, {
  $ref: text(1), get: within(2, operation), put: within(3, operation), post: within(4, operation), delete: within(5, operation), options: within(6, operation),
  head: within(7, operation), patch: within(8, operation), parameters: parameters(9),
});

const apiKey = table(5, { type: text(1), name: text(2), in: text(3), description: text(4) });

const documentMessage = table(16, {
  swagger: text(1),
  info: within(2, table(7, { title: text(1), version: text(2), description: text(3) })),
  paths: within(8, (to, value) => pairs(2, within(2, pathItem))(to, value)),
  definitions: within(9, (to, value) => pairs(1, schema(2))(to, value)),
  security: each(within(12, (to, value) => pairs(1, within(2, (inner, names) => each(text(1))(inner, names as unknown as Json[])))(to, value))),
  securityDefinitions: within(13, (to, value) => pairs(1, (inner, of) => inside(inner, 2, () => within(2, apiKey)(inner, of)))(to, value)),
});
