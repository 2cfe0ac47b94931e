import { type FieldError, child, duplicate, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1035Label, dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { each, immutable, invalidAll, oneOf, requiredText } from '../../validation/fields.js';
import type { CustomResourceDefinition, CustomResourceDefinitionVersion } from './custom-resource-definition.js';

const established = ({ status }: Draft<CustomResourceDefinition>): boolean => status?.conditions?.find(({ type }) => type === 'Established')?.status === 'True';

function validateVersion({ name, schema, subresources, additionalPrinterColumns }: Draft<CustomResourceDefinitionVersion>, path: string): FieldError[] {
  const errors = requiredText(child(path, 'name'), name, dns1035Label);
  const props = schema?.openAPIV3Schema;
  const at = child(child(path, 'schema'), 'openAPIV3Schema');
  if (!props) errors.push(required(at, 'schemas are required'));
  else if (props.type !== 'object') errors.push(props.type ? invalid(child(at, 'type'), props.type, 'must be object at the root') : required(child(at, 'type'), 'must not be empty at the root'));
  const scale = subresources?.scale;
  if (scale) {
    for (const field of ['specReplicasPath', 'statusReplicasPath'] as const) {
      const place = child(child(child(path, 'subresources'), 'scale'), field);
      const root = field === 'specReplicasPath' ? '.spec' : '.status';
      errors.push(...requiredText(place, scale[field], (text) => (text.startsWith(`${root}.`) ? [] : [`should be a json path under ${root}`])));
    }
  }
  return [...errors, ...each(additionalPrinterColumns, child(path, 'additionalPrinterColumns'), (column, place) => [
    ...requiredText(child(place, 'name'), column.name),
    ...oneOf(child(place, 'type'), column.type, ['boolean', 'date', 'integer', 'number', 'string']),
    ...requiredText(child(place, 'jsonPath'), column.jsonPath, (text) => (text.startsWith('.') ? [] : ['must be a simple json path starting with .'])),
  ])];
}

export function validateCustomResourceDefinition({ metadata, spec = {} }: Draft<CustomResourceDefinition>): FieldError[] {
  const { group = '', names = {}, versions, conversion } = spec;
  const errors = requiredText('spec.group', group, dns1123Subdomain);
  if (group && !group.includes('.')) errors.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  errors.push(...oneOf('spec.scope', spec.scope, ['Cluster', 'Namespaced']));
  errors.push(...requiredText('spec.names.plural', names.plural, dns1035Label), ...requiredText('spec.names.singular', names.singular, dns1035Label));
  errors.push(...requiredText('spec.names.kind', names.kind, (kind) => dns1035Label(kind.toLowerCase())));
  errors.push(...requiredText('spec.names.listKind', names.listKind, (kind) => dns1035Label(kind.toLowerCase())));
  errors.push(...each(names.shortNames, 'spec.names.shortNames', (name, at) => invalidAll(at, name, dns1035Label(name))));
  if (names.kind && names.kind === names.listKind) errors.push(invalid('spec.names.listKind', names.listKind, 'kind and listKind may not be the same'));
  const wanted = `${names.plural}.${group}`;
  if (metadata?.name !== wanted) errors.push(invalid('metadata.name', metadata?.name ?? '', 'must be spec.names.plural+"."+spec.group'));
  const seen = new Set<string>();
  errors.push(...each(versions, 'spec.versions', (version, at) => {
    const found = seen.has(version.name ?? '') ? [duplicate(child(at, 'name'), version.name)] : [];
    seen.add(version.name ?? '');
    return [...found, ...validateVersion(version, at)];
  }));
  if ((versions ?? []).filter(({ storage }) => storage).length !== 1) errors.push(invalid('spec.versions', versions ?? [], 'must have exactly one version marked as storage version'));
  errors.push(...oneOf('spec.conversion.strategy', conversion?.strategy, ['None', 'Webhook']));
  if (conversion?.strategy === 'Webhook' && !conversion.webhook?.clientConfig) errors.push(required('spec.conversion.webhook.clientConfig', 'required when strategy is set to Webhook, but not allowed otherwise'));
  if (spec.preserveUnknownFields) errors.push(invalid('spec.preserveUnknownFields', true, 'must be false'));
  return errors;
}

/** Once objects may exist, what they are called and where they live is settled. */
export function validateCustomResourceDefinitionUpdate(definition: Draft<CustomResourceDefinition>, old: Draft<CustomResourceDefinition>): FieldError[] {
  const [spec, before] = [definition.spec, old.spec];
  const errors = [...validateCustomResourceDefinition(definition), ...immutable('spec.group', spec?.group, before?.group), ...immutable('spec.names.plural', spec?.names?.plural, before?.names?.plural)];
  if (established(old)) errors.push(...immutable('spec.scope', spec?.scope, before?.scope), ...immutable('spec.names.kind', spec?.names?.kind, before?.names?.kind));
  const names = new Set(spec?.versions?.map(({ name }) => name));
  old.status?.storedVersions?.forEach((version, at) => {
    if (!names.has(version)) errors.push(invalid(`status.storedVersions[${at}]`, version, 'missing from spec.versions; it was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in it and removes it from status.storedVersions'));
  });
  return errors;
}
