import { bytes, field, int32, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const MatchCondition = message('admissionregistration.v1.MatchCondition', 'A named CEL filter that decides whether a request reaches the webhook or policy.', {
  name: field(1, string,
    'Qualified name of the condition, unique in its list and shown in logs and audit events.',
    { required: true, presence: 'always' }),
  expression: field(2, string,
    'CEL expression returning a bool; the request is skipped when it yields false.',
    { required: true, presence: 'always' }),
});
export interface MatchCondition extends TypeOf<typeof MatchCondition> {}

export const NamedRuleWithOperations = message('admissionregistration.v1.NamedRuleWithOperations', 'A match rule over operations and resources that may also name single objects.', {
  resourceNames: field(1, list(string), 'Object names the rule is limited to; empty admits any name.', { list: 'atomic' }),
  operations: field('2/1', list(string), 'Request operations covered: CREATE, UPDATE, DELETE, CONNECT, or * for all.', { list: 'atomic' }),
  apiGroups: field('2/2/1', list(string), 'API groups the rule covers; a lone * covers all groups.', { list: 'atomic' }),
  apiVersions: field('2/2/2', list(string), 'API versions the rule covers; a lone * covers all versions.', { list: 'atomic' }),
  resources: field('2/2/3', list(string),
    'Plural resources covered, optionally with a subresource as in pods/status; * is a wildcard.',
    { list: 'atomic' }),
  scope: field('2/2/4', string, 'Limits the rule to Cluster or Namespaced resources; * (the default) means either.', { presence: 'explicit' }),
}, { atomic: true });
export interface NamedRuleWithOperations extends TypeOf<typeof NamedRuleWithOperations> {}

export const MatchResources = message('admissionregistration.v1.MatchResources', 'Describes which requests a policy or binding covers, by rule and selector.', {
  namespaceSelector: field(1, LabelSelector,
    'Restricts matching to objects whose namespace carries fitting labels; an empty selector accepts every namespace.'),
  objectSelector: field(2, LabelSelector, 'Restricts matching by labels of the new or old object; an empty selector accepts everything.'),
  resourceRules: field(3, list(NamedRuleWithOperations),
    'Operations and resources to match; a request needs to fit at least one rule.',
    { list: 'atomic' }),
  excludeResourceRules: field(4, list(NamedRuleWithOperations),
    'Operations and resources to leave out; these win over resourceRules.',
    { list: 'atomic' }),
  matchPolicy: field(7, string,
    'Exact compares only the listed versions; Equivalent, the default, also converts requests from other versions.',
    { presence: 'explicit', enum: ['Exact', 'Equivalent'] }),
}, { atomic: true });
export interface MatchResources extends TypeOf<typeof MatchResources> {}

export const ParamKind = message('admissionregistration.v1.ParamKind', 'Identifies the type of object that supplies parameters to a policy.', {
  apiVersion: field(1, string, 'Group and version of the parameter type, written as group/version.'),
  kind: field(2, string, 'Kind name of the parameter type, such as ConfigMap.'),
}, { atomic: true });
export interface ParamKind extends TypeOf<typeof ParamKind> {}

export const ParamRef = message('admissionregistration.v1.ParamRef', 'Chooses the parameter objects a policy is evaluated with, by name or labels.', {
  name: field(1, string, 'Name of a single parameter object; may not be combined with selector.'),
  namespace: field(2, string, 'Namespace of the parameters; unset uses the namespace of the object under admission.'),
  selector: field(3, LabelSelector, 'Picks several parameter objects by label; may not be combined with name.'),
  parameterNotFoundAction: field(4, string,
    'Allow skips the policy when no parameters exist; Deny applies the failure policy.',
    { presence: 'explicit' }),
}, { atomic: true });
export interface ParamRef extends TypeOf<typeof ParamRef> {}

export const RuleWithOperations = message('admissionregistration.v1.RuleWithOperations', 'Pairs request operations with the resources for which a webhook is called.', {
  operations: field(1, list(string),
    'Request kinds that match; * stands for all of them and excludes other entries.',
    { list: 'atomic', enum: ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'] }),
  apiGroups: field('2/1', list(string), 'API groups that match; a lone * stands for every group.', { list: 'atomic' }),
  apiVersions: field('2/2', list(string), 'API versions that match; a lone * stands for every version.', { list: 'atomic' }),
  resources: field('2/3', list(string), 'Plural resources that match, such as pods, pods/log, */scale or */* for everything.', { list: 'atomic' }),
  scope: field('2/4', string, 'Whether Cluster, Namespaced or any (*) resources match; * when unset.', { presence: 'explicit' }),
});
export interface RuleWithOperations extends TypeOf<typeof RuleWithOperations> {}

export const ServiceReference = message('admissionregistration.v1.ServiceReference', 'Points to the in-cluster Service in front of an admission webhook.', {
  namespace: field(1, string, 'Namespace in which the webhook\'s Service lives; required.', { required: true, presence: 'always' }),
  name: field(2, string, 'Name of the webhook\'s Service; required.', { required: true, presence: 'always' }),
  path: field(3, string, 'Optional URL path to which the request is posted.', { presence: 'explicit' }),
  port: field(4, int32, 'Service port to contact, from 1 to 65535; 443 when unset.', { presence: 'explicit' }),
});
export interface ServiceReference extends TypeOf<typeof ServiceReference> {}

export const Variable = message('admissionregistration.v1.Variable', 'A named CEL value that other expressions of the policy can reuse.', {
  name: field(1, string, 'CEL identifier, unique in the policy and read as variables.<name>.', { required: true, presence: 'always' }),
  expression: field(2, string, 'CEL expression computing the value; it may use earlier variables.', { required: true, presence: 'always' }),
}, { atomic: true });
export interface Variable extends TypeOf<typeof Variable> {}

export const WebhookClientConfig = message('admissionregistration.v1.WebhookClientConfig', 'How to connect to a webhook; exactly one of service and url is set.', {
  url: field(3, string, 'Full https address of the webhook; may not carry credentials, query or fragment.', { presence: 'explicit' }),
  service: field(1, ServiceReference, 'In-cluster Service to call; use it when the webhook runs in the cluster.'),
  caBundle: field(2, bytes, 'PEM certificates trusted for the webhook\'s TLS certificate; system roots apply when unset.'),
});
export interface WebhookClientConfig extends TypeOf<typeof WebhookClientConfig> {}
