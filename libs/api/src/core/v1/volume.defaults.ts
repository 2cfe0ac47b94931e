import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPullPolicy } from './container.defaults.js';
import { roundResources } from './resources.defaults.js';
import type { PersistentVolumeClaimSpec, Volume, VolumeProjection } from './volume.js';

const FILE_MODE = 0o644;
const TOKEN_LIFETIME_SECONDS = 3600;

/** A volume without any source is an empty directory. */
export function defaultVolume(volume: Draft<Volume>): void {
  const { name: _, ...source } = volume;
  if (Object.values(source).every((value) => value === undefined)) volume.emptyDir = {};
  if (volume.hostPath) volume.hostPath.type ??= '';
  if (volume.secret) volume.secret.defaultMode ??= FILE_MODE;
  if (volume.configMap) volume.configMap.defaultMode ??= FILE_MODE;
  if (volume.downwardAPI) {
    volume.downwardAPI.defaultMode ??= FILE_MODE;
    for (const { fieldRef } of volume.downwardAPI.items ?? []) if (fieldRef) fieldRef.apiVersion ||= 'v1';
  }
  if (volume.projected) {
    volume.projected.defaultMode ??= FILE_MODE;
    volume.projected.sources?.forEach(defaultProjection);
  }
  if (volume.ephemeral?.volumeClaimTemplate) defaultClaimSpec(volume.ephemeral.volumeClaimTemplate.spec ??= {});
  if (volume.image) volume.image.pullPolicy ||= defaultPullPolicy(volume.image.reference ?? '');
  defaultDisks(volume);
}

function defaultProjection({ downwardAPI, serviceAccountToken }: Draft<VolumeProjection>): void {
  for (const { fieldRef } of downwardAPI?.items ?? []) if (fieldRef) fieldRef.apiVersion ||= 'v1';
  if (serviceAccountToken) serviceAccountToken.expirationSeconds ??= TOKEN_LIFETIME_SECONDS;
}

type Disks = Pick<Draft<Volume>, 'iscsi' | 'rbd' | 'azureDisk' | 'scaleIO'>;

/** Sources that PersistentVolumes have too. */
export function defaultDisks({ iscsi, rbd, azureDisk, scaleIO }: Disks): void {
  if (iscsi) iscsi.iscsiInterface ||= 'default';
  if (rbd) {
    rbd.pool ||= 'rbd';
    rbd.user ||= 'admin';
    rbd.keyring ||= '/etc/ceph/keyring';
  }
  if (azureDisk) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.kind ??= 'Shared';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
  }
  if (scaleIO) {
    scaleIO.storageMode ||= 'ThinProvisioned';
    scaleIO.fsType ||= 'xfs';
  }
}

export function defaultClaimSpec(spec: Draft<PersistentVolumeClaimSpec>): void {
  spec.volumeMode ??= 'Filesystem';
  roundResources(spec.resources?.limits, spec.resources?.requests);
}
