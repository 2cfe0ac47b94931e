import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { CustomResourceDefinition, CustomResourceDefinitionList } from './custom-resource-definition.js';
import { GENERIC_COLUMNS } from '../../table/column.js';
import { defaultCustomResourceDefinition } from './custom-resource-definition.defaults.js';
import { validateCustomResourceDefinition, validateCustomResourceDefinitionUpdate } from './custom-resource-definition.validation.js';

export const customresourcedefinitions = resource<CustomResourceDefinition>({
  group: 'apiextensions.k8s.io', version: 'v1', resource: 'customresourcedefinitions', singular: 'customresourcedefinition', kind: CustomResourceDefinition, list: CustomResourceDefinitionList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['crd', 'crds'], categories: ['api-extensions'],
  rules: {
    defaults: defaultCustomResourceDefinition, validate: validateCustomResourceDefinition,
    validateUpdate: validateCustomResourceDefinitionUpdate, columns: GENERIC_COLUMNS,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
