import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { directView, type StorageView } from './storage-view.js';

/** How each served version reads the stored objects; versions that are not listed are stored as they are. */
export const views = (definition: ResourceDefinition): StorageView<KubeObject> => directView(definition);
