import type { Draft } from '@kubets/apimachinery/schema/types';
import type { MatchResources } from './matching.js';
import type { MutatingAdmissionPolicy } from './mutating-admission-policy.js';
import type { MutatingWebhookConfiguration } from './mutating-webhook-configuration.js';
import type { ValidatingAdmissionPolicy } from './validating-admission-policy.js';
import type { ValidatingWebhook, ValidatingWebhookConfiguration } from './validating-webhook-configuration.js';

const TIMEOUT_SECONDS = 10;

function defaultWebhook(webhook: Draft<ValidatingWebhook>): void {
  webhook.failurePolicy ??= 'Fail';
  webhook.matchPolicy ??= 'Equivalent';
  webhook.namespaceSelector ??= {};
  webhook.objectSelector ??= {};
  webhook.timeoutSeconds ??= TIMEOUT_SECONDS;
  for (const rule of webhook.rules ?? []) rule.scope ??= '*';
  if (webhook.clientConfig?.service) webhook.clientConfig.service.port ??= 443;
}

export const defaultValidatingWebhooks = ({ webhooks }: Draft<ValidatingWebhookConfiguration>): void => webhooks?.forEach(defaultWebhook);

export function defaultMutatingWebhooks({ webhooks }: Draft<MutatingWebhookConfiguration>): void {
  for (const webhook of webhooks ?? []) {
    defaultWebhook(webhook);
    webhook.reinvocationPolicy ??= 'Never';
  }
}

function defaultMatching(matching: Draft<MatchResources> | undefined): void {
  if (!matching) return;
  matching.matchPolicy ??= 'Equivalent';
  matching.namespaceSelector ??= {};
  matching.objectSelector ??= {};
  for (const rule of [...matching.resourceRules ?? [], ...matching.excludeResourceRules ?? []]) rule.scope ??= '*';
}

export function defaultAdmissionPolicy(policy: Draft<ValidatingAdmissionPolicy> | Draft<MutatingAdmissionPolicy>): void {
  const spec = (policy.spec ??= {});
  spec.failurePolicy ??= 'Fail';
  defaultMatching(spec.matchConstraints);
}

export const defaultPolicyBinding = (binding: { spec?: { matchResources?: Draft<MatchResources> } }): void =>
  defaultMatching(binding.spec?.matchResources);
