import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { APIService, APIServiceList } from './api-service.js';
import { apiServiceColumns } from './api-service.columns.js';
import { defaultAPIService } from './api-service.defaults.js';
import { validateAPIService } from './api-service.validation.js';

export const apiservices = resource<APIService>({
  group: 'apiregistration.k8s.io', version: 'v1', resource: 'apiservices', singular: 'apiservice', kind: APIService, list: APIServiceList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultAPIService, validate: validateAPIService, columns: apiServiceColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
