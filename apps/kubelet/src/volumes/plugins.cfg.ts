import { emptyDir } from './empty-dir.js';
import { configMap, downwardAPI, secret } from './files.js';
import { hostPath } from './host-path.js';
import { persistentVolumeClaim } from './persistent-volume-claim.js';
import type { VolumePlugin } from './plugin.js';
import { projected } from './projected.js';

/** The kinds of volume that a node can set up. A volume has one source, so order does not matter. */
export const VOLUME_PLUGINS: readonly VolumePlugin[] = [projected, configMap, secret, emptyDir, hostPath, downwardAPI, persistentVolumeClaim];
