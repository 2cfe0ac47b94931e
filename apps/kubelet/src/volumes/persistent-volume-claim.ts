import { stat } from 'node:fs/promises';
import { nameOf, namespaceOf } from '../pod/identity.js';
import { checkHostPath } from './host-path.js';
import { applyFsGroup } from './ownership.js';
import type { VolumePlugin } from './plugin.js';

/** Storage behind a bound claim: volumes that are a directory of this node (`local` and `hostPath`). */
export const persistentVolumeClaim: VolumePlugin = {
  name: 'kubernetes.io/persistent-volume-claim',
  supports: (volume) => volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined,
  async setUp(volume, { pod, objects }) {
    const namespace = namespaceOf(pod);
    const claimName = volume.persistentVolumeClaim?.claimName ?? `${nameOf(pod)}-${volume.name}`;
    const claim = await objects.persistentVolumeClaim(namespace, claimName);
    if (!claim) throw new Error(`persistentvolumeclaim "${claimName}" not found`);
    if (volume.ephemeral && !claim.metadata.ownerReferences?.some((o) => o.uid === pod.metadata.uid)) {
      throw new Error(`PVC ${namespace}/${claimName} was not created for pod ${namespace}/${nameOf(pod)} (pod is not owner)`);
    }
    const name = claim.spec.volumeName;
    if (claim.status.phase !== 'Bound' || !name) throw new Error(`PersistentVolumeClaim "${claimName}" is not bound (phase ${claim.status.phase || 'unknown'})`);
    const found = await objects.persistentVolume(name);
    if (!found) throw new Error(`persistentvolume "${name}" not found`);
    const { local, hostPath, accessModes = [] } = found.spec;
    const path = local?.path ?? hostPath?.path;
    if (path === undefined) throw new Error(`no volume plugin on this node can mount persistent volume "${name}": only local and hostPath volumes are supported`);
    if (hostPath) await checkHostPath(hostPath);
    else if (!(await stat(path).catch(() => undefined))) throw new Error(`path "${path}" does not exist`);
    const group = pod.spec.securityContext?.fsGroup;
    if (local && group !== undefined) await applyFsGroup(path, group, pod.spec.securityContext?.fsGroupChangePolicy);
    const onlyRead = accessModes.length > 0 && accessModes.every((m) => m === 'ReadOnlyMany');
    return { path, readOnly: volume.persistentVolumeClaim?.readOnly === true || onlyRead };
  },
};
