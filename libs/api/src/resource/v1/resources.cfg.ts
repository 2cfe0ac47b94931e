import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { DeviceClass, DeviceClassList } from './device-class.js';
import { ResourceClaimTemplate, ResourceClaimTemplateList } from './resource-claim-template.js';
import { ResourceClaim, ResourceClaimList } from './resource-claim.js';
import { ResourceSlice, ResourceSliceList } from './resource-slice.js';
import { immutable } from '../../validation/fields.js';
import { missingRequired } from '../../validation/required.js';
import { defaultResourceClaim, defaultResourceClaimTemplate } from './device.defaults.js';
import { sliceFields } from './field-selectors.js';
import { agedColumns, resourceClaimColumns, resourceSliceColumns } from './resource.columns.js';

export const deviceclasses = resource<DeviceClass>({
  group: 'resource.k8s.io', version: 'v1', resource: 'deviceclasses', singular: 'deviceclass', kind: DeviceClass, list: DeviceClassList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { columns: agedColumns },
});

export const resourceclaims = resource<ResourceClaim>({
  group: 'resource.k8s.io', version: 'v1', resource: 'resourceclaims', singular: 'resourceclaim', kind: ResourceClaim, list: ResourceClaimList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: {
    defaults: defaultResourceClaim, validate: (claim) => missingRequired(ResourceClaim, claim),
    validateUpdate: (claim, old) => immutable('spec', claim.spec, old.spec), columns: resourceClaimColumns,
  },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const resourceclaimtemplates = resource<ResourceClaimTemplate>({
  group: 'resource.k8s.io', version: 'v1', resource: 'resourceclaimtemplates', singular: 'resourceclaimtemplate', kind: ResourceClaimTemplate, list: ResourceClaimTemplateList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: {
    defaults: defaultResourceClaimTemplate, validate: (template) => missingRequired(ResourceClaimTemplate, template),
    validateUpdate: (template, old) => immutable('spec', template.spec, old.spec), columns: agedColumns,
  },
});

export const resourceslices = resource<ResourceSlice>({
  group: 'resource.k8s.io', version: 'v1', resource: 'resourceslices', singular: 'resourceslice', kind: ResourceSlice, list: ResourceSliceList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { columns: resourceSliceColumns, fieldSelectors: sliceFields },
});
