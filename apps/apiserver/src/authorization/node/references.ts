import type { PersistentVolume } from '@kubets/api/core/v1/persistent-volume';
import type { Pod } from '@kubets/api/core/v1/pod';

/** Kinds that a node sees only as far as its pods need them. */
export type Referred = 'secrets' | 'configmaps' | 'persistentvolumeclaims' | 'persistentvolumes' | 'serviceaccounts' | 'resourceclaims';
export interface Reference { readonly resource: Referred; readonly namespace: string; readonly name: string }

export const referenceKey = (resource: string, namespace: string, name: string): string => `${resource}/${namespace}/${name}`;

/** What a pod refers to, so that its node may read it. Mirror pods refer to nothing: their kubelet made them up. */
export function referencesOf(pod: Pod): Reference[] {
  if (pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) return [];
  const namespace = pod.metadata.namespace ?? '';
  const { spec } = pod;
  const out: Reference[] = [];
  const add = (resource: Referred, name: string | undefined): void => { if (name) out.push({ resource, namespace, name }); };
  add('serviceaccounts', spec.serviceAccountName);
  for (const secret of spec.imagePullSecrets ?? []) add('secrets', secret.name);
  for (const container of [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]) {
    for (const from of container.envFrom ?? []) { add('configmaps', from.configMapRef?.name); add('secrets', from.secretRef?.name); }
    for (const { valueFrom } of container.env ?? []) { add('configmaps', valueFrom?.configMapKeyRef?.name); add('secrets', valueFrom?.secretKeyRef?.name); }
  }
  for (const volume of spec.volumes ?? []) {
    add('secrets', volume.secret?.secretName);
    add('configmaps', volume.configMap?.name);
    add('persistentvolumeclaims', volume.persistentVolumeClaim?.claimName);
    // The claim of a generic ephemeral volume is named after pod and volume (KEP-1698).
    if (volume.ephemeral) add('persistentvolumeclaims', `${pod.metadata.name ?? ''}-${volume.name}`);
    for (const source of volume.projected?.sources ?? []) { add('secrets', source.secret?.name); add('configmaps', source.configMap?.name); }
    for (const secret of [volume.csi?.nodePublishSecretRef, volume.cephfs?.secretRef, volume.flexVolume?.secretRef, volume.iscsi?.secretRef, volume.rbd?.secretRef, volume.scaleIO?.secretRef, volume.storageos?.secretRef]) add('secrets', secret?.name);
    add('secrets', volume.azureFile?.secretName);
  }
  for (const claim of spec.resourceClaims ?? []) {
    const status = pod.status?.resourceClaimStatuses?.find((s) => s.name === claim.name);
    add('resourceclaims', claim.resourceClaimName ?? status?.resourceClaimName);
  }
  return out;
}

/** Secrets that a volume is attached with, and the claim through which pods reach it. */
export function referencesOfVolume(volume: PersistentVolume): { claim: { namespace: string; name: string } | undefined; secrets: { namespace: string; name: string }[] } {
  const { spec } = volume;
  const claim = spec.claimRef?.name ? { namespace: spec.claimRef.namespace ?? '', name: spec.claimRef.name } : undefined;
  const refs = [
    spec.csi?.controllerPublishSecretRef, spec.csi?.nodePublishSecretRef, spec.csi?.nodeStageSecretRef, spec.csi?.nodeExpandSecretRef, spec.csi?.controllerExpandSecretRef,
    spec.cephfs?.secretRef, spec.flexVolume?.secretRef, spec.iscsi?.secretRef, spec.rbd?.secretRef, spec.scaleIO?.secretRef,
  ];
  const secrets = refs.flatMap((ref) => (ref?.name ? [{ namespace: ref.namespace ?? claim?.namespace ?? '', name: ref.name }] : []));
  if (spec.azureFile?.secretName) secrets.push({ namespace: spec.azureFile.secretNamespace ?? claim?.namespace ?? '', name: spec.azureFile.secretName });
  return { claim, secrets };
}
