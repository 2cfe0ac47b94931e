import type { Container } from '@kubets/api/core/v1/container';
import type { Mount } from '@kubets/container-runtime/runtime';
import { expand } from '../environment/expand.js';
import { ConfigurationError } from '../environment/environment.js';
import type { MountedVolumes } from './volume-manager.js';
import { resolveSubPath } from './sub-path.js';

const PROPAGATION: Readonly<Record<string, Mount['propagation']>> = { None: 'private', HostToContainer: 'rslave', Bidirectional: 'rshared' };

/** Where the container's volumes are mounted. Throws {@link ConfigurationError}. */
export async function containerMounts(container: Container, volumes: MountedVolumes, environment: ReadonlyMap<string, string>): Promise<Mount[]> {
  const mounts: Mount[] = [];
  for (const [at, mount] of (container.volumeMounts ?? []).entries()) {
    const volume = volumes.get(mount.name);
    if (!volume) throw new ConfigurationError(`cannot find volume "${mount.name}" to mount into container "${container.name}"`);
    let subPath = mount.subPath ?? '';
    if (mount.subPathExpr) {
      subPath = expand(mount.subPathExpr, (name) => environment.get(name));
      const unknown = /\$\(([^)]*)\)/.exec(subPath);
      if (unknown) throw new ConfigurationError(`missing value for "${unknown[1] ?? ''}"`);
    }
    let hostPath = volume.path;
    if (subPath) {
      try {
        hostPath = await resolveSubPath(volume.path, subPath);
      } catch (error) {
        throw new ConfigurationError(`failed to prepare subPath for volumeMount "${mount.name}" of container "${container.name}": volume mount ${at}: ${(error as Error).message}`);
      }
    }
    const containerPath = mount.mountPath.startsWith('/') ? mount.mountPath : `/${mount.mountPath}`;
    mounts.push({ hostPath, containerPath, readOnly: (mount.readOnly ?? false) || volume.readOnly, propagation: PROPAGATION[mount.mountPropagation ?? 'None'] ?? 'private' });
  }
  return mounts;
}
