import type { ConfigMap } from '@kubets/api/core/v1/config-map';
import type { Secret } from '@kubets/api/core/v1/secret';
import type { DownwardAPIVolumeFile, KeyToPath } from '@kubets/api/core/v1/volume';
import { podField } from '../environment/field-ref.js';
import { resourceField } from '../environment/resource-field-ref.js';
import { findContainer } from '../pod/containers.js';
import type { PayloadFile } from './atomic-writer.js';
import type { VolumeContext } from './plugin.js';

export const DEFAULT_MODE = 0o644;
export interface KeySelection { readonly items?: readonly KeyToPath[]; readonly optional?: boolean; readonly defaultMode: number }

function select(entries: ReadonlyMap<string, Buffer>, { items, optional, defaultMode }: KeySelection, what: string): Map<string, PayloadFile> {
  const result = new Map<string, PayloadFile>();
  if (!items || items.length === 0) {
    for (const [key, data] of entries) result.set(key, { data, mode: defaultMode });
    return result;
  }
  for (const { key, path, mode } of items) {
    const data = entries.get(key);
    if (data) result.set(path, { data, mode: mode ?? defaultMode });
    else if (!optional) throw new Error(`${what} references non-existent ${what} key: ${key}`);
  }
  return result;
}

export const configMapEntries = (map: ConfigMap): Map<string, Buffer> => new Map([
  ...Object.entries(map.data ?? {}).map(([k, v]) => [k, Buffer.from(v, 'utf8')] as const),
  ...Object.entries(map.binaryData ?? {}).map(([k, v]) => [k, Buffer.from(v, 'base64')] as const),
]);
export const secretEntries = (secret: Secret): Map<string, Buffer> => new Map(Object.entries(secret.data ?? {}).map(([k, v]) => [k, Buffer.from(v, 'base64')]));

export async function configMapPayload(context: VolumeContext, namespace: string, name: string, selection: KeySelection): Promise<Map<string, PayloadFile>> {
  const found = await context.objects.configMap(namespace, name);
  if (!found && !selection.optional) throw new Error(`configmap "${name}" not found`);
  return found ? select(configMapEntries(found), selection, 'configmap') : new Map();
}

export async function secretPayload(context: VolumeContext, namespace: string, name: string, selection: KeySelection): Promise<Map<string, PayloadFile>> {
  const found = await context.objects.secret(namespace, name);
  if (!found && !selection.optional) throw new Error(`secret "${name}" not found`);
  return found ? select(secretEntries(found), selection, 'secret') : new Map();
}

export function downwardPayload(context: VolumeContext, items: readonly DownwardAPIVolumeFile[], defaultMode: number): Map<string, PayloadFile> {
  const result = new Map<string, PayloadFile>();
  for (const { path, fieldRef, resourceFieldRef, mode } of items) {
    let text = '';
    if (fieldRef) text = podField(context.pod, fieldRef.fieldPath, context.facts);
    else if (resourceFieldRef) {
      const of = findContainer(context.pod, resourceFieldRef.containerName ?? '');
      if (!of) throw new Error(`container ${resourceFieldRef.containerName ?? ''} not found`);
      text = resourceField(of.container, resourceFieldRef, context.allocatable);
    }
    result.set(path, { data: Buffer.from(text, 'utf8'), mode: mode ?? defaultMode });
  }
  return result;
}
