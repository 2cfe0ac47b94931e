import { chmod, mkdir } from 'node:fs/promises';
import { wholeValue } from '../resources/quantity.js';
import { uidOf } from '../pod/identity.js';
import { applyFsGroup } from './ownership.js';
import { volumeDirectory } from './paths.js';
import type { VolumePlugin } from './plugin.js';

/** Scratch space with the life of the pod; in memory if asked for. `sizeLimit` bounds a memory volume at once and others by eviction. */
export const emptyDir: VolumePlugin = {
  name: 'kubernetes.io/empty-dir',
  supports: (volume) => volume.emptyDir !== undefined,
  async setUp(volume, { pod, rootDir, mounter }) {
    const path = volumeDirectory(rootDir, uidOf(pod), this.name, volume.name);
    const made = await mkdir(path, { recursive: true });
    const inMemory = volume.emptyDir?.medium === 'Memory';
    if (inMemory && !(await mounter.isMounted(path))) {
      await mounter.mountTmpfs(path, volume.emptyDir?.sizeLimit ? wholeValue(volume.emptyDir.sizeLimit) : undefined);
    }
    // Only when it is new: what the containers changed since is theirs.
    if (made !== undefined || inMemory) await chmod(path, 0o777);
    const group = pod.spec.securityContext?.fsGroup;
    if (made !== undefined && group !== undefined) await applyFsGroup(path, group, undefined);
    return { path, readOnly: false };
  },
};
