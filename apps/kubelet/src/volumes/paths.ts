import { join } from 'node:path';

/** Where everything of a pod lies on the node. */
export const podDirectory = (rootDir: string, uid: string): string => join(rootDir, 'pods', uid);
/** @param plugin such as `kubernetes.io/configmap`; the slash becomes `~` in the path */
export const volumeDirectory = (rootDir: string, uid: string, plugin: string, volume: string): string =>
  join(podDirectory(rootDir, uid), 'volumes', plugin.replace('/', '~'), volume);
