import type { PersistentVolumeClaim } from '@kubets/api/core/v1/persistent-volume-claim';
import type { Ingress } from '@kubets/api/networking/v1/ingress';
import type { IngressClass } from '@kubets/api/networking/v1/ingress-class';
import type { StorageClass } from '@kubets/api/storage/v1/storage-class';
import { forbidden } from '@kubets/apimachinery/errors/status';
import type { AdmissionPlugin } from './plugin.js';
import { isMain, subjectOf } from './targets.js';

const BETA_STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class';
const DEFAULT_STORAGE = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'] as const;
const INGRESS_ANNOTATION = 'kubernetes.io/ingress.class';
const DEFAULT_INGRESS = 'ingressclass.kubernetes.io/is-default-class';

const annotated = (object: { metadata: { annotations?: Readonly<Record<string, string>> } }, key: string): boolean => object.metadata.annotations?.[key] === 'true';

/** Claims that name no class get the default one: of several the newest, then the first by name. Source: Storage Classes, KEP-3333. */
export function defaultStorageClass(all: () => Iterable<StorageClass>): AdmissionPlugin {
  return {
    name: 'DefaultStorageClass',
    handles: (a) => a.operation === 'CREATE' && isMain(a, '', 'persistentvolumeclaims'),
    mutate(a) {
      const claim = a.object as unknown as PersistentVolumeClaim;
      // An empty name is an answer: no class at all.
      if (claim.spec.storageClassName !== undefined || claim.metadata.annotations?.[BETA_STORAGE_CLASS] !== undefined) return;
      const [chosen] = [...all()].filter((c) => DEFAULT_STORAGE.some((key) => annotated(c, key))).sort((x, y) => {
        const newer = Date.parse(y.metadata.creationTimestamp ?? '') - Date.parse(x.metadata.creationTimestamp ?? '');
        return newer || ((x.metadata.name ?? '') < (y.metadata.name ?? '') ? -1 : 1);
      });
      if (chosen) claim.spec.storageClassName = chosen.metadata.name!;
    },
  };
}

/** Ingresses that name no class get the default one. Source: Ingress, "Default Ingress Class". */
export function defaultIngressClass(all: () => Iterable<IngressClass>): AdmissionPlugin {
  return {
    name: 'DefaultIngressClass',
    handles: (a) => a.operation === 'CREATE' && isMain(a, 'networking.k8s.io', 'ingresses'),
    mutate(a) {
      const ingress = a.object as unknown as Ingress;
      if (ingress.spec.ingressClassName !== undefined || ingress.metadata.annotations?.[INGRESS_ANNOTATION] !== undefined) return;
      const defaults = [...all()].filter((c) => annotated(c, DEFAULT_INGRESS));
      if (defaults.length > 1) throw forbidden(subjectOf(a), a.name, `${defaults.length} default IngressClasses were found, only 1 allowed`);
      if (defaults[0]) ingress.spec.ingressClassName = defaults[0].metadata.name!;
    },
  };
}
