import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';

type Located = Pick<ResourceDefinition, 'group' | 'version' | 'resource' | 'namespaced'>;

/** `/api/v1` or `/apis/apps/v1`, as the API concepts lay out resource URIs. */
export const groupPath = (of: { group: string; version: string }): string =>
  (of.group ? `/apis/${of.group}/${of.version}` : `/api/${of.version}`);

/** The collection in a namespace, or across all of them. */
export const collectionPath = (of: Located, namespace?: string): string =>
  (of.namespaced && namespace ? `${groupPath(of)}/namespaces/${encodeURIComponent(namespace)}/${of.resource}` : `${groupPath(of)}/${of.resource}`);

/** One object, or a subresource of it. */
export function objectPath(of: Located, namespace: string | undefined, name: string, subresource?: string): string {
  if (!name) throw new Error(`a name is needed to address one of ${of.resource}`);
  if (of.namespaced && !namespace) throw new Error(`${of.resource} are namespaced: to address "${name}", ask for the client of its namespace`);
  return `${collectionPath(of, namespace)}/${encodeURIComponent(name)}${subresource ? `/${subresource}` : ''}`;
}

/** `?a=1&b=2` of what is set, or nothing. */
export function query(parameters: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return set.length ? `?${set.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}` : '';
}
