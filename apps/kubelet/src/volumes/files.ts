import { namespaceOf, uidOf } from '../pod/identity.js';
import { writePayload, type Payload } from './atomic-writer.js';
import { volumeDirectory } from './paths.js';
import { configMapPayload, DEFAULT_MODE, downwardPayload, secretPayload } from './payload.js';
import type { MountedVolume, VolumeContext, VolumePlugin } from './plugin.js';

/** Puts a payload in place for the pod; its fsGroup owns the files. */
export async function place(context: VolumeContext, plugin: string, volume: string, payload: Payload, refreshAt?: number): Promise<MountedVolume> {
  const path = volumeDirectory(context.rootDir, uidOf(context.pod), plugin, volume);
  await writePayload(path, payload, context.clock.now(), context.pod.spec.securityContext?.fsGroup);
  return { path, readOnly: true, ...(refreshAt === undefined ? {} : { refreshAt }) };
}

export const configMap: VolumePlugin = {
  name: 'kubernetes.io/configmap',
  supports: (volume) => volume.configMap !== undefined,
  async setUp(volume, context) {
    const { name = '', defaultMode = DEFAULT_MODE, ...rest } = volume.configMap ?? {};
    return place(context, this.name, volume.name, await configMapPayload(context, namespaceOf(context.pod), name, { ...rest, defaultMode }));
  },
};

export const secret: VolumePlugin = {
  name: 'kubernetes.io/secret',
  supports: (volume) => volume.secret !== undefined,
  async setUp(volume, context) {
    const { secretName = '', defaultMode = DEFAULT_MODE, ...rest } = volume.secret ?? {};
    return place(context, this.name, volume.name, await secretPayload(context, namespaceOf(context.pod), secretName, { ...rest, defaultMode }));
  },
};

export const downwardAPI: VolumePlugin = {
  name: 'kubernetes.io/downward-api',
  supports: (volume) => volume.downwardAPI !== undefined,
  setUp(volume, context) {
    const { items = [], defaultMode = DEFAULT_MODE } = volume.downwardAPI ?? {};
    return place(context, this.name, volume.name, downwardPayload(context, items, defaultMode));
  },
};
