import { field, kind, kindList, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ScopedResourceSelectorRequirement = message('core.v1.ScopedResourceSelectorRequirement', 'A single scope test of a quota.', {
  scopeName: field(1, string,
    'Quota scope that the test is about.',
    { required: true, presence: 'always', enum: ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'] }),
  operator: field(2, string,
    'How the scope is compared; only PriorityClass and VolumeAttributesClass accept more than Exists.',
    { required: true, presence: 'always', enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] }),
  values: field(3, list(string), 'Operands: some for In and NotIn, none for Exists and DoesNotExist.', { list: 'atomic' }),
});
export interface ScopedResourceSelectorRequirement extends TypeOf<typeof ScopedResourceSelectorRequirement> {}

export const ScopeSelector = message('core.v1.ScopeSelector', 'Chooses the objects counted by a quota according to scopes.', {
  matchExpressions: field(1, list(ScopedResourceSelectorRequirement), 'Scope tests that an object must all pass to be counted.', { list: 'atomic' }),
}, { atomic: true });
export interface ScopeSelector extends TypeOf<typeof ScopeSelector> {}

export const ResourceQuotaSpec = message('core.v1.ResourceQuotaSpec', 'Limits of a quota and the objects they apply to.', {
  hard: field(1, map(quantity), 'Upper limit for each named resource or object count.'),
  scopes: field(2, list(string),
    'Filters that an object must all match to be counted; everything when unset.',
    { list: 'atomic', enum: ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'] }),
  scopeSelector: field(3, ScopeSelector, 'Further scope filters with operators; combined with scopes so that all must match.'),
});
export interface ResourceQuotaSpec extends TypeOf<typeof ResourceQuotaSpec> {}

export const ResourceQuotaStatus = message('core.v1.ResourceQuotaStatus', 'Enforced limits of a quota along with current use.', {
  hard: field(1, map(quantity), 'Upper limits currently enforced for each resource.'),
  used: field(2, map(quantity), 'Current total use of each resource in the namespace.'),
});
export interface ResourceQuotaStatus extends TypeOf<typeof ResourceQuotaStatus> {}

export const ResourceQuota = kind('core.v1.ResourceQuota', { group: '', version: 'v1', kind: 'ResourceQuota' }, 'Caps the total resource use within one namespace.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the quota.', { presence: 'always' }),
  spec: field(2, ResourceQuotaSpec, 'The limits to be enforced in the namespace.', { presence: 'always' }),
  status: field(3, ResourceQuotaStatus, 'The limits in force and how much of them is used.', { presence: 'always' }),
});
export interface ResourceQuota extends TypeOf<typeof ResourceQuota> {}

export const ResourceQuotaList = kindList('core.v1.ResourceQuotaList', ResourceQuota, ListMeta, 'A list of ResourceQuota objects.');
export interface ResourceQuotaList extends TypeOf<typeof ResourceQuotaList> {}
