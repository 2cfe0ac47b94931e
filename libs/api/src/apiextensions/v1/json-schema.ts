import { bool, double, field, int64, json, lazy, list, map, message, string, variant, type Json, type MessageType, type TypeOf, type VariantType } from '@kubets/apimachinery/schema/index';

export const ExternalDocumentation = message('apiextensions.v1.ExternalDocumentation', 'Points to documentation outside of the schema.', {
  description: field(1, string, 'Short account of the linked documentation.'),
  url: field(2, string, 'Address at which the documentation can be found.'),
});
export interface ExternalDocumentation extends TypeOf<typeof ExternalDocumentation> {}

export type JSONSchemaPropsOrArray = JSONSchemaProps | JSONSchemaProps[];
export const JSONSchemaPropsOrArray: VariantType<JSONSchemaPropsOrArray> = variant<JSONSchemaPropsOrArray>('apiextensions.v1.JSONSchemaPropsOrArray', 'A list of JSONSchemaPropsOrA objects.', 'schemaOrList', () => JSONSchemaProps);

export type JSONSchemaPropsOrBool = JSONSchemaProps | boolean;
export const JSONSchemaPropsOrBool: VariantType<JSONSchemaPropsOrBool> = variant<JSONSchemaPropsOrBool>('apiextensions.v1.JSONSchemaPropsOrBool', 'A list of JSONSchemaPropsOr objects.', 'schemaOrBool', () => JSONSchemaProps);

export type JSONSchemaPropsOrStringArray = JSONSchemaProps | string[];
export const JSONSchemaPropsOrStringArray: VariantType<JSONSchemaPropsOrStringArray> = variant<JSONSchemaPropsOrStringArray>('apiextensions.v1.JSONSchemaPropsOrStringArray', 'A list of JSONSchemaPropsOrStringA objects.', 'schemaOrStrings', () => JSONSchemaProps);

export const ValidationRule = message('apiextensions.v1.ValidationRule', 'A CEL rule attached to a schema node.', {
  rule: field(1, string, 'CEL expression over self, and oldSelf on updates, that needs to be true.', { required: true, presence: 'always' }),
  message: field(2, string, 'Fixed text reported on failure; required when the rule spans several lines.'),
  messageExpression: field(3, string, 'CEL expression producing the failure text; takes precedence over message when it evaluates cleanly.'),
  reason: field(4, string,
    'Cause reported with the error; FieldValueInvalid when unset.',
    { presence: 'explicit', enum: ['FieldValueRequired', 'FieldValueDuplicate', 'FieldValueInvalid', 'FieldValueForbidden'] }),
  fieldPath: field(5, string, 'Relative path of the field to blame, such as .spec.size; this node when unset.'),
  optionalOldSelf: field(6, bool, 'If true, the rule also runs on creation, with oldSelf as an optional value.', { presence: 'explicit' }),
});
export interface ValidationRule extends TypeOf<typeof ValidationRule> {}

