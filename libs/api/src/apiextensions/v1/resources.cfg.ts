import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CustomResourceDefinition, CustomResourceDefinitionList } from './custom-resource-definition.js';

export const customresourcedefinitions = resource<CustomResourceDefinition>({
  group: 'apiextensions.k8s.io', version: 'v1', resource: 'customresourcedefinitions', singular: 'customresourcedefinition', kind: CustomResourceDefinition, list: CustomResourceDefinitionList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['crd', 'crds'], categories: ['api-extensions'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
