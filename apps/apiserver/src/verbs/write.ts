import { trackUpdate } from '@kubets/apimachinery/apply/index';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { groupVersion } from '@kubets/apimachinery/resource/definition';
import type { AdmissionChain, Attributes, Operation } from '../admission/plugin.js';
import type { ResourceStorage, WriteHooks } from '../registry/resource-storage.js';
import type { WriteContext } from '../registry/strategy.js';
import type { RequestContext } from '../request/context.js';

export function isDryRun(query: URLSearchParams): boolean {
  const asked = query.getAll('dryRun').filter((v) => v !== '');
  for (const value of asked) if (value !== 'All') throw badRequest(`dryRun: Unsupported value: ${JSON.stringify(value)}: supported values: "All"`);
  return asked.length > 0;
}

/** Who the change is attributed to: the query's `fieldManager`, else the program named by the User-Agent. */
export function managerOf(context: RequestContext): string {
  const asked = context.request.query.get('fieldManager');
  if (asked) {
    if (asked.length > 128) throw badRequest(`fieldManager: Invalid value: ${JSON.stringify(asked)}: may not be longer than 128 characters`);
    return asked;
  }
  return ((context.request.headers['user-agent'] ?? '').split('/', 1)[0] || 'unknown').slice(0, 128);
}

export function writeContextOf(context: RequestContext, now: number, dryRun: boolean): WriteContext {
  return { user: context.user, namespace: context.info.namespace, dryRun, now };
}

/** Admission and field ownership of one write. */
export function hooksFor<T extends KubeObject>(
  context: RequestContext, storage: ResourceStorage<T>, admission: AdmissionChain, operation: Operation, write: WriteContext,
  track: boolean | ((object: T, old: T | undefined) => void) = true,
): WriteHooks<T> {
  const attributes = (object: T | undefined, old: T | undefined): Attributes => ({
    operation: operation === 'UPDATE' && !old ? 'CREATE' : operation, definition: storage.definition as never, subresource: context.info.subresource,
    namespace: write.namespace, name: object?.metadata.name ?? context.info.name, object, old, user: context.user, dryRun: write.dryRun,
    warn: (message) => void context.warnings.add(message),
  });
  return {
    mutate: (object, old) => admission.mutate(attributes(object, old)),
    validate: (object, old) => admission.validate(attributes(object, old)),
    track: (object, old) => {
      for (const warning of storage.strategy.warnings?.(object, old) ?? []) context.warnings.add(warning);
      if (typeof track === 'function') { track(object, old); return; }
      if (!track) return;
      const managedFields = trackUpdate({
        type: storage.definition.kind, live: old, updated: object, manager: managerOf(context), apiVersion: groupVersion(storage.definition),
        subresource: context.info.subresource, now: write.now, operation: 'Update',
      });
      if (managedFields?.length) object.metadata.managedFields = managedFields; else delete object.metadata.managedFields;
    },
  };
}
