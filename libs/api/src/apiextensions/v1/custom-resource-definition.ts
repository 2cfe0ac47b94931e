import { bool, bytes, field, int32, int64, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { JSONSchemaProps } from './json-schema.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const CustomResourceColumnDefinition = message('apiextensions.v1.CustomResourceColumnDefinition', 'A column shown when custom resources are listed as a table.', {
  name: field(1, string, 'Heading of the column as shown to people.', { required: true, presence: 'always' }),
  type: field(2, string, 'OpenAPI type of the cell: integer, number, string, boolean or date.', { required: true, presence: 'always' }),
  format: field(3, string, 'Optional OpenAPI format that hints at how to render the value.'),
  description: field(4, string, 'Readable explanation of what the column holds.'),
  priority: field(5, int32, 'Importance of the column; values above 0 appear only in wide output.'),
  jsonPath: field(6, string, 'Simple JSON path, evaluated on each object to get the cell value.', { required: true, presence: 'always' }),
});
export interface CustomResourceColumnDefinition extends TypeOf<typeof CustomResourceColumnDefinition> {}

export const ServiceReference = message('apiextensions.v1.ServiceReference', 'Points to the in-cluster Service in front of a conversion webhook.', {
  namespace: field(1, string, 'Namespace in which the converter\'s Service lives; required.', { required: true, presence: 'always' }),
  name: field(2, string, 'Name of the converter\'s Service; required.', { required: true, presence: 'always' }),
  path: field(3, string, 'Optional URL path to which conversion requests are posted.', { presence: 'explicit' }),
  port: field(4, int32, 'Service port to contact, from 1 to 65535; 443 when unset.', { presence: 'explicit' }),
});
export interface ServiceReference extends TypeOf<typeof ServiceReference> {}

export const WebhookClientConfig = message('apiextensions.v1.WebhookClientConfig', 'How to connect to a conversion webhook; exactly one of service and url is set.', {
  url: field(3, string, 'Full https address of the converter; may not carry credentials, query or fragment.', { presence: 'explicit' }),
  service: field(1, ServiceReference, 'In-cluster Service to call; use it when the converter runs in the cluster.'),
  caBundle: field(2, bytes, 'PEM certificates trusted for the converter\'s TLS certificate; system roots apply when unset.'),
});
export interface WebhookClientConfig extends TypeOf<typeof WebhookClientConfig> {}

export const WebhookConversion = message('apiextensions.v1.WebhookConversion', 'Settings for calling an external version converter.', {
  clientConfig: field(2, WebhookClientConfig, 'How the converter is reached; required when the strategy is Webhook.'),
  conversionReviewVersions: field(3, list(string),
    'ConversionReview versions the converter understands, most preferred first.',
    { required: true, list: 'atomic' }),
});
export interface WebhookConversion extends TypeOf<typeof WebhookConversion> {}

export const CustomResourceConversion = message('apiextensions.v1.CustomResourceConversion', 'How custom resources are converted between the served versions.', {
  strategy: field(1, string, 'None only rewrites apiVersion; Webhook calls an external converter.', { required: true, presence: 'always' }),
  webhook: field(2, WebhookConversion, 'The converter to call; required if and only if strategy is Webhook.'),
});
export interface CustomResourceConversion extends TypeOf<typeof CustomResourceConversion> {}

