import { mkdir, open, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { HostPathVolumeSource } from '@kubets/api/core/v1/volume';
import type { VolumePlugin } from './plugin.js';

const CHECKS: Readonly<Record<string, { what: string; holds: (info: Stats) => boolean }>> = {
  Directory: { what: 'a directory', holds: (i) => i.isDirectory() },
  File: { what: 'a file', holds: (i) => i.isFile() },
  Socket: { what: 'a socket file', holds: (i) => i.isSocket() },
  CharDevice: { what: 'a character device', holds: (i) => i.isCharacterDevice() },
  BlockDevice: { what: 'a block device', holds: (i) => i.isBlockDevice() },
};

/** Makes sure that the path is what the source says, creating it where the type allows. */
export async function checkHostPath({ path, type }: HostPathVolumeSource): Promise<void> {
  if (!type) return;
  const info = await stat(path).catch(() => undefined);
  const wanted = CHECKS[type.replace('OrCreate', '')];
  if (!wanted) throw new Error(`${type} is an invalid volume type`);
  if (info === undefined && type === 'DirectoryOrCreate') return void (await mkdir(path, { recursive: true, mode: 0o755 }));
  if (info === undefined && type === 'FileOrCreate') return (await open(path, 'a', 0o644)).close();
  if (!info || !wanted.holds(info)) throw new Error(`hostPath type check failed: ${path} is not ${wanted.what}`);
}

/** A path of the node itself. Nothing is cleaned up: it is not the pod's. */
export const hostPath: VolumePlugin = {
  name: 'kubernetes.io/host-path',
  supports: (volume) => volume.hostPath !== undefined,
  async setUp(volume) {
    const source = volume.hostPath ?? { path: '/' };
    await checkHostPath(source);
    return { path: source.path, readOnly: false };
  },
};
