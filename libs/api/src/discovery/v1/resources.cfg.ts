import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { EndpointSlice, EndpointSliceList } from './endpoint-slice.js';
import { endpointSliceColumns } from './endpoint-slice.columns.js';
import { defaultEndpointSlice } from './endpoint-slice.defaults.js';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './endpoint-slice.validation.js';

export const endpointslices = resource<EndpointSlice>({
  group: 'discovery.k8s.io', version: 'v1', resource: 'endpointslices', singular: 'endpointslice', kind: EndpointSlice, list: EndpointSliceList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: {
    defaults: defaultEndpointSlice, validate: validateEndpointSlice, validateUpdate: validateEndpointSliceUpdate, columns: endpointSliceColumns,
  },
});
