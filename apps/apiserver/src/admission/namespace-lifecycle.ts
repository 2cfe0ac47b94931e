import type { Namespace } from '@kubets/api/core/v1/namespace';
import { forbidden, notFound, StatusError } from '@kubets/apimachinery/errors/status';
import type { AdmissionPlugin } from './plugin.js';

/** Namespaces that the cluster cannot do without. */
const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/** Nothing is created in a namespace that does not exist or is being deleted, and some namespaces are never deleted. */
export function namespaceLifecycle(find: (name: string) => Namespace | undefined): AdmissionPlugin {
  return {
    name: 'NamespaceLifecycle',
    handles: (a) => (a.operation === 'DELETE' ? isNamespace(a) : a.operation === 'CREATE' && a.namespace !== '' && !isNamespace(a)),
    // Before anything is looked up in the namespace: that it is missing is what the caller should hear.
    mutate(a) {
      const subject = { group: a.definition.group, resource: a.definition.resource };
      if (a.operation === 'DELETE') {
        if (IMMORTAL.has(a.name)) throw forbidden(subject, a.name, 'this namespace may not be deleted');
        return;
      }
      // Reviews say something about a namespace; they do not live in it.
      if (a.definition.resource === 'localsubjectaccessreviews') return;
      const namespace = find(a.namespace);
      if (!namespace) throw notFound({ group: '', resource: 'namespaces' }, a.namespace);
      if (namespace.metadata.deletionTimestamp === undefined) return;
      const error = forbidden(subject, a.name, `unable to create new content in namespace ${a.namespace} because it is being terminated`);
      throw new StatusError(error.code, error.reason, error.message, {
        ...error.details, causes: [{ reason: 'NamespaceTerminating', message: `namespace ${a.namespace} is being terminated`, field: 'metadata.namespace' }],
      });
    },
  };
}

const isNamespace = (a: { definition: { group: string; resource: string } }): boolean => a.definition.group === '' && a.definition.resource === 'namespaces';
