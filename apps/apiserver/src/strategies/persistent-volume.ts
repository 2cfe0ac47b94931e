import type { PersistentVolume } from '@kubets/api/core/v1/persistent-volume';
import type { PersistentVolumeClaim } from '@kubets/api/core/v1/persistent-volume-claim';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { Strategy } from '../registry/strategy.js';

/** Volumes and claims begin as Pending; the binder takes it from there. */
export const persistentVolumeStrategy: Strategy<PersistentVolume> = {
  statusMetadata: true,
  returnsDeleted: true,
  prepareForCreate(volume, { now }) {
    volume.status = { phase: 'Pending', lastPhaseTransitionTime: formatTime(now) } as PersistentVolume['status'];
  },
  prepareForStatusUpdate(volume, old, { now }) {
    if (volume.status.phase !== old.status.phase && volume.status.lastPhaseTransitionTime === old.status.lastPhaseTransitionTime) volume.status.lastPhaseTransitionTime = formatTime(now);
  },
};

export const persistentVolumeClaimStrategy: Strategy<PersistentVolumeClaim> = {
  statusMetadata: true,
  returnsDeleted: true,
  prepareForCreate(claim) { claim.status = { phase: 'Pending' } as PersistentVolumeClaim['status']; },
};
