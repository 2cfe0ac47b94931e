import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Volume } from '@kubets/api/core/v1/volume';
import { containersOf } from '../pod/containers.js';
import type { Mounter } from './mounter.js';
import { podDirectory } from './paths.js';
import type { MountedVolume, VolumeContext } from './plugin.js';
import { VOLUME_PLUGINS } from './plugins.cfg.js';

/** A volume could not be set up; `message` is what the FailedMount event says. */
export class MountProblem extends Error {
  override readonly name = 'MountProblem';
  constructor(readonly volume: string, message: string) { super(message); }
}

export type MountedVolumes = ReadonlyMap<string, MountedVolume>;

/** Volumes that some container mounts; the others are never set up. */
const mountedBy = (pod: Pod): Volume[] => {
  const used = new Set(containersOf(pod).flatMap(({ container }) => (container.volumeMounts ?? []).map((m) => m.name)));
  return (pod.spec.volumes ?? []).filter((v) => used.has(v.name));
};

async function setUp(volume: Volume, context: VolumeContext): Promise<[string, MountedVolume]> {
  const source = VOLUME_PLUGINS.find((plugin) => plugin.supports(volume));
  const what = `MountVolume.SetUp failed for volume "${volume.name}" : `;
  if (!source) {
    const kind = Object.keys(volume).filter((k) => k !== 'name').join(', ') || 'without a source';
    throw new MountProblem(volume.name, `${what}no volume plugin matched: this node cannot mount ${kind} volumes`);
  }
  try {
    return [volume.name, await source.setUp(volume, context)];
  } catch (error) {
    throw new MountProblem(volume.name, what + (error instanceof Error ? error.message : String(error)));
  }
}

/** Sets up every volume of the pod, or brings it up to date. Throws the first {@link MountProblem} after all were tried. */
export async function mountVolumes(context: VolumeContext): Promise<MountedVolumes> {
  const results = await Promise.allSettled(mountedBy(context.pod).map((volume) => setUp(volume, context)));
  const failed = results.find((r) => r.status === 'rejected');
  if (failed) throw failed.reason;
  return new Map(results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : [])));
}

/** Earliest time at which a volume needs another look; `undefined` when none does. */
export const earliestRefresh = (volumes: MountedVolumes): number | undefined => {
  const times = [...volumes.values()].flatMap((v) => (v.refreshAt === undefined ? [] : [v.refreshAt]));
  return times.length > 0 ? Math.min(...times) : undefined;
};

/** Removes the pod's volumes. Memory volumes are unmounted first; host paths were never inside. Idempotent. */
export async function removeVolumes(rootDir: string, uid: string, mounter: Mounter): Promise<void> {
  const volumes = join(podDirectory(rootDir, uid), 'volumes');
  const scratch = join(volumes, 'kubernetes.io~empty-dir');
  for (const name of await readdir(scratch).catch(() => [] as string[])) {
    if (await mounter.isMounted(join(scratch, name))) await mounter.unmount(join(scratch, name));
  }
  await rm(volumes, { recursive: true, force: true });
}

/** Removes everything of the pod from the node. Idempotent. */
export async function removePodDirectory(rootDir: string, uid: string, mounter: Mounter): Promise<void> {
  await removeVolumes(rootDir, uid, mounter);
  await rm(podDirectory(rootDir, uid), { recursive: true, force: true });
}
