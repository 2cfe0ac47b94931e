import type { Pod } from '@kubets/api/core/v1/pod';
import { containersOf } from '../pod/containers.js';
import { namespaceOf } from '../pod/identity.js';

export type ReferenceKind = 'configmaps' | 'secrets';
/** `configmaps/<namespace>/<name>` or `secrets/<namespace>/<name>`. */
export const referenceKey = (kind: ReferenceKind, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

/** Every ConfigMap and Secret that the pod reads: volumes, variables, pull secrets. */
export function referencesOf(pod: Pod): Set<string> {
  const result = new Set<string>();
  const namespace = namespaceOf(pod);
  const add = (kind: ReferenceKind, name: string | undefined): void => { if (name) result.add(referenceKey(kind, namespace, name)); };
  for (const volume of pod.spec.volumes ?? []) {
    add('configmaps', volume.configMap?.name);
    add('secrets', volume.secret?.secretName);
    for (const source of volume.projected?.sources ?? []) {
      add('configmaps', source.configMap?.name);
      add('secrets', source.secret?.name);
    }
  }
  for (const { container } of containersOf(pod)) {
    for (const from of container.envFrom ?? []) {
      add('configmaps', from.configMapRef?.name);
      add('secrets', from.secretRef?.name);
    }
    for (const { valueFrom } of container.env ?? []) {
      add('configmaps', valueFrom?.configMapKeyRef?.name);
      add('secrets', valueFrom?.secretKeyRef?.name);
    }
  }
  for (const secret of pod.spec.imagePullSecrets ?? []) add('secrets', secret.name);
  return result;
}
