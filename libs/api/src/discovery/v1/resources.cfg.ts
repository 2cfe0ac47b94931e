import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { EndpointSlice, EndpointSliceList } from './endpoint-slice.js';

export const endpointslices = resource<EndpointSlice>({
  group: 'discovery.k8s.io', version: 'v1', resource: 'endpointslices', singular: 'endpointslice', kind: EndpointSlice, list: EndpointSliceList, namespaced: true,
  verbs: STANDARD_VERBS,
});
