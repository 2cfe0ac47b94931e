import { type FieldError, child, invalid, notSupported, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { configMapKey, envVarName } from '@kubets/apimachinery/validation/identifiers';
import { dns1123Subdomain, qualifiedName } from '@kubets/apimachinery/validation/names';
import { each, invalidAll, optionalText, requiredText } from '../../validation/fields.js';
import type { EnvFromSource, EnvVar, EnvVarSource, ObjectFieldSelector, ResourceFieldSelector } from './environment.js';

/** Pod fields that a variable can hold. */
const VARIABLE_FIELDS = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName',
  'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
/** Pod fields that a file of a volume can hold. */
export const FILE_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [`limits.${name}`, `requests.${name}`]);
const SUBSCRIPTED = /^(metadata\.(?:annotations|labels))\['([^']*)'\]$/;

export function validateFieldRef(ref: Draft<ObjectFieldSelector>, path: string, allowed: readonly string[]): FieldError[] {
  if (!ref.apiVersion) return [required(child(path, 'apiVersion'))];
  if (!ref.fieldPath) return [required(child(path, 'fieldPath'))];
  const subscript = SUBSCRIPTED.exec(ref.fieldPath);
  if (subscript) {
    const key = subscript[2] ?? '';
    return invalidAll(child(path, 'fieldPath'), key, qualifiedName(subscript[1] === 'metadata.annotations' ? key.toLowerCase() : key));
  }
  return allowed.includes(ref.fieldPath) ? [] : [notSupported(child(path, 'fieldPath'), ref.fieldPath, allowed)];
}

/** @param inVolume files have no container of their own, so they must name one */
export function validateResourceFieldRef(ref: Draft<ResourceFieldSelector>, path: string, inVolume: boolean): FieldError[] {
  if (inVolume && !ref.containerName) return [required(child(path, 'containerName'))];
  if (!ref.resource) return [required(child(path, 'resource'))];
  if (RESOURCES.includes(ref.resource) || /^(limits|requests)\.hugepages-/.test(ref.resource)) return [];
  return [notSupported(child(path, 'resource'), ref.resource, RESOURCES)];
}

function validateSource(source: Draft<EnvVarSource>, value: string | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (source.fieldRef) errors.push(...validateFieldRef(source.fieldRef, child(path, 'fieldRef'), VARIABLE_FIELDS));
  if (source.resourceFieldRef) errors.push(...validateResourceFieldRef(source.resourceFieldRef, child(path, 'resourceFieldRef'), false));
  for (const name of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const ref = source[name];
    if (ref) errors.push(...requiredText(child(child(path, name), 'name'), ref.name), ...requiredText(child(child(path, name), 'key'), ref.key, configMapKey));
  }
  if (source.fileKeyRef) {
    for (const name of ['volumeName', 'path', 'key'] as const) errors.push(...requiredText(child(child(path, 'fileKeyRef'), name), source.fileKeyRef[name]));
  }
  const given = Object.values(source).filter((ref) => ref !== undefined).length;
  if (given === 0) errors.push(invalid(path, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'));
  else if (given > 1) errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
  else if (value) errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  return errors;
}

export const validateEnv = (env: readonly Draft<EnvVar>[] | undefined, path: string): FieldError[] =>
  each(env, path, ({ name, value, valueFrom }, at) => [
    ...requiredText(child(at, 'name'), name, envVarName),
    ...(valueFrom ? validateSource(valueFrom, value, child(at, 'valueFrom')) : []),
  ]);

export const validateEnvFrom = (sources: readonly Draft<EnvFromSource>[] | undefined, path: string): FieldError[] =>
  each(sources, path, ({ prefix, configMapRef, secretRef }, at) => {
    const errors: FieldError[] = prefix ? optionalText(child(at, 'prefix'), prefix, envVarName) : [];
    if (configMapRef) errors.push(...requiredText(child(child(at, 'configMapRef'), 'name'), configMapRef.name, dns1123Subdomain));
    if (secretRef) errors.push(...requiredText(child(child(at, 'secretRef'), 'name'), secretRef.name, dns1123Subdomain));
    if (!configMapRef && !secretRef) errors.push(invalid(at, '', 'must specify one of: `configMapRef` or `secretRef`'));
    if (configMapRef && secretRef) errors.push(invalid(at, '', 'may not have more than one field specified at a time'));
    return errors;
  });
