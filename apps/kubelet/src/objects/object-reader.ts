import type { ConfigMap } from '@kubets/api/core/v1/config-map';
import type { PersistentVolume } from '@kubets/api/core/v1/persistent-volume';
import type { PersistentVolumeClaim } from '@kubets/api/core/v1/persistent-volume-claim';
import type { Secret } from '@kubets/api/core/v1/secret';

/** Reads what pods refer to. `undefined`: it does not exist. Other failures throw. */
export interface ObjectReader {
  configMap(namespace: string, name: string): Promise<ConfigMap | undefined>;
  secret(namespace: string, name: string): Promise<Secret | undefined>;
  persistentVolumeClaim(namespace: string, name: string): Promise<PersistentVolumeClaim | undefined>;
  persistentVolume(name: string): Promise<PersistentVolume | undefined>;
  /** A token of the service account, bound to the pod. `expiresAt` in milliseconds since the epoch. */
  serviceAccountToken(request: TokenWish): Promise<{ token: string; expiresAt: number }>;
}

export interface TokenWish {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly audience?: string;
  readonly expirationSeconds: number;
  readonly pod: { readonly name: string; readonly uid: string };
}
