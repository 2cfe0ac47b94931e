import type { ConfigMap } from '@kubets/api/core/v1/config-map';
import type { Container } from '@kubets/api/core/v1/container';
import type { EnvFromSource, EnvVar } from '@kubets/api/core/v1/environment';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Secret } from '@kubets/api/core/v1/secret';
import type { ObjectReader } from '../objects/object-reader.js';
import { findContainer } from '../pod/containers.js';
import { namespaceOf } from '../pod/identity.js';
import { expand } from './expand.js';
import { podField, type PodFacts } from './field-ref.js';
import { resourceField } from './resource-field-ref.js';

export interface EnvironmentSources {
  readonly objects: ObjectReader;
  readonly facts: PodFacts;
  /** Variables for services; the pod's own win over them. */
  readonly services: ReadonlyMap<string, string>;
  readonly allocatable: Readonly<Record<string, string>>;
}

/** Why a container cannot be configured yet; shown as `CreateContainerConfigError`. */
export class ConfigurationError extends Error { override readonly name = 'ConfigurationError'; }

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

async function configMapOf(sources: EnvironmentSources, namespace: string, name: string, optional: boolean | undefined): Promise<ConfigMap | undefined> {
  const found = await sources.objects.configMap(namespace, name);
  if (!found && !optional) throw new ConfigurationError(`configmap "${name}" not found`);
  return found;
}
async function secretOf(sources: EnvironmentSources, namespace: string, name: string, optional: boolean | undefined): Promise<Secret | undefined> {
  const found = await sources.objects.secret(namespace, name);
  if (!found && !optional) throw new ConfigurationError(`secret "${name}" not found`);
  return found;
}

async function addAll(result: Map<string, string>, from: EnvFromSource, namespace: string, sources: EnvironmentSources): Promise<void> {
  const prefix = from.prefix ?? '';
  if (from.configMapRef) {
    const found = await configMapOf(sources, namespace, from.configMapRef.name ?? '', from.configMapRef.optional);
    for (const [key, value] of Object.entries(found?.data ?? {})) result.set(prefix + key, value);
  } else if (from.secretRef) {
    const found = await secretOf(sources, namespace, from.secretRef.name ?? '', from.secretRef.optional);
    for (const [key, value] of Object.entries(found?.data ?? {})) result.set(prefix + key, fromBase64(value));
  }
}

/** The value of one variable; `undefined` leaves it out, for optional sources that do not exist. */
async function valueOf(variable: EnvVar, pod: Pod, container: Container, sources: EnvironmentSources, known: (name: string) => string | undefined): Promise<string | undefined> {
  const from = variable.valueFrom;
  if (!from) return expand(variable.value ?? '', known);
  const namespace = namespaceOf(pod);
  if (from.fieldRef) return podField(pod, from.fieldRef.fieldPath, sources.facts);
  if (from.resourceFieldRef) {
    const name = from.resourceFieldRef.containerName;
    const of = name ? findContainer(pod, name)?.container : container;
    if (!of) throw new ConfigurationError(`container ${name} not found`);
    return resourceField(of, from.resourceFieldRef, sources.allocatable);
  }
  if (from.configMapKeyRef) {
    const { name = '', key, optional } = from.configMapKeyRef;
    const value = (await configMapOf(sources, namespace, name, optional))?.data?.[key];
    if (value === undefined && !optional) throw new ConfigurationError(`couldn't find key ${key} in ConfigMap ${namespace}/${name}`);
    return value;
  }
  if (from.secretKeyRef) {
    const { name = '', key, optional } = from.secretKeyRef;
    const value = (await secretOf(sources, namespace, name, optional))?.data?.[key];
    if (value === undefined && !optional) throw new ConfigurationError(`couldn't find key ${key} in Secret ${namespace}/${name}`);
    return value === undefined ? undefined : fromBase64(value);
  }
  return undefined;
}

/**
 * The container's variables: `envFrom` in order, then `env` over them, where a value may refer to variables before it and to services';
 * then services' variables that nothing defined.
 */
export async function containerEnvironment(pod: Pod, container: Container, sources: EnvironmentSources): Promise<Map<string, string>> {
  const result = new Map<string, string>();
  for (const from of container.envFrom ?? []) await addAll(result, from, namespaceOf(pod), sources);
  const known = (name: string): string | undefined => result.get(name) ?? sources.services.get(name);
  for (const variable of container.env ?? []) {
    const value = await valueOf(variable, pod, container, sources, known);
    if (value !== undefined) result.set(variable.name, value);
  }
  for (const [name, value] of sources.services) if (!result.has(name)) result.set(name, value);
  return result;
}

/** Command or arguments with `$(VAR)` expanded from the container's variables. */
export const expandCommand = (words: readonly string[] | undefined, environment: ReadonlyMap<string, string>): string[] | undefined =>
  words?.map((word) => expand(word, (name) => environment.get(name)));
