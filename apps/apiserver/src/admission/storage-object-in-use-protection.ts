import type { AdmissionPlugin } from './plugin.js';
import { isMain } from './targets.js';

const FINALIZERS: Readonly<Record<string, string>> = {
  persistentvolumes: 'kubernetes.io/pv-protection',
  persistentvolumeclaims: 'kubernetes.io/pvc-protection',
};
const CLASS = 'kubernetes.io/vac-protection';

/** Claims that pods use, volumes that claims use and attribute classes that either uses do not go away under them: a controller removes the finalizer. */
export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  handles: (a) => a.operation === 'CREATE' && (isMain(a, '', 'persistentvolumes') || isMain(a, '', 'persistentvolumeclaims') || isMain(a, 'storage.k8s.io', 'volumeattributesclasses')),
  mutate(a) {
    const finalizer = FINALIZERS[a.definition.resource] ?? CLASS;
    const { metadata } = a.object!;
    if (!metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...metadata.finalizers ?? [], finalizer];
  },
};
