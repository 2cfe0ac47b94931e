import type { Draft } from '@kubets/apimachinery/schema/types';
import type { StorageClass } from './storage-class.js';

export function defaultStorageClass(storageClass: Draft<StorageClass>): void {
  storageClass.reclaimPolicy ??= 'Delete';
  storageClass.volumeBindingMode ??= 'Immediate';
}