/** Written out because it contains itself. */
export interface JSONSchemaProps {
  id?: string;
  $schema?: string;
  $ref?: string;
  description?: string;
  type?: string;
  format?: string;
  title?: string;
  default?: Json;
  maximum?: number;
  exclusiveMaximum?: boolean;
  minimum?: number;
  exclusiveMinimum?: boolean;
  maxLength?: number;
  minLength?: number;
  pattern?: string;
  maxItems?: number;
  minItems?: number;
  uniqueItems?: boolean;
  multipleOf?: number;
  enum?: Json[];
  maxProperties?: number;
  minProperties?: number;
  required?: string[];
  items?: JSONSchemaPropsOrArray;
  allOf?: JSONSchemaProps[];
  oneOf?: JSONSchemaProps[];
  anyOf?: JSONSchemaProps[];
  not?: JSONSchemaProps;
  properties?: Record<string, JSONSchemaProps>;
  additionalProperties?: JSONSchemaPropsOrBool;
  patternProperties?: Record<string, JSONSchemaProps>;
  dependencies?: Record<string, JSONSchemaPropsOrStringArray>;
  additionalItems?: JSONSchemaPropsOrBool;
  definitions?: Record<string, JSONSchemaProps>;
  externalDocs?: ExternalDocumentation;
  example?: Json;
  nullable?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-validations'?: ValidationRule[];
}
export const JSONSchemaProps: MessageType<JSONSchemaProps> = message('apiextensions.v1.JSONSchemaProps', 'One node of an OpenAPI v3 schema, describing a value and its constraints.', {
  id: field(1, string, 'JSON Schema identifier; not permitted in a custom resource definition.'),
  $schema: field(2, string, 'URI of the JSON Schema dialect; not permitted in a custom resource definition.'),
  $ref: field(3, string, 'Reference to another schema; not permitted in a custom resource definition.', { presence: 'explicit' }),
  description: field(4, string, 'Explanation of the value, shown to people.'),
  type: field(5, string, 'JSON type of the value: object, array, string, integer, number or boolean.'),
  format: field(6, string, 'Finer format of the value, such as date-time, byte or int32; unknown ones are ignored.'),
  title: field(7, string, 'Short human title for the value.'),
  default: field(8, json, 'Value filled in when the field is missing; it has to satisfy the schema.'),
  maximum: field(9, double, 'Upper limit for a number, inclusive unless exclusiveMaximum is set.', { presence: 'explicit' }),
  exclusiveMaximum: field(10, bool, 'If true, the number needs to lie strictly below maximum.'),
  minimum: field(11, double, 'Lower limit for a number, inclusive unless exclusiveMinimum is set.', { presence: 'explicit' }),
  exclusiveMinimum: field(12, bool, 'If true, the number needs to lie strictly above minimum.'),
  maxLength: field(13, int64, 'Greatest permitted length of a string, in characters.', { presence: 'explicit' }),
  minLength: field(14, int64, 'Least permitted length of a string, in characters.', { presence: 'explicit' }),
  pattern: field(15, string, 'Regular expression that a string needs to match.'),
  maxItems: field(16, int64, 'Greatest permitted number of array items.', { presence: 'explicit' }),
  minItems: field(17, int64, 'Least permitted number of array items.', { presence: 'explicit' }),
  uniqueItems: field(18, bool, 'Demands distinct array items; may not be true, use list type set instead.'),
  multipleOf: field(19, double, 'Number of which the value needs to be a whole multiple.', { presence: 'explicit' }),
  enum: field(20, list(json), 'The complete list of permitted values.', { list: 'atomic' }),
  maxProperties: field(21, int64, 'Greatest permitted number of object properties.', { presence: 'explicit' }),
  minProperties: field(22, int64, 'Least permitted number of object properties.', { presence: 'explicit' }),
  required: field(23, list(string), 'Names of the properties that need to be present.', { list: 'atomic' }),
  items: field(24, JSONSchemaPropsOrArray, 'Schema of every item in an array.'),
  allOf: field(25, list(lazy<JSONSchemaProps>(() => JSONSchemaProps)), 'Schemas that all need to accept the value.', { list: 'atomic' }),
  oneOf: field(26, list(lazy<JSONSchemaProps>(() => JSONSchemaProps)), 'Schemas of which exactly one needs to accept the value.', { list: 'atomic' }),
  anyOf: field(27, list(lazy<JSONSchemaProps>(() => JSONSchemaProps)),
    'Schemas of which at least one needs to accept the value.',
    { list: 'atomic' }),
  not: field(28, lazy<JSONSchemaProps>(() => JSONSchemaProps), 'Schema that needs to refuse the value.'),
  properties: field(29, map(lazy<JSONSchemaProps>(() => JSONSchemaProps)), 'Schemas of the known object properties, keyed by name.'),
  additionalProperties: field(30, JSONSchemaPropsOrBool, 'Schema for properties that are not listed; may not be combined with properties.'),
  patternProperties: field(31, map(lazy<JSONSchemaProps>(() => JSONSchemaProps)),
    'Schemas for properties with matching names; not permitted in a custom resource definition.'),
  dependencies: field(32, map(JSONSchemaPropsOrStringArray),
    'Demands made by the presence of a property; not permitted in a custom resource definition.'),
  additionalItems: field(33, JSONSchemaPropsOrBool, 'Schema for surplus array items; not permitted in a custom resource definition.'),
  definitions: field(34, map(lazy<JSONSchemaProps>(() => JSONSchemaProps)),
    'Schemas for reuse by reference; not permitted in a custom resource definition.'),
  externalDocs: field(35, ExternalDocumentation, 'Link to further documentation of the value.'),
  example: field(36, json, 'Sample of a valid value, for documentation only.'),
  nullable: field(37, bool, 'If true, null is also accepted; false when unset.'),
  'x-kubernetes-preserve-unknown-fields': field(38, bool,
    'If true, fields not declared at this level are kept instead of pruned.',
    { presence: 'explicit' }),
  'x-kubernetes-embedded-resource': field(39, bool, 'Marks the value as a complete object with apiVersion, kind and metadata, validated as such.'),
  'x-kubernetes-int-or-string': field(40, bool, 'If true, the value is either an integer or a string, and type stays unset.'),
  'x-kubernetes-list-map-keys': field(41, list(string),
    'Item fields that together identify an entry; required for list type map.',
    { list: 'atomic' }),
  'x-kubernetes-list-type': field(42, string, 'How the array merges: atomic (the default), set or map.', { presence: 'explicit' }),
  'x-kubernetes-map-type': field(43, string,
    'How the object merges: granular (the default) per field, or atomic as a whole.',
    { presence: 'explicit' }),
  'x-kubernetes-validations': field(44, list(ValidationRule),
    'CEL rules that the value needs to satisfy.',
    { list: 'map', keys: ['rule'], patch: 'merge', mergeKey: 'rule' }),
});
