import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { MutatingAdmissionPolicyBinding, MutatingAdmissionPolicyBindingList } from './mutating-admission-policy-binding.js';
import { MutatingAdmissionPolicy, MutatingAdmissionPolicyList } from './mutating-admission-policy.js';
import { MutatingWebhookConfiguration, MutatingWebhookConfigurationList } from './mutating-webhook-configuration.js';
import { ValidatingAdmissionPolicyBinding, ValidatingAdmissionPolicyBindingList } from './validating-admission-policy-binding.js';
import { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyList } from './validating-admission-policy.js';
import { ValidatingWebhookConfiguration, ValidatingWebhookConfigurationList } from './validating-webhook-configuration.js';
import { mutatingPolicyColumns, policyBindingColumns, validatingPolicyColumns, webhookConfigurationColumns } from './admission.columns.js';
import { defaultAdmissionPolicy, defaultMutatingWebhooks, defaultPolicyBinding, defaultValidatingWebhooks } from './webhook.defaults.js';
import { validateWebhooks } from './webhook.validation.js';

export const mutatingadmissionpolicies = resource<MutatingAdmissionPolicy>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'mutatingadmissionpolicies', singular: 'mutatingadmissionpolicy', kind: MutatingAdmissionPolicy, list: MutatingAdmissionPolicyList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultAdmissionPolicy, columns: mutatingPolicyColumns },
});

export const mutatingadmissionpolicybindings = resource<MutatingAdmissionPolicyBinding>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'mutatingadmissionpolicybindings', singular: 'mutatingadmissionpolicybinding', kind: MutatingAdmissionPolicyBinding, list: MutatingAdmissionPolicyBindingList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultPolicyBinding, columns: policyBindingColumns },
});

export const mutatingwebhookconfigurations = resource<MutatingWebhookConfiguration>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'mutatingwebhookconfigurations', singular: 'mutatingwebhookconfiguration', kind: MutatingWebhookConfiguration, list: MutatingWebhookConfigurationList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultMutatingWebhooks, validate: validateWebhooks, columns: webhookConfigurationColumns },
});

export const validatingadmissionpolicies = resource<ValidatingAdmissionPolicy>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'validatingadmissionpolicies', singular: 'validatingadmissionpolicy', kind: ValidatingAdmissionPolicy, list: ValidatingAdmissionPolicyList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultAdmissionPolicy, columns: validatingPolicyColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const validatingadmissionpolicybindings = resource<ValidatingAdmissionPolicyBinding>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'validatingadmissionpolicybindings', singular: 'validatingadmissionpolicybinding', kind: ValidatingAdmissionPolicyBinding, list: ValidatingAdmissionPolicyBindingList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultPolicyBinding, columns: policyBindingColumns },
});

export const validatingwebhookconfigurations = resource<ValidatingWebhookConfiguration>({
  group: 'admissionregistration.k8s.io', version: 'v1', resource: 'validatingwebhookconfigurations', singular: 'validatingwebhookconfiguration', kind: ValidatingWebhookConfiguration, list: ValidatingWebhookConfigurationList, namespaced: false,
  verbs: STANDARD_VERBS, categories: ['api-extensions'],
  rules: { defaults: defaultValidatingWebhooks, validate: validateWebhooks, columns: webhookConfigurationColumns },
});
