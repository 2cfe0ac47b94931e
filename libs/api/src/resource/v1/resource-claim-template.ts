import { field, kind, kindList, message, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ResourceClaimSpec } from './device.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ResourceClaimTemplateSpec = message('resource.v1.ResourceClaimTemplateSpec', 'The metadata and spec that generated claims receive.', {
  metadata: field(1, ObjectMeta, 'Labels and annotations copied onto each generated claim; other fields are rejected.', { presence: 'always' }),
  spec: field(2, ResourceClaimSpec, 'The wanted devices, copied unchanged into each generated claim.', { required: true, presence: 'always' }),
});
export interface ResourceClaimTemplateSpec extends TypeOf<typeof ResourceClaimTemplateSpec> {}

export const ResourceClaimTemplate = kind('resource.v1.ResourceClaimTemplate', { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaimTemplate' }, 'A pattern from which a separate claim is made for each pod.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the template.', { presence: 'always' }),
  spec: field(2, ResourceClaimTemplateSpec, 'The claim to generate; cannot be changed after creation.', { required: true, presence: 'always' }),
});
export interface ResourceClaimTemplate extends TypeOf<typeof ResourceClaimTemplate> {}

export const ResourceClaimTemplateList = kindList('resource.v1.ResourceClaimTemplateList', ResourceClaimTemplate, ListMeta, 'A list of ResourceClaimTemplate objects.');
export interface ResourceClaimTemplateList extends TypeOf<typeof ResourceClaimTemplateList> {}
