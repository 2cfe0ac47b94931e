import { type FieldError, child, duplicate, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { between, each, oneOf, optionalOneOf, requiredText } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import type { RuleWithOperations, WebhookClientConfig } from './matching.js';
import type { MutatingWebhook, MutatingWebhookConfiguration } from './mutating-webhook-configuration.js';
import type { ValidatingWebhookConfiguration } from './validating-webhook-configuration.js';

const MAX_TIMEOUT_SECONDS = 30;

function validateRule({ operations, apiGroups, apiVersions, resources, scope }: Draft<RuleWithOperations>, path: string): FieldError[] {
  const lists = { apiGroups, apiVersions, operations, resources };
  const errors = Object.entries(lists).flatMap(([name, list]): FieldError[] => {
    if (!list?.length) return [required(child(path, name))];
    return list.includes('*') && list.length > 1 && name !== 'resources' ? [invalid(child(path, name), list, "if '*' is present, must not specify other values")] : [];
  });
  return [
    ...errors, ...each(operations, child(path, 'operations'), (operation, at) => oneOf(at, operation, ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'])),
    ...optionalOneOf(child(path, 'scope'), scope, ['*', 'Cluster', 'Namespaced']),
  ];
}

function validateClient({ url, service }: Draft<WebhookClientConfig>, path: string): FieldError[] {
  if ((url === undefined) === (service === undefined)) return [required(path, 'exactly one of url or service is required')];
  if (url !== undefined) return url.startsWith('https://') && URL.canParse(url) ? [] : [invalid(child(path, 'url'), url, "'https' is the only allowed URL scheme; desired format: https://host[/path]")];
  const at = child(path, 'service');
  return [
    ...requiredText(child(at, 'name'), service?.name), ...requiredText(child(at, 'namespace'), service?.namespace),
    ...between(child(at, 'port'), service?.port, 1, 65535), ...(service?.path && !service.path.startsWith('/') ? [invalid(child(at, 'path'), service.path, "must start with a '/'")] : []),
  ];
}

function validateWebhook(webhook: Draft<MutatingWebhook>, path: string): FieldError[] {
  return [
    ...requiredText(child(path, 'name'), webhook.name, (name) => (name.split('.').length < 3 ? ['should be a domain with at least three segments separated by dots'] : dns1123Subdomain(name))),
    ...each(webhook.rules, child(path, 'rules'), validateRule),
    ...optionalOneOf(child(path, 'failurePolicy'), webhook.failurePolicy, ['Fail', 'Ignore']),
    ...optionalOneOf(child(path, 'matchPolicy'), webhook.matchPolicy, ['Equivalent', 'Exact']),
    ...oneOf(child(path, 'sideEffects'), webhook.sideEffects, ['None', 'NoneOnDryRun']),
    ...between(child(path, 'timeoutSeconds'), webhook.timeoutSeconds, 1, MAX_TIMEOUT_SECONDS),
    ...checkSelector(webhook.namespaceSelector, child(path, 'namespaceSelector')),
    ...checkSelector(webhook.objectSelector, child(path, 'objectSelector')),
    ...validateClient(webhook.clientConfig ?? {}, child(path, 'clientConfig')),
    ...(webhook.admissionReviewVersions?.length ? [] : [required(child(path, 'admissionReviewVersions'), 'must specify one of v1, v1beta1')]),
    ...optionalOneOf(child(path, 'reinvocationPolicy'), webhook.reinvocationPolicy, ['IfNeeded', 'Never']),
  ];
}

export function validateWebhooks({ webhooks }: Draft<ValidatingWebhookConfiguration> | Draft<MutatingWebhookConfiguration>): FieldError[] {
  const names = new Set<string>();
  return each(webhooks as readonly Draft<MutatingWebhook>[] | undefined, 'webhooks', (webhook, at) => {
    const errors = names.has(webhook.name ?? '') ? [duplicate(child(at, 'name'), webhook.name)] : [];
    names.add(webhook.name ?? '');
    return [...errors, ...validateWebhook(webhook, at)];
  });
}
