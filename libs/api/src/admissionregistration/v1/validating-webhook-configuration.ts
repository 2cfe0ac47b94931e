import { field, int32, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { MatchCondition, RuleWithOperations, WebhookClientConfig } from './matching.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const ValidatingWebhook = message('admissionregistration.v1.ValidatingWebhook', 'One external webhook that may reject requests during admission.', {
  name: field(1, string,
    'Fully qualified webhook name with at least three dotted segments, unique in the configuration.',
    { required: true, presence: 'always' }),
  clientConfig: field(2, WebhookClientConfig,
    'Where the webhook server is reached and how its certificate is verified.',
    { required: true, presence: 'always' }),
  rules: field(3, list(RuleWithOperations), 'Operations and resources that trigger a call to this webhook.', { list: 'atomic' }),
  failurePolicy: field(4, string,
    'What happens on call errors or timeouts: Fail rejects the request, Ignore continues; Fail when unset.',
    { presence: 'explicit', enum: ['Ignore', 'Fail'] }),
  matchPolicy: field(9, string,
    'Exact calls only for listed versions; Equivalent, the default, also covers other versions of a resource.',
    { presence: 'explicit', enum: ['Exact', 'Equivalent'] }),
  namespaceSelector: field(5, LabelSelector, 'Calls the webhook only for objects in namespaces with fitting labels; empty selects all.'),
  objectSelector: field(10, LabelSelector, 'Calls the webhook only when the old or new object has fitting labels; empty selects all.'),
  sideEffects: field(6, string,
    'Out-of-band effects of a call; only None and NoneOnDryRun are accepted in v1.',
    { required: true, presence: 'explicit', enum: ['Unknown', 'None', 'Some', 'NoneOnDryRun'] }),
  timeoutSeconds: field(7, int32, 'Seconds allowed for one call, between 1 and 30; 10 when unset.', { presence: 'explicit' }),
  admissionReviewVersions: field(8, list(string),
    'AdmissionReview versions the webhook understands, most preferred first.',
    { required: true, list: 'atomic' }),
  matchConditions: field(11, list(MatchCondition),
    'Up to 64 CEL filters that all need to hold before the webhook is called.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
});
export interface ValidatingWebhook extends TypeOf<typeof ValidatingWebhook> {}

export const ValidatingWebhookConfiguration = kind('admissionregistration.v1.ValidatingWebhookConfiguration', { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingWebhookConfiguration' }, 'Registers a group of webhooks that can refuse requests on admission.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the webhook configuration.', { presence: 'always' }),
  webhooks: field(2, list(ValidatingWebhook),
    'The validating webhooks registered here, each with a unique name.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
});
export interface ValidatingWebhookConfiguration extends TypeOf<typeof ValidatingWebhookConfiguration> {}

export const ValidatingWebhookConfigurationList = kindList('admissionregistration.v1.ValidatingWebhookConfigurationList', ValidatingWebhookConfiguration, ListMeta, 'A list of ValidatingWebhookConfiguration objects.');
export interface ValidatingWebhookConfigurationList extends TypeOf<typeof ValidatingWebhookConfigurationList> {}
