import { DeleteOptions } from '@kubets/apimachinery/meta/v1/options';
import { Status as StatusKind } from '@kubets/apimachinery/meta/v1/status';
import { badRequest, isConflict, isNotFound, StatusError } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { AdmissionChain } from '../admission/plugin.js';
import { readAny, readObject, readValue } from '../content/body.js';
import { respondObject, respondStored } from '../content/respond.js';
import type { DeleteRequest, ResourceStorage } from '../registry/resource-storage.js';
import type { RequestContext } from '../request/context.js';
import { isTrue } from '../request/request-info.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { Stored } from '../store/stored.js';
import type { Lister } from './list.js';
import { selectionOf } from './selection.js';
import { isDryRun, writeContextOf } from './write.js';

type Options = DeleteRequest & { readonly dryRun: boolean };
const POLICIES = ['Foreground', 'Background', 'Orphan'];

/** `delete` and `deletecollection`. Source: API concepts, "Resource deletion"; garbage collection. */
export class Deleter {
  constructor(private readonly admission: AdmissionChain, private readonly lister: Lister, private readonly now: () => number) {}

  async one(context: RequestContext, storage: ResourceStorage): Promise<ApiResponse> {
    const { info } = context;
    const options = await deleteOptions(context);
    const { stored, gone } = await this.remove(context, storage, info.namespace, info.name, options);
    if (!gone || storage.strategy.returnsDeleted) {
      // Clients from before propagation policies tell by 202 that dependents are still to be collected.
      const code = !gone && options.orphanDependents === false ? 202 : 200;
      return respondStored(storage.definition, storage.view, stored, context.negotiated, { code, now: this.now() });
    }
    const { group, resource } = storage.definition;
    return respondObject(StatusKind, {
      kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success',
      details: { name: info.name, ...(group ? { group } : {}), kind: resource, uid: stored.object.metadata.uid },
    }, context.negotiated);
  }

  /** Answers with the list of what was deleted, or is being deleted. */
  async collection(context: RequestContext, storage: ResourceStorage): Promise<ApiResponse> {
    const { info, request } = context;
    const options = await deleteOptions(context);
    const page = await this.lister.page(storage, info.namespace, request.query, selectionOf(storage.definition, request.query));
    const items: Stored[] = [];
    for (const item of page.items) {
      const { name = '', namespace = '', uid } = item.object.metadata;
      try {
        const { stored } = await this.remove(context, storage, namespace, name, { ...options, preconditions: { ...(uid ? { uid } : {}), ...options.preconditions } });
        items.push(stored);
      } catch (error) {
        // Gone, or replaced by another of the same name: not one of those that were asked for.
        if (!isNotFound(error) && !(isConflict(error) && !options.preconditions)) throw error;
      }
    }
    return this.lister.respond(storage, { ...page, items }, request.query, context.negotiated);
  }

  /** Deletes for the caller, after asking admission. */
  async remove<T extends KubeObject>(
    context: RequestContext, storage: ResourceStorage<T>, namespace: string, name: string, options: Options,
  ): Promise<{ stored: Stored; gone: boolean }> {
    const write = { ...writeContextOf(context, this.now(), options.dryRun), namespace };
    return storage.delete(namespace, name, options, write, async (old) => {
      const attributes = {
        operation: 'DELETE' as const, definition: storage.definition as never, subresource: '', namespace, name,
        object: undefined, old, user: context.user, dryRun: options.dryRun, warn: (message: string) => void context.warnings.add(message),
      };
      await this.admission.mutate(attributes);
      await this.admission.validate(attributes);
    });
  }
}

/** From the body, with the query's values over it. */
async function deleteOptions(context: RequestContext): Promise<Options> {
  const { request } = context;
  const { query } = request;
  const body = await request.body();
  const given = body.length ? readDeleteOptions(body, headerOf(request, 'content-type')) : {};
  const grace = query.get('gracePeriodSeconds');
  const policy = query.get('propagationPolicy');
  const orphan = query.get('orphanDependents');
  if (grace !== null && !/^-?\d+$/.test(grace)) throw badRequest(`gracePeriodSeconds: Invalid value: ${JSON.stringify(grace)}: must be a whole number of seconds`);
  return checked({
    ...given, ...(grace !== null ? { gracePeriodSeconds: Number(grace) } : {}), ...(policy ? { propagationPolicy: policy } : {}),
    ...(orphan !== null ? { orphanDependents: isTrue(orphan) } : {}),
  }, isDryRun(query));
}

/** @throws 422 for options that contradict each other or do not exist */
export function checked(options: DeleteRequest & { dryRun?: readonly string[] }, dryRun: boolean): Options {
  const refuse = (detail: string): never => { throw new StatusError(422, 'Invalid', `DeleteOptions.meta.k8s.io "" is invalid: ${detail}`); };
  const { propagationPolicy: policy, orphanDependents } = options;
  if (policy && orphanDependents !== undefined) refuse(`propagationPolicy: Invalid value: ${JSON.stringify(policy)}: orphanDependents and deletionPropagation cannot be both set`);
  if (policy && !POLICIES.includes(policy)) refuse(`propagationPolicy: Unsupported value: ${JSON.stringify(policy)}: supported values: "Foreground", "Background", "Orphan", "nil"`);
  for (const value of options.dryRun ?? []) if (value !== 'All') refuse(`dryRun: Unsupported value: ${JSON.stringify(value)}: supported values: "All"`);
  return { ...options, dryRun: dryRun || (options.dryRun?.length ?? 0) > 0 };
}

/** Clients put DeleteOptions into the group of the object that they delete, so only the kind is looked at. */
function readDeleteOptions(body: Buffer, contentType: string): object {
  if (contentType.includes('protobuf')) return readObject(DeleteOptions, body, contentType, 'Ignore').object as object;
  const value = readAny(body, contentType);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('the body of a deletion has to be a DeleteOptions object');
  const { kind } = value as { kind?: unknown };
  if (kind && kind !== 'DeleteOptions') return {};
  return readValue(DeleteOptions, { ...value, kind: 'DeleteOptions', apiVersion: 'v1' }, 'Ignore').object as object;
}
