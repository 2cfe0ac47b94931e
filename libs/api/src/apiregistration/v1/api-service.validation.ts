import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1035Label } from '@kubets/apimachinery/validation/names';
import { between, requiredText } from '../../validation/fields.js';
import type { APIService } from './api-service.js';

export function validateAPIService({ metadata, spec = {} }: Draft<APIService>): FieldError[] {
  const { version = '', group = '', service, groupPriorityMinimum = 0, versionPriority = 0 } = spec;
  const name = `${version}.${group}`;
  const errors: FieldError[] = metadata?.name === name ? [] : [invalid('metadata.name', metadata?.name ?? '', `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(name)}`)];
  if (!group && version !== 'v1') errors.push(required('spec.group', 'only v1 may have an empty group and it better be legacy kube'));
  errors.push(...requiredText('spec.version', version, dns1035Label));
  if (groupPriorityMinimum <= 0 || groupPriorityMinimum > 20_000) errors.push(invalid('spec.groupPriorityMinimum', groupPriorityMinimum, 'must be positive and less than 20000'));
  if (versionPriority <= 0 || versionPriority > 1000) errors.push(invalid('spec.versionPriority', versionPriority, 'must be positive and less than 1000'));
  if (!service) {
    // Served by this process itself: there is no connection to secure.
    if (spec.caBundle) errors.push(invalid('spec.caBundle', `${spec.caBundle.length} bytes`, 'local APIServices may not have a caBundle'));
    if (spec.insecureSkipTLSVerify) errors.push(invalid('spec.insecureSkipTLSVerify', true, 'local APIServices may not have insecureSkipTLSVerify'));
    return errors;
  }
  errors.push(...requiredText('spec.service.namespace', service.namespace), ...requiredText('spec.service.name', service.name), ...between('spec.service.port', service.port, 1, 65535));
  if (spec.insecureSkipTLSVerify && spec.caBundle) errors.push(invalid('spec.insecureSkipTLSVerify', true, 'may not be true if caBundle is present'));
  return errors;
}
