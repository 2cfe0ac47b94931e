import type { Namespace } from '@kubets/api/core/v1/namespace';
import type { Strategy } from '../registry/strategy.js';

/** A namespace is held by its `kubernetes` finalizer until the namespace controller has emptied it. */
export const namespaceStrategy: Strategy<Namespace> = {
  statusMetadata: true,
  prepareForCreate(namespace) {
    namespace.status = { phase: 'Active' };
    const finalizers = namespace.spec.finalizers ?? [];
    if (!finalizers.includes('kubernetes')) namespace.spec.finalizers = [...finalizers, 'kubernetes'];
    namespace.metadata.labels = { ...namespace.metadata.labels, 'kubernetes.io/metadata.name': namespace.metadata.name! };
  },
  prepareForUpdate(namespace, old) {
    // Finalizers of the spec change through the finalize subresource only.
    namespace.spec.finalizers = old.spec.finalizers!;
    if (!old.spec.finalizers) delete namespace.spec.finalizers;
    namespace.metadata.labels = { ...namespace.metadata.labels, 'kubernetes.io/metadata.name': namespace.metadata.name! };
    if (namespace.metadata.deletionTimestamp) namespace.status.phase = 'Terminating';
  },
  prepareForDelete(namespace) { namespace.status.phase = 'Terminating'; },
  held: (namespace) => (namespace.spec.finalizers?.length ?? 0) > 0,
};
