import { field, kind, kindList, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodTemplateSpec } from './pod-spec.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const PodTemplate = kind('core.v1.PodTemplate', { group: '', version: 'v1', kind: 'PodTemplate' }, 'A stored pattern for creating pods.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the pod template.', { presence: 'always' }),
  template: field(2, PodTemplateSpec, 'The pattern for pods created from this object.', { presence: 'always' }),
});
export interface PodTemplate extends TypeOf<typeof PodTemplate> {}

export const PodTemplateList = kindList('core.v1.PodTemplateList', PodTemplate, ListMeta, 'A list of PodTemplate objects.');
export interface PodTemplateList extends TypeOf<typeof PodTemplateList> {}
