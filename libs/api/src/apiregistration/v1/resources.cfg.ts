import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { APIService, APIServiceList } from './api-service.js';

export const apiservices = resource<APIService>({
  group: 'apiregistration.k8s.io', version: 'v1', resource: 'apiservices', singular: 'apiservice', kind: APIService, list: APIServiceList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
