import { bool, field, int32, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const FlowDistinguisherMethod = message('flowcontrol.v1.FlowDistinguisherMethod', 'Says how requests of one schema are split into flows.', {
  type: field(1, string, 'Attribute that separates flows: ByUser or ByNamespace.', { required: true, presence: 'always' }),
});
export interface FlowDistinguisherMethod extends TypeOf<typeof FlowDistinguisherMethod> {}

export const FlowSchemaCondition = message('flowcontrol.v1.FlowSchemaCondition', 'One aspect of a flow schema\'s state.', {
  type: field(1, string, 'Aspect being reported, such as Dangling.'),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.'),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface FlowSchemaCondition extends TypeOf<typeof FlowSchemaCondition> {}

export const PriorityLevelConfigurationReference = message('flowcontrol.v1.PriorityLevelConfigurationReference', 'Points to a priority level by name.', {
  name: field(1, string, 'Name of the priority level; required.', { required: true, presence: 'always' }),
});
export interface PriorityLevelConfigurationReference extends TypeOf<typeof PriorityLevelConfigurationReference> {}

export const UserSubject = message('flowcontrol.v1.UserSubject', 'Matches requests by user name.', {
  name: field(1, string, 'User name to match, with * for every user; required.', { required: true, presence: 'always' }),
});
export interface UserSubject extends TypeOf<typeof UserSubject> {}

export const GroupSubject = message('flowcontrol.v1.GroupSubject', 'Matches requests by a group of the user.', {
  name: field(1, string, 'User group to match, with * standing for every group.', { required: true, presence: 'always' }),
});
export interface GroupSubject extends TypeOf<typeof GroupSubject> {}

export const ServiceAccountSubject = message('flowcontrol.v1.ServiceAccountSubject', 'Matches requests made by a service account.', {
  namespace: field(1, string, 'Namespace of the service accounts to match; required.', { required: true, presence: 'always' }),
  name: field(2, string, 'Service account to match, with * for all in the namespace; required.', { required: true, presence: 'always' }),
});
export interface ServiceAccountSubject extends TypeOf<typeof ServiceAccountSubject> {}

export const Subject = message('flowcontrol.v1.Subject', 'Who a request comes from; only the member matching kind is set.', {
  kind: field(1, string, 'Which member applies: User, Group or ServiceAccount.', { required: true, presence: 'always' }),
  user: field(2, UserSubject, 'Matches a user by name.'),
  group: field(3, GroupSubject, 'Matches members of a user group.'),
  serviceAccount: field(4, ServiceAccountSubject, 'Matches one or all service accounts of a namespace.'),
}, { unions: [{ discriminator: 'kind', fields: { group: 'Group', serviceAccount: 'ServiceAccount', user: 'User' } }] });
export interface Subject extends TypeOf<typeof Subject> {}

export const ResourcePolicyRule = message('flowcontrol.v1.ResourcePolicyRule', 'Matches requests for API resources by verb, group, resource and namespace.', {
  verbs: field(1, list(string), 'API verbs to match in lowercase, with * for all; required.', { required: true, list: 'set' }),
  apiGroups: field(2, list(string), 'API groups to match, with * for all; required.', { required: true, list: 'set' }),
  resources: field(3, list(string), 'Resources or subresources to match in lowercase plural, with * for all.', { required: true, list: 'set' }),
  clusterScope: field(4, bool, 'Whether requests without a namespace match; false when unset.'),
  namespaces: field(5, list(string), 'Namespaces to match, with * for all; may be empty only if clusterScope is true.', { presence: 'explicit', list: 'set' }),
});
export interface ResourcePolicyRule extends TypeOf<typeof ResourcePolicyRule> {}

export const NonResourcePolicyRule = message('flowcontrol.v1.NonResourcePolicyRule', 'Matches requests for URL paths that are not API resources.', {
  verbs: field(1, list(string), 'HTTP verbs to match in lowercase, with * for all; required.', { required: true, list: 'set' }),
  nonResourceURLs: field(6, list(string), 'URL paths to match, optionally ending in /*; a lone * means all.', { required: true, list: 'set' }),
});
export interface NonResourcePolicyRule extends TypeOf<typeof NonResourcePolicyRule> {}

export const PolicyRulesWithSubjects = message('flowcontrol.v1.PolicyRulesWithSubjects', 'Matches when a requester and at least one kind of target both fit.', {
  subjects: field(1, list(Subject), 'Users, groups or service accounts to match; at least one is needed.', { required: true, list: 'atomic' }),
  resourceRules: field(2, list(ResourcePolicyRule), 'Alternative matches on API resources; one rule list must be non-empty.', { list: 'atomic' }),
  nonResourceRules: field(3, list(NonResourcePolicyRule), 'Alternative matches on URL paths that are not API resources.', { list: 'atomic' }),
});
export interface PolicyRulesWithSubjects extends TypeOf<typeof PolicyRulesWithSubjects> {}

export const FlowSchemaSpec = message('flowcontrol.v1.FlowSchemaSpec', 'Which requests match and how they are handled.', {
  priorityLevelConfiguration: field(1, PriorityLevelConfigurationReference,
    'The priority level that matching requests are sent to.',
    { required: true, presence: 'always' }),
  matchingPrecedence: field(2, int32, 'Order among schemas, lowest number winning, 1 to 10000; 1000 when unset.', { presence: 'always' }),
  distinguisherMethod: field(3, FlowDistinguisherMethod, 'How matching requests are split into flows; a single flow when unset.'),
  rules: field(4, list(PolicyRulesWithSubjects), 'Rules of which at least one must match a request; none match when empty.', { list: 'atomic' }),
});
export interface FlowSchemaSpec extends TypeOf<typeof FlowSchemaSpec> {}

export const FlowSchemaStatus = message('flowcontrol.v1.FlowSchemaStatus', 'Current state of a flow schema.', {
  conditions: field(1, list(FlowSchemaCondition),
    'Latest observations about the flow schema, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface FlowSchemaStatus extends TypeOf<typeof FlowSchemaStatus> {}

export const FlowSchema = kind('flowcontrol.v1.FlowSchema', { group: 'flowcontrol.apiserver.k8s.io', version: 'v1', kind: 'FlowSchema' }, 'Sorts incoming API requests into flows and assigns them a priority level.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the flow schema.', { presence: 'always' }),
  spec: field(2, FlowSchemaSpec, 'The wanted matching and classification of requests.', { presence: 'always' }),
  status: field(3, FlowSchemaStatus, 'The observed state of the flow schema.', { presence: 'always' }),
});
export interface FlowSchema extends TypeOf<typeof FlowSchema> {}

export const FlowSchemaList = kindList('flowcontrol.v1.FlowSchemaList', FlowSchema, ListMeta, 'A list of FlowSchema objects.');
export interface FlowSchemaList extends TypeOf<typeof FlowSchemaList> {}