export const CustomResourceDefinitionCondition = message('apiextensions.v1.CustomResourceDefinitionCondition', 'One aspect of a custom resource definition\'s current state.', {
  type: field(1, string, 'Aspect described, such as Established, NamesAccepted or Terminating.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'Time when the status last switched to another value.'),
  reason: field(4, string, 'Short CamelCase word giving the cause of the last transition.'),
  message: field(5, string, 'Readable details about the last transition.'),
  observedGeneration: field(6, int64, 'Generation of the definition on which this condition is based.'),
});
export interface CustomResourceDefinitionCondition extends TypeOf<typeof CustomResourceDefinitionCondition> {}

export const CustomResourceDefinitionNames = message('apiextensions.v1.CustomResourceDefinitionNames', 'The names under which a custom resource type is known.', {
  plural: field(1, string, 'Lower-case plural name, used in URLs.', { required: true, presence: 'always' }),
  singular: field(2, string, 'Lower-case singular name; the kind in lower case when unset.'),
  shortNames: field(3, list(string), 'Lower-case abbreviations that clients accept for the resource.', { list: 'atomic' }),
  kind: field(4, string, 'CamelCase singular type name, as found in object manifests.', { required: true, presence: 'always' }),
  listKind: field(5, string, 'Kind of list objects; the kind followed by List when unset.'),
  categories: field(6, list(string), 'Groups of resources that include this one, such as all.', { list: 'atomic' }),
});
export interface CustomResourceDefinitionNames extends TypeOf<typeof CustomResourceDefinitionNames> {}

export const CustomResourceValidation = message('apiextensions.v1.CustomResourceValidation', 'Holds the schema that custom resources are validated against.', {
  openAPIV3Schema: field(1, JSONSchemaProps, 'Structural OpenAPI v3 schema of the whole object.'),
});
export interface CustomResourceValidation extends TypeOf<typeof CustomResourceValidation> {}

export const CustomResourceSubresourceStatus = message('apiextensions.v1.CustomResourceSubresourceStatus', 'A list of CustomResourceSubresourceSt objects.', {});
export interface CustomResourceSubresourceStatus extends TypeOf<typeof CustomResourceSubresourceStatus> {}

export const CustomResourceSubresourceScale = message('apiextensions.v1.CustomResourceSubresourceScale', 'Where the scale subresource finds its values in a custom resource.', {
  specReplicasPath: field(1, string, 'JSON path under .spec of the wanted replica count.', { required: true, presence: 'always' }),
  statusReplicasPath: field(2, string,
    'JSON path under .status of the observed replica count; a missing value reads as 0.',
    { required: true, presence: 'always' }),
  labelSelectorPath: field(3, string,
    'JSON path under .spec or .status of the serialized label selector; needed by autoscalers.',
    { presence: 'explicit' }),
});
export interface CustomResourceSubresourceScale extends TypeOf<typeof CustomResourceSubresourceScale> {}

export const CustomResourceSubresources = message('apiextensions.v1.CustomResourceSubresources', 'The subresources enabled for a version of a custom resource.', {
  status: field(1, CustomResourceSubresourceStatus, 'Presence enables a /status endpoint, separating status writes from other changes.'),
  scale: field(2, CustomResourceSubresourceScale, 'Presence enables a /scale endpoint, using the given paths.'),
});
export interface CustomResourceSubresources extends TypeOf<typeof CustomResourceSubresources> {}

export const SelectableField = message('apiextensions.v1.SelectableField', 'A field by which custom resources can be filtered.', {
  jsonPath: field(1, string, 'Simple path to a string, boolean or integer field outside of metadata.', { required: true, presence: 'always' }),
});
export interface SelectableField extends TypeOf<typeof SelectableField> {}

export const CustomResourceDefinitionVersion = message('apiextensions.v1.CustomResourceDefinitionVersion', 'One version of a custom resource type.', {
  name: field(1, string, 'Version name as used in URLs, such as v1 or v1beta1.', { required: true, presence: 'always' }),
  served: field(2, bool, 'Whether this version is available through the API.', { required: true, presence: 'always' }),
  storage: field(3, bool, 'Whether objects are stored in this version; true for exactly one version.', { required: true, presence: 'always' }),
  deprecated: field(7, bool, 'If true, requests to this version get a warning; false when unset.'),
  deprecationWarning: field(8, string, 'Text that replaces the default warning; allowed only on a deprecated version.', { presence: 'explicit' }),
  schema: field(4, CustomResourceValidation, 'Schema used to validate, prune and default objects of this version.'),
  subresources: field(5, CustomResourceSubresources, 'Which of the status and scale subresources this version has.'),
  additionalPrinterColumns: field(6, list(CustomResourceColumnDefinition),
    'Table columns beside the name; only the age is shown when unset.',
    { list: 'atomic' }),
  selectableFields: field(9, list(SelectableField), 'Fields usable in field selectors, at most eight.', { list: 'atomic' }),
});
export interface CustomResourceDefinitionVersion extends TypeOf<typeof CustomResourceDefinitionVersion> {}

export const CustomResourceDefinitionSpec = message('apiextensions.v1.CustomResourceDefinitionSpec', 'How a custom resource type should be named, scoped and served.', {
  group: field(1, string, 'API group that serves the resource, under /apis/<group>.', { required: true, presence: 'always' }),
  names: field(3, CustomResourceDefinitionNames, 'The names of the resource and its kind.', { required: true, presence: 'always' }),
  scope: field(4, string, 'Whether objects are Cluster or Namespaced; cannot be changed later.', { required: true, presence: 'always' }),
  versions: field(7, list(CustomResourceDefinitionVersion),
    'All versions of the resource, exactly one of which is stored.',
    { required: true, list: 'atomic' }),
  conversion: field(9, CustomResourceConversion, 'How objects are converted between versions; strategy None when unset.'),
  preserveUnknownFields: field(10, bool, 'Deprecated setting that kept undeclared fields; needs to be false in v1.'),
});
export interface CustomResourceDefinitionSpec extends TypeOf<typeof CustomResourceDefinitionSpec> {}

export const CustomResourceDefinitionStatus = message('apiextensions.v1.CustomResourceDefinitionStatus', 'The observed state of a custom resource definition.', {
  conditions: field(1, list(CustomResourceDefinitionCondition),
    'Current state of the definition, one entry per aspect.',
    { presence: 'explicit', list: 'map', keys: ['type'] }),
  acceptedNames: field(2, CustomResourceDefinitionNames,
    'Names actually in use, which may lag behind the spec on conflicts.',
    { presence: 'always' }),
  storedVersions: field(3, list(string),
    'Versions in which objects may still be stored; migrate before removing one from the spec.',
    { presence: 'explicit', list: 'atomic' }),
  observedGeneration: field(4, int64, 'Generation of the definition last handled by the controller.'),
});
export interface CustomResourceDefinitionStatus extends TypeOf<typeof CustomResourceDefinitionStatus> {}

export const CustomResourceDefinition = kind('apiextensions.v1.CustomResourceDefinition', { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition' }, 'Adds a user-defined resource type to the API.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name needs to be the plural name, a dot and the group.', { presence: 'always' }),
  spec: field(2, CustomResourceDefinitionSpec, 'The wanted names, scope and versions of the new type.', { required: true, presence: 'always' }),
  status: field(3, CustomResourceDefinitionStatus, 'The observed state of the definition.', { presence: 'always' }),
});
export interface CustomResourceDefinition extends TypeOf<typeof CustomResourceDefinition> {}

export const CustomResourceDefinitionList = kindList('apiextensions.v1.CustomResourceDefinitionList', CustomResourceDefinition, ListMeta, 'A list of CustomResourceDefinition objects.');
export interface CustomResourceDefinitionList extends TypeOf<typeof CustomResourceDefinitionList> {}
