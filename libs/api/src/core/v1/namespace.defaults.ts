import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Namespace } from './namespace.js';

/** Lets namespace selectors choose a namespace by its name. A namespace that has no name yet gets the label with its name. */
export function defaultNamespace(namespace: Draft<Namespace>): void {
  const metadata = (namespace.metadata ??= {});
  if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
}
