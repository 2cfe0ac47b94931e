import type { Draft } from '@kubets/apimachinery/schema/types';
import type { PersistentVolumeClaim } from './persistent-volume-claim.js';
import type { PersistentVolume } from './persistent-volume.js';
import { roundResources } from './resources.defaults.js';
import { defaultClaimSpec, defaultDisks } from './volume.defaults.js';

export function defaultPersistentVolume(volume: Draft<PersistentVolume>): void {
  const spec = (volume.spec ??= {});
  spec.persistentVolumeReclaimPolicy ||= 'Retain';
  spec.volumeMode ??= 'Filesystem';
  if (spec.hostPath) spec.hostPath.type ??= '';
  roundResources(spec.capacity);
  defaultDisks(spec);
}

export function defaultPersistentVolumeClaim(claim: Draft<PersistentVolumeClaim>): void {
  defaultClaimSpec(claim.spec ??= {});
}
